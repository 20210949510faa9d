"""Dense and lexical search over statements and passages: the candidates among which an answer is sought."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.models import Unit
from index.search.filters import Where
from index.search.hits import Hit
from index.search.snapshot import Snapshot

# Cormack, Clarke and Büttcher (SIGIR 2009): 60 damps the top ranks; little depends on its exact value.
RRF_K = 60
# of the whole process: with one for each question, many at once would have more threads than there are processors
_POOL = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="onrecord-search")
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where one search looks and for what: a kind of unit under a filter, the words for BM25.

    ``hits`` is how many each way of searching gives. ``quoted`` are words that must be found wherever they stand side
    by side.
    """

    unit: Unit
    where: Where | None
    hits: int
    words: str
    quoted: tuple[str, ...] = ()


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


class Search:
    """The searches of one question. By words they begin at once, by vectors when the question has been encoded.

    All run beside each other: the libraries leave Python's lock alone meanwhile.
    """

    def __init__(self, snapshot: Snapshot, scopes: Sequence[Scope]) -> None:
        self._snapshot = snapshot
        self._scopes = [(scope, _Lexical(snapshot, scope)) for scope in scopes]

    def candidates(self, vectors: Vectors, most: int) -> list[Candidate]:
        """The candidates of all scopes: of each unit the ``most`` of best fused score.

        ``vectors`` are those of the question and of its topic: shape (2, dimension).
        """
        dense = [
            _POOL.submit(self._snapshot.search_vectors, scope.unit, vectors, scope.hits, scope.where)
            for scope, _ in self._scopes
        ]
        found = [
            (scope.unit, near.result(), lexical) for (scope, lexical), near in zip(self._scopes, dense, strict=True)
        ]
        return [
            candidate
            for unit in dict.fromkeys(unit for unit, _, _ in found)
            for candidate in self._of(unit, [one[1:] for one in found if one[0] is unit], vectors, most)
        ]

    def _of(
        self, unit: Unit, found: Sequence[tuple[Sequence[Sequence[Hit]], "_Lexical"]], vectors: Vectors, most: int
    ) -> list[Candidate]:
        fused: dict[int, float] = {}
        bm25: dict[int, float] = {}
        for dense, lexical in found:
            words = lexical.words
            bm25 |= {hit.key: hit.score for hit in words}
            for key, score in fuse([*dense, words]).items():
                fused[key] = max(score, fused.get(key, 0.0))
            # before all others: whether they are there is the question
            fused |= {hit.key: 1.0 for hit in lexical.quoted}
        keys = sorted(fused, key=lambda key: (-fused[key], key))[:most]
        best = max(bm25.values(), default=0.0) or 1.0
        cosines = self._snapshot.cosines(unit, keys, vectors)
        articles = self._snapshot.article_cosines(unit, keys, vectors)
        return [
            Candidate(unit, key, fused[key], bm25.get(key, 0.0) / best, float(own[0]), float(own[1]), float(around[0]))
            for key, own, around in zip(keys, cosines, articles, strict=True)
        ]


class _Lexical:
    """What a scope's searches by words find, when they are done."""

    def __init__(self, snapshot: Snapshot, scope: Scope) -> None:
        place = scope.hits, scope.where
        self._words = _POOL.submit(snapshot.search_words, scope.unit, scope.words, *place)
        self._quoted = [_POOL.submit(snapshot.search_phrase, scope.unit, one, *place) for one in scope.quoted]

    @property
    def words(self) -> Sequence[Hit]:
        """Those of any of the words, by BM25."""
        return self._words.result()

    @property
    def quoted(self) -> Sequence[Hit]:
        """Those that have a quotation."""
        return [hit for one in self._quoted for hit in one.result()]


def fuse(rankings: Sequence[Sequence[Hit]]) -> dict[int, float]:
    """Reciprocal rank fusion: the sum of 1 / (60 + rank) over the rankings, best first."""
    fused: dict[int, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            fused[hit.key] = fused.get(hit.key, 0.0) + 1 / (RRF_K + rank)
    return dict(sorted(fused.items(), key=lambda pair: (-pair[1], pair[0])))
