"""Vector search: one FAISS file for a segment, derived from the vectors in the store.

A row is a vector's position in the file. The kind of index follows from the number of vectors
(inner product on unit vectors, so a score is a cosine):

* below 10,000 exact floats: the search takes under a millisecond anyway;
* below 30,000 half precision, as the store keeps them: half the memory, still a full scan;
* from there on four-bit product quantisation, its best candidates rescored in half precision.

Eight bits a dimension would take half the room and no less time, but cannot tell near-copies apart: of 400,000
vectors they found .940 of the nearest ten, half precision all of them.

Fast-scan product quantisation takes no filter. A filtered search therefore scans the rows that pass in
half precision, which costs in proportion to their number; where a tenth of the rows or more pass, it takes
more hits than are wanted and drops those that do not pass. A few rows are compared one by one, without
the look at every row that FAISS takes to see whether it passes.
"""

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.arrays import Halves, Mask, Vectors
from index.errors import StoreError
from index.search.hits import RowHit

EXACT_BELOW = 10_000
SCAN_BELOW = 30_000
_TRAINING_ROWS = 50_000
_CHUNK_ROWS = 20_000  # added at once, as 32-bit floats
_RESCORED = 1_000  # candidates of the product quantisation that are rescored in all files together, at least ...
_RESCORED_FACTOR = 10  # ... and for each hit that is wanted
_LEAST_FACTOR = 2  # for each hit that is wanted, in a file that holds few of all rows
_FEW = 1_000  # rows
_WIDE = 0.1  # share of the rows from which on a filter is applied to the hits of the quick search
_SPARE = 1.5
_ROUNDING = 1e-6


class VectorSource(Protocol):
    """Vectors of unit length that are read as they are asked for: an array, or those of the store."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Their number and their dimension."""
        ...

    def __getitem__(self, rows: slice | npt.NDArray[np.int64]) -> Vectors | Halves:
        """Those of rows in ascending order."""
        ...


