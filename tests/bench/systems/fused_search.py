"""BM25 and MiniLM over paragraphs, joined by reciprocal ranks. Runs in the peers' environment."""

from pathlib import Path

from tests.bench.systems import Ask, bm25_search, minilm_search
from tests.bench.systems.rankings import answering, reciprocal_rank_fusion

_DEPTH = 100  # of each ranking
_WORDS, _MEANING = "bm25", "minilm"


def build(articles: Path, folder: Path, split: str) -> None:
    """Build both indexes."""
    bm25_search.build(articles, folder / _WORDS, split)
    minilm_search.build(articles, folder / _MEANING, split)


def open_index(folder: Path) -> Ask:
    """Answer from both."""
    rankings = (bm25_search.open_ranking(folder / _WORDS), minilm_search.open_ranking(folder / _MEANING))

    def rank(question: str, count: int) -> list[str]:
        return reciprocal_rank_fusion([ranking(question, _DEPTH) for ranking in rankings])[:count]

    return answering(rank)
