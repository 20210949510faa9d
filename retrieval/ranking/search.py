"""Dense and lexical search over statements or passages: the candidates among which an answer is sought."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.models import Unit
from index.search.filters import Where
from index.search.snapshot import Hit, Snapshot

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
class Candidate:
    """A key with what the searches say of it.

    ``fused`` is its score by reciprocal ranks and ``bm25`` its score as a share of the best one's.
    ``question`` and ``topic`` are cosines with the two vectors, ``article`` is the best cosine that a
    passage of the same article has with the question.
    """

    key: int
    fused: float
    bm25: float
    question: float
    topic: float
    article: float


def search(
    snapshot: Snapshot, unit: Unit, sought: Sought, wheres: Sequence[tuple[Where | None, int]], most: int
) -> list[Candidate]:
    """The candidates under each filter (with how many hits each search gives): the ``most`` of best fused score."""
    fused: dict[int, float] = {}
    bm25: dict[int, float] = {}
    for where, k in wheres:
        rankings = snapshot.search_vectors(unit, sought.vectors, k, where)
        lexical = snapshot.search_words(unit, sought.words, k, where)
        bm25 |= {hit.key: hit.score for hit in lexical}
        for key, score in fuse([*rankings, lexical]).items():
            fused[key] = max(score, fused.get(key, 0.0))
        for quotation in sought.quoted:  # before all others: whether they are there is the question
            fused |= {hit.key: 1.0 for hit in snapshot.search_phrase(unit, quotation, k, where)}
    keys = sorted(fused, key=lambda key: (-fused[key], key))[:most]
    best = max(bm25.values(), default=0.0) or 1.0
    cosines = snapshot.cosines(unit, keys, sought.vectors)
    articles = snapshot.article_cosines(unit, keys, sought.vectors)
    return [
        Candidate(key, fused[key], bm25.get(key, 0.0) / best, float(own[0]), float(own[1]), float(around[0]))
        for key, own, around in zip(keys, cosines, articles, strict=True)
    ]


def fuse(rankings: Sequence[Sequence[Hit]]) -> dict[int, float]:
    """Reciprocal rank fusion: the sum of 1 / (60 + rank) over the rankings, best first."""
    fused: dict[int, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            fused[hit.key] = fused.get(hit.key, 0.0) + 1 / (RRF_K + rank)
    return dict(sorted(fused.items(), key=lambda pair: (-pair[1], pair[0])))
