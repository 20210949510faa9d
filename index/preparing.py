"""The costly part of a run: articles are parsed, analysed, cut into passages and encoded, batch by batch."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from index.config import IndexSettings
from index.fingerprint import reading_fingerprint
from index.models import Analysis, Article, Passage
from index.pacing import Pacing
from index.progress import Bound
from index.search.encoder import Encoder, load_encoder
from index.search.passages import passage_text, passages_of, statement_text
from index.statements import Analyser
from index.storage.rows import NewArticle

_BATCH_ARTICLES = 32


def in_batches(
    articles: Iterable[Article], settings: IndexSettings, encoder: Encoder, pacing: Pacing
) -> Iterator[list[NewArticle]]:
    """Batches ready to be stored. The analyser sees one stream, so that its processes never run dry."""
    waiting: deque[Article] = deque()

    def fed() -> Iterator[Article]:
        for article in articles:
            waiting.append(article)
            yield article

    batch: list[tuple[Article, Analysis]] = []
    analyser = Analyser(settings.spacy_model, processes=settings.processes)
    for analysis in pacing.waiting(Bound.PARSING, analyser.analyse(fed())):
        batch.append((waiting.popleft(), analysis))
        if len(batch) == _BATCH_ARTICLES:
            with pacing.spending(Bound.ENCODING):
                prepared = _encoded(batch, settings, encoder)
            yield prepared
            batch = []
    if batch:
        with pacing.spending(Bound.ENCODING):
            prepared = _encoded(batch, settings, encoder)
        yield prepared


def _encoded(batch: Sequence[tuple[Article, Analysis]], settings: IndexSettings, encoder: Encoder) -> list[NewArticle]:
    passages = [passages_of(article, analysis.sentences, settings.passage_size) for article, analysis in batch]
    texts: list[str] = []
    for (article, analysis), own in zip(batch, passages, strict=True):
        texts += _texts(article, analysis, own)
    vectors = encoder.encode_documents(texts)
    prepared, at = [], 0
    for (article, analysis), own in zip(batch, passages, strict=True):
        middle, end = at + len(own), at + len(own) + len(analysis.statements)
        prepared.append(NewArticle(article, analysis, own, vectors[at:middle], vectors[middle:end]))
        at = end
    return prepared


def _texts(article: Article, analysis: Analysis, passages: Sequence[Passage]) -> list[str]:
    return [
        *(passage_text(article, passage) for passage in passages),
        *(statement_text(article, analysis.sentences, statement) for statement in analysis.statements),
    ]


def encoder_of(settings: IndexSettings) -> Encoder:
    """The encoder that the settings name, loaded."""
    return load_encoder(
        settings.encoder,
        settings.data / "encoder",
        runtime=settings.runtime,
        batch_size=settings.encoder_batch,
        offline=not settings.encoder_download,
    )


def pipeline_of(settings: IndexSettings, encoder: str) -> str:
    """Fingerprint of all that an article's rows depend on besides its text, that of the encoder among it."""
    parts = (reading_fingerprint(settings.spacy_model), settings.passage_size, encoder)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
