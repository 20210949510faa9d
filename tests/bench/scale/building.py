"""The recombined articles and their index: analysed and encoded once, stored as a run would store them."""

import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index.config import IndexSettings
from index.corpus import read
from index.models import Article
from index.preparing import pipeline_of
from index.search.encoder import Encoder, load_encoder
from index.statements import Analyser
from index.storage.locks import writing
from index.storage.rows import NewArticle
from index.storage.store import Store
from tests.bench.machine import write_rows
from tests.bench.recombine import Piece, pieces_of, recombined
from tests.bench.report import say
from tests.bench.scale.work import Work

_FILE_ARTICLES = 1_000


def build(work: Work) -> None:
    """Write the articles and store them with their analyses; nothing is published yet."""
    settings = work.settings
    encoder = load_encoder(settings.encoder, settings.data / "encoder")
    began = time.perf_counter()
    pieces = _pieces([work.shared / "corpus", work.gold], settings, encoder)
    say(f"real articles analysed and encoded into {len(pieces)} pieces: {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    _store(recombined(pieces, work.articles), work.corpus, settings, encoder)
    say(f"put together and stored, in batches of {_FILE_ARTICLES:,}: {time.perf_counter() - began:.0f} s")


def _pieces(paths: Sequence[Path], settings: IndexSettings, encoder: Encoder) -> list[Piece]:
    articles = [reading for reading in read(paths) if isinstance(reading, Article)]
    analyses = Analyser(settings.spacy_model).analyse(articles)
    return [
        piece
        for article, analysis in zip(articles, analyses, strict=True)
        for piece in pieces_of(article, analysis, settings.passage_size, encoder)
    ]


def _store(new: Iterator[NewArticle], corpus: Path, settings: IndexSettings, encoder: Encoder) -> None:
    """Write the articles as JSON lines, and store them as the run that reads these files would."""
    corpus.mkdir(parents=True, exist_ok=True)
    pipeline = pipeline_of(settings, encoder.fingerprint)
    with writing(settings.data):
        store = Store.create(settings.data)
        for number in itertools.count():
            batch = list(itertools.islice(new, _FILE_ARTICLES))
            if not batch:
                return
            path = write_rows(corpus.absolute() / f"{number:03}.jsonl", (_row_of(one.article) for one in batch))
            stored = [one for one in read([path]) if isinstance(one, Article)]
            store.add([replace(one, article=as_read) for one, as_read in zip(batch, stored, strict=True)], pipeline)


def _row_of(article: Article) -> dict[str, str | None]:
    row = {"id": article.id, "title": article.title, "text": article.text, "publisher": article.publisher}
    return row | {"published": str(article.published), "licence": article.licence.id or None}
