"""Vector search: one FAISS file for a unit, derived from the vectors in the store.

A row is a vector's position in the file. The kind of index follows from the number of vectors
(inner product on unit vectors, so a score is a cosine):

* below 10,000 exact floats: the search takes under a millisecond anyway;
* below 100,000 eight-bit scalar quantisation (SQ8): a quarter of the memory, still a full scan;
* from there on four-bit product quantisation, its best candidates rescored on SQ8.

Fast-scan product quantisation takes no filter; a filtered search therefore scans the rows that pass
on the SQ8 copy, which costs in proportion to their number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.encoder import Vectors
from index.errors import StoreError

Mask = npt.NDArray[np.bool_]

EXACT_BELOW = 10_000
SCAN_BELOW = 100_000
_TRAINING_ROWS = 50_000
_REFINE_FACTOR = 10.0
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class RowHit:
    """A row of a derived file and its score (a cosine, or BM25)."""

    row: int
    score: float


class VectorFile:
    """A FAISS index over rows 0 … n-1."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> "VectorFile":
        """Index ``vectors``, float32 of shape (n, dimension), each of unit length."""
        faiss = _faiss()
        count, dimension = vectors.shape
        index = faiss.index_factory(dimension, _recipe(count), faiss.METRIC_INNER_PRODUCT)
        if not index.is_trained:
            sample = np.random.default_rng(0).permutation(count)[:_TRAINING_ROWS]
            index.train(vectors[sample])
        index.add(vectors)
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "VectorFile":
        """Open a file, mapped into memory where its kind allows. Raises StoreError if it is damaged."""
        faiss = _faiss()
        # searching one query is slower with two threads than with one
        faiss.omp_set_num_threads(1)
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise StoreError(f"{path}: not a readable FAISS file") from error

    def save(self, path: Path) -> None:
        """Write the file."""
        faiss = _faiss()
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: npt.NDArray[np.float32], k: int, mask: Mask | None = None) -> list[RowHit]:
        """The ``k`` rows of highest cosine, best first; with ``mask`` only rows where it is true.

        ``vector`` has shape (dimension,) and unit length, ``mask`` shape (n,).
        """
        faiss = _faiss()
        if len(self) == 0 or (mask is not None and not mask.any()):
            return []
        index, parameters = self._index, None
        refined = isinstance(index, faiss.IndexRefine)
        if mask is not None:
            index = faiss.downcast_index(index.refine_index) if refined else index
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little")))
        elif refined:
            parameters = faiss.IndexRefineSearchParameters(k_factor=_REFINE_FACTOR)
        scores, rows = index.search(vector.reshape(1, -1), min(k, len(self)), params=parameters)
        return [RowHit(int(r), float(s)) for r, s in zip(rows[0], scores[0], strict=True) if r >= 0]

    def rows(self, rows: npt.NDArray[np.int64]) -> Vectors:
        """The vectors of ``rows`` as far as the file keeps them (to within its quantisation)."""
        faiss = _faiss()
        refined = isinstance(self._index, faiss.IndexRefine)
        index = faiss.downcast_index(self._index.refine_index) if refined else self._index
        vectors: Vectors = index.reconstruct_batch(rows)
        return vectors

    def recall(self, vectors: Vectors, queries: Sequence[int], k: int = 10) -> float:
        """Share of the exact ``k`` nearest of the rows ``queries`` that a search finds (recall@k, ties counted)."""
        found, wanted = 0, min(k, len(self))
        for query in queries:
            scores = vectors @ vectors[query]
            lowest = np.partition(scores, -wanted)[-wanted] - _ROUNDING
            found += sum(scores[hit.row] >= lowest for hit in self.search(vectors[query], k))
        return found / max(1, wanted * len(queries))


def _faiss() -> Any:
    import faiss  # noqa: PLC0415 - 0.2 s that a command without vectors need not pay

    return faiss


def _recipe(count: int) -> str:
    if count < EXACT_BELOW:
        return "Flat"
    return "SQ8" if count < SCAN_BELOW else "PQ96x4fs,Refine(SQ8)"
