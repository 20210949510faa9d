"""BM25 alone over paragraphs: bm25s with Snowball stems and without stop words. Runs in the peers' environment."""

import json
from pathlib import Path

import bm25s  # type: ignore[import-not-found, unused-ignore]
import Stemmer

from tests.bench.systems import Ask
from tests.bench.systems.rankings import Ranking, answering, paragraphs_of

_IDS = "ids.json"
_STEMMER = Stemmer.Stemmer("english")


def build(articles: Path, folder: Path, split: str) -> None:
    """Index the paragraphs, each under its article's title."""
    paragraphs = list(paragraphs_of(articles))
    index = bm25s.BM25()
    index.index(_stems([paragraph.text for paragraph in paragraphs]), show_progress=False)
    index.save(str(folder))
    (folder / _IDS).write_text(json.dumps([paragraph.id for paragraph in paragraphs]), encoding="utf-8")


def open_index(folder: Path) -> Ask:
    """Answer from the saved index."""
    return answering(open_ranking(folder))


def open_ranking(folder: Path) -> Ranking:
    """The ranking of the saved index: only paragraphs with a word of the question."""
    index = bm25s.BM25.load(str(folder))
    ids = json.loads((folder / _IDS).read_text(encoding="utf-8"))

    def rank(question: str, count: int) -> list[str]:
        rows, scores = index.retrieve(_stems([question]), k=min(count, len(ids)), show_progress=False)
        return [ids[row] for row, score in zip(rows[0], scores[0], strict=True) if score > 0]

    return rank


def _stems(texts: list[str]) -> object:
    return bm25s.tokenize(texts, stopwords="en", stemmer=_STEMMER, show_progress=False)