class VectorFile:
    """A FAISS index over rows 0 … n-1."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: VectorSource) -> "VectorFile":
        """Index ``vectors``, which are gone through in chunks and never held whole."""
        faiss = _faiss()
        # The many small clusterings of a product quantisation take ten times as long on two threads as on one.
        faiss.omp_set_num_threads(1)
        count, dimension = vectors.shape
        index = faiss.index_factory(dimension, _recipe(count), faiss.METRIC_INNER_PRODUCT)
        if not index.is_trained:
            index.train(vectors[sample_of(count, _TRAINING_ROWS)].astype(np.float32))
        for chunk in _chunks(vectors):
            index.add(chunk)
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
        """Write the file. Raises StoreError if it cannot be written."""
        try:
            _faiss().write_index(self._index, str(path))
        except RuntimeError as error:
            raise StoreError(f"{path}: cannot be written ({error}); see that there is room") from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vectors: Vectors, k: int, mask: Mask | None = None, share: float = 1.0) -> list[list[RowHit]]:
        """For each vector the ``k`` rows of highest cosine, best first; with ``mask`` only rows where it is true.

        ``vectors`` has shape (m, dimension), each of unit length, ``mask`` shape (n,). Several at once take
        less than one after the other: the rows are gone through once. ``share`` is that of this file's rows in all
        that are searched for the ``k``: no more of its candidates are rescored, which are read all over the file.
        """
        passing = len(self) if mask is None else int(np.count_nonzero(mask))
        if not passing:
            return [[] for _ in vectors]
        faiss = _faiss()
        if not isinstance(self._index, faiss.IndexRefine):
            return _hits(self._index, vectors, min(k, passing), _selecting(mask))
        if mask is None:
            return self._quick(vectors, k, share)
        if passing <= _FEW:
            return self._compared(vectors, k, np.flatnonzero(mask))
        if passing >= _WIDE * len(self):
            # a full scan takes longer than to look further down: the best that pass are the same
            further = self._quick(vectors, int(k * _SPARE * len(self) / passing), share)
            found = [[hit for hit in hits if mask[hit.row]] for hits in further]
            if all(len(hits) >= min(k, passing) for hits in found):
                return [hits[:k] for hits in found]
        return _hits(faiss.downcast_index(self._index.refine_index), vectors, min(k, passing), _selecting(mask))

    def _compared(self, vectors: Vectors, k: int, rows: npt.NDArray[np.int64]) -> list[list[RowHit]]:
        cosines = inner_products(vectors, self.rows(rows))
        best = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
        return [
            [RowHit(int(rows[at]), float(scores[at])) for at in order]
            for order, scores in zip(best, cosines, strict=True)
        ]

    def _quick(self, vectors: Vectors, k: int, share: float) -> list[list[RowHit]]:
        factor = max(_LEAST_FACTOR, share * max(_RESCORED_FACTOR, _RESCORED / k))
        parameters = _faiss().IndexRefineSearchParameters(k_factor=factor)
        return _hits(self._index, vectors, min(k, len(self)), parameters)

    def rows(self, rows: npt.NDArray[np.int64]) -> Vectors:
        """The vectors of ``rows`` as far as the file keeps them (to within its quantisation)."""
        faiss = _faiss()
        refined = isinstance(self._index, faiss.IndexRefine)
        index = faiss.downcast_index(self._index.refine_index) if refined else self._index
        vectors: Vectors = index.reconstruct_batch(rows)
        return vectors

    def recall(self, vectors: VectorSource, queries: npt.NDArray[np.int64], k: int = 10) -> float:
        """Share of the exact ``k`` nearest of the rows ``queries`` that a search finds (recall@k, ties counted)."""
        if not len(queries):
            return 1.0
        wanted = min(k, len(self))
        asked = vectors[queries].astype(np.float32)
        best = np.full((len(queries), wanted), -np.inf, dtype=np.float32)
        for chunk in _chunks(vectors):
            best = np.partition(np.hstack([best, asked @ chunk.T]), -wanted, axis=1)[:, -wanted:]
        lowest = best.min(axis=1) - _ROUNDING
        exact = self._exact(asked, wanted, vectors)
        found = sum(bool(score >= low) for scores, low in zip(exact, lowest, strict=True) for score in scores)
        return found / (wanted * len(queries))

    def _exact(self, asked: Vectors, k: int, vectors: VectorSource) -> list[Vectors]:
        """The true cosines of what a search finds."""
        found = self.search(asked, k)
        rows = np.unique([hit.row for hits in found for hit in hits])
        near = vectors[rows].astype(np.float32)
        return [
            near[np.searchsorted(rows, [hit.row for hit in hits])] @ one for one, hits in zip(asked, found, strict=True)
        ]


def sample_of(count: int, most: int) -> npt.NDArray[np.int64]:
    """Rows drawn at random, the same at each call, in ascending order."""
    return np.sort(np.random.default_rng(0).permutation(count)[:most])


def inner_products(one: Vectors, other: Vectors) -> Vectors:
    """Inner products of rows, (n, d) and (m, d) to (n, m), not by BLAS.

    Its threads spin on after so small a product while the encoder waits.
    """
    products: Vectors = np.einsum("ij,kj->ik", one, other)
    return products


def _hits(index: Any, vectors: Vectors, k: int, parameters: Any) -> list[list[RowHit]]:
    scores, rows = index.search(vectors, k, params=parameters)
    return [
        [RowHit(r, s) for r, s in zip(found.tolist(), scored.tolist(), strict=True) if r >= 0]
        for found, scored in zip(rows, scores, strict=True)
    ]


def _selecting(mask: Mask | None) -> Any:
    if mask is None:
        return None
    faiss = _faiss()
    return faiss.SearchParameters(sel=faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little")))


def _chunks(vectors: VectorSource) -> Iterator[Vectors]:
    for at in range(0, vectors.shape[0], _CHUNK_ROWS):
        yield vectors[at : at + _CHUNK_ROWS].astype(np.float32)


@cache
def _faiss() -> Any:
    logging.getLogger("faiss").setLevel(logging.WARNING)  # it tells how it looks for its own files
    import faiss  # noqa: PLC0415 - 0.2 s that a command without vectors need not pay

    return faiss


def _recipe(count: int) -> str:
    if count < EXACT_BELOW:
        return "Flat"
    return "SQfp16" if count < SCAN_BELOW else "PQ96x4fs,Refine(SQfp16)"
