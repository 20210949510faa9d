"""Dense and lexical search over statements or passages, joined by reciprocal rank fusion."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.derived import Unit
from index.snapshot import Hit, Snapshot, Where

# Cormack, Clarke and Büttcher (SIGIR 2009): 60 damps the top ranks; little depends on its exact value.
RRF_K = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key with what each search said of it: its fused score, its cosine and its BM25 (0 if not found)."""

    key: int
    fused: float
    cosine: float
    bm25: float


def search(
    snapshot: Snapshot, unit: Unit, words: str, vector: npt.NDArray[np.float32], *, k: int, where: Where | None
) -> list[Candidate]:
    """The candidates of both searches, best fused score first."""
    dense = snapshot.search_vectors(unit, vector, k, where)
    lexical = snapshot.search_words(unit, words, k, where)
    cosines = {hit.key: hit.score for hit in dense}
    bm25 = {hit.key: hit.score for hit in lexical}
    fused = fuse([dense, lexical])
    return [Candidate(key, score, cosines.get(key, 0.0), bm25.get(key, 0.0)) for key, score in fused.items()]


def fuse(rankings: Sequence[Sequence[Hit]]) -> dict[int, float]:
    """Reciprocal rank fusion: the sum of 1 / (60 + rank) over the rankings, best first."""
    fused: dict[int, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            fused[hit.key] = fused.get(hit.key, 0.0) + 1 / (RRF_K + rank)
    return dict(sorted(fused.items(), key=lambda pair: (-pair[1], pair[0])))
