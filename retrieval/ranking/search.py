"""Dense and lexical search over statements and passages: the candidates among which an answer is sought."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.models import Unit
from index.search.filters import Where
from index.search.hits import Hit
from index.search.snapshot import Snapshot

# Cormack, Clarke and Büttcher (SIGIR 2009): 60 damps the top ranks; little depends on its exact value.
RRF_K = 60
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for: the words for BM25, the vectors of the question and of its topic (2, dimension).

    ``quoted`` are words that must be found wherever they stand side by side.
    """

    words: str
    vectors: Vectors
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where one search looks: a kind of unit under a filter, and how many hits each way of searching gives."""

    unit: Unit
    where: Where | None
    hits: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key with what the searches say of it.

    ``fused`` is its score by reciprocal ranks and ``bm25`` its score as a share of the best one's of its unit.
    ``question`` and ``topic`` are cosines with the two vectors, ``article`` is the best cosine that a
    passage of the same article has with the question.
    """

    unit: Unit
    key: int
    fused: float
    bm25: float
    question: float
    topic: float
    article: float


def search(snapshot: Snapshot, sought: Sequence[tuple[Scope, Sought]], most: int) -> list[Candidate]:
    """The candidates of all scopes: of each unit the ``most`` of best fused score."""
    units = dict.fromkeys(scope.unit for scope, _ in sought)
    return [
        candidate
        for unit in units
        for candidate in _search_unit(snapshot, unit, [one for one in sought if one[0].unit is unit], most)
    ]


def _search_unit(snapshot: Snapshot, unit: Unit, sought: Sequence[tuple[Scope, Sought]], most: int) -> list[Candidate]:
    fused: dict[int, float] = {}
    bm25: dict[int, float] = {}
    for scope, wanted in sought:
        rankings = snapshot.search_vectors(unit, wanted.vectors, scope.hits, scope.where)
        lexical = snapshot.search_words(unit, wanted.words, scope.hits, scope.where)
        bm25 |= {hit.key: hit.score for hit in lexical}
        for key, score in fuse([*rankings, lexical]).items():
            fused[key] = max(score, fused.get(key, 0.0))
        for quotation in wanted.quoted:  # before all others: whether they are there is the question
            fused |= {hit.key: 1.0 for hit in snapshot.search_phrase(unit, quotation, scope.hits, scope.where)}
    keys = sorted(fused, key=lambda key: (-fused[key], key))[:most]
    best = max(bm25.values(), default=0.0) or 1.0
    vectors = sought[0][1].vectors
    cosines = snapshot.cosines(unit, keys, vectors)
    articles = snapshot.article_cosines(unit, keys, vectors)
    return [
        Candidate(unit, key, fused[key], bm25.get(key, 0.0) / best, float(own[0]), float(own[1]), float(around[0]))
        for key, own, around in zip(keys, cosines, articles, strict=True)
    ]


def fuse(rankings: Sequence[Sequence[Hit]]) -> dict[int, float]:
    """Reciprocal rank fusion: the sum of 1 / (60 + rank) over the rankings, best first."""
    fused: dict[int, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            fused[hit.key] = fused.get(hit.key, 0.0) + 1 / (RRF_K + rank)
    return dict(sorted(fused.items(), key=lambda pair: (-pair[1], pair[0])))
