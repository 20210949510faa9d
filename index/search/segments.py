"""The rows of a unit in segments: files that are written once, and a mark for what has been removed since.

An article's rows stand together in one segment, in the order of their keys. ``Segments`` searches them as one.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from cachetools import LRUCache

from index.arrays import Mask, Vectors
from index.errors import StoreError
from index.memo import kept
from index.models import Unit
from index.search.facets import Facets
from index.search.filters import Condition
from index.search.hits import Hit
from index.search.vectors import EXACT_BELOW, VectorFile, inner_products, sample_of
from index.storage.truth import Truth

_FACETS, _VECTORS, _ALIVE = "columns.npy", "vectors.faiss", "alive.npy"
_RECALL_SAMPLE = 50
_MASKS = 8  # a question searches by one filter several times

Keys = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SegmentInfo:
    """A segment by its folder's name: its rows, how many of them were removed, recall@10 when it was written."""

    name: str
    rows: int
    removed: int
    recall: float


class Segment:
    """One segment, opened. ``alive`` marks the rows that were not removed; None: all."""

    def __init__(self, facets: Facets, vectors: VectorFile, alive: Mask | None) -> None:
        self.facets = facets
        self.vectors = vectors
        self.alive = alive

    @classmethod
    def load(cls, folder: Path) -> "Segment":
        """Map the files of a segment. Raises StoreError, OSError or ValueError if they are damaged."""
        facets, alive = _rows(folder)
        vectors = VectorFile.load(folder / _VECTORS)
        if len(facets.keys) != len(vectors):
            raise StoreError(f"{folder}: its files disagree on the number of rows")
        return cls(facets, vectors, alive)

    def passing(self, condition: Condition) -> Mask | None:
        """The rows that a search may find; None: all."""
        if condition == Condition():
            return self.alive
        mask = self.facets.passing(condition)
        if condition.speakers is not None:
            mask &= self._said_by(condition.speakers)
        return mask if self.alive is None else mask & self.alive

    def _said_by(self, speakers: Sequence[int]) -> Mask:
        """The rows of some speakers, looked up: to go through all rows would take most of a question's time."""
        order, sorted_speakers = self._by_speaker
        asked = np.unique(np.asarray(speakers, dtype=np.int64))
        starts, ends = (np.searchsorted(sorted_speakers, asked, side) for side in ("left", "right"))
        mask = np.zeros(len(order), dtype=np.bool_)
        for start, end in zip(starts, ends, strict=True):
            mask[order[start:end]] = True
        return mask

    @cached_property
    def _by_speaker(self) -> tuple[npt.NDArray[np.int32], Keys]:
        """The rows in the order of their speakers, and these."""
        speakers = np.asarray(self.facets.speakers)
        order = np.argsort(speakers, kind="stable").astype(np.int32)
        return order, speakers[order]

    def shown(self, column: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The entries of a column in the rows that were not removed."""
        return column if self.alive is None else column[self.alive]

    def rows_of(self, values: npt.NDArray[np.int64], column: npt.NDArray[np.int64]) -> tuple[Keys, Keys]:
        """Where the rows with each of ``values`` in a sorted column begin and end; nowhere if they were removed."""
        starts, ends = np.searchsorted(column, values, side="left"), np.searchsorted(column, values, side="right")
        if self.alive is not None and len(self.alive):
            ends = np.where(self.alive[np.minimum(starts, len(self.alive) - 1)], ends, starts)
        return starts, ends


def write_segment(folder: Path, unit: Unit, store: Truth, articles: Sequence[int]) -> SegmentInfo:
    """Write the passages or statements of ``articles`` into the new folder. Raises StoreError, OSError."""
    columns = store.columns(unit, articles)
    folder.mkdir(parents=True)
    np.save(folder / _FACETS, columns)
    vectors = _StoredVectors(store, unit, columns[0])
    files = VectorFile.build(vectors)
    files.save(folder / _VECTORS)
    sample = sample_of(len(columns[0]), _RECALL_SAMPLE if len(columns[0]) >= EXACT_BELOW else 0)
    return SegmentInfo(folder.name, len(columns[0]), 0, files.recall(vectors, sample))


def mark_removed(folder: Path, info: SegmentInfo, articles: Sequence[int]) -> SegmentInfo:
    """Mark the rows of ``articles`` as removed, in a file of its own so that links to the former stay as they are."""
    facets, marked = _rows(folder)
    alive = np.ones(info.rows, dtype=np.bool_) if marked is None else np.array(marked)
    alive &= ~np.isin(facets.articles, articles)
    removed = info.rows - int(np.count_nonzero(alive))
    if removed == info.removed:
        return info
    (folder / _ALIVE).unlink(missing_ok=True)
    np.save(folder / _ALIVE, alive)
    return SegmentInfo(info.name, info.rows, removed, info.recall)


def articles_in(folder: Path) -> list[int]:
    """The articles whose rows stand in a segment and were not removed."""
    facets, alive = _rows(folder)
    articles: list[int] = np.unique(facets.articles if alive is None else facets.articles[alive]).tolist()
    return articles


def _rows(folder: Path) -> tuple[Facets, Mask | None]:
    """The columns of a segment and which of its rows were not removed, without its vectors."""
    alive = np.load(folder / _ALIVE, mmap_mode="r") if (folder / _ALIVE).exists() else None
    return Facets.load(folder / _FACETS), alive


class Segments:
    """The segments of a unit, searched as one. Thread-safe."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._masks: LRUCache[Condition, list[Mask | None]] = LRUCache(_MASKS)
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return sum(len(segment.shown(segment.facets.keys)) for segment in self._segments)

    def search(self, vectors: Vectors, k: int, condition: Condition) -> list[list[Hit]]:
        """For each vector (m, dimension) the ``k`` nearest by cosine that pass, best first."""
        found: list[list[Hit]] = [[] for _ in vectors]
        stored = sum(len(segment.facets.keys) for segment in self._segments)
        for segment, mask in zip(self._segments, self._passing(condition), strict=True):
            keys = segment.facets.keys
            share = len(keys) / max(1, stored)
            for hits, rows in zip(found, segment.vectors.search(vectors, k, mask, share), strict=True):
                hits.extend(Hit(int(keys[hit.row]), hit.score) for hit in rows)
        return [sorted(hits, key=lambda hit: (-hit.score, hit.key))[:k] for hits in found]

    def keys(self, condition: Condition) -> list[int]:
        """The keys of all that pass, in their order."""
        found: list[int] = self.placed(condition)[0].tolist()
        return found

    def placed(self, condition: Condition) -> npt.NDArray[np.int64]:
        """The key, the day and the publisher of all that pass, in the order of the keys: shape (3, n)."""
        passing = [np.empty((3, 0), dtype=np.int64)]
        for segment, mask in zip(self._segments, self._passing(condition), strict=True):
            facets = segment.facets
            columns = np.stack([facets.keys, facets.days, facets.publishers])
            passing.append(columns if mask is None else columns[:, mask])
        found = np.concatenate(passing, axis=1)
        ordered: npt.NDArray[np.int64] = found[:, np.argsort(found[0], kind="stable")]
        return ordered

    def speakers(self, keys: Sequence[int]) -> dict[int, int]:
        """The number of each key's speaker (-1: none); a key that is not there is left out."""
        return {
            int(segment.facets.keys[row]): int(segment.facets.speakers[row])
            for segment, _, rows in self._places(np.asarray(keys, dtype=np.int64))
            for row in rows
        }

    def articles(self, keys: Sequence[int]) -> npt.NDArray[np.int64]:
        """The article's row of each key."""
        articles = np.zeros(len(keys), dtype=np.int64)
        for segment, at, rows in self._places(np.asarray(keys, dtype=np.int64)):
            articles[at] = segment.facets.articles[rows]
        return articles

    def cosines(self, keys: Sequence[int], vectors: Vectors) -> Vectors:
        """Cosines of the rows of ``keys`` with ``vectors`` (m, dimension): shape (len(keys), m)."""
        cosines = np.zeros((len(keys), len(vectors)), dtype=np.float32)
        for segment, at, rows in self._places(np.asarray(keys, dtype=np.int64)):
            cosines[at] = inner_products(segment.vectors.rows(rows), vectors)
        return cosines

    def best_cosines(self, articles: npt.NDArray[np.int64], vectors: Vectors) -> Vectors:
        """For each article the best cosine of any of its rows with each of ``vectors``; 0 where it has none."""
        best = np.zeros((len(articles), len(vectors)), dtype=np.float32)
        for segment in self._segments:
            starts, ends = segment.rows_of(articles, segment.facets.articles)
            at = np.flatnonzero(ends > starts)
            if not len(at):
                continue
            lengths = ends[at] - starts[at]
            first = np.cumsum(lengths) - lengths
            rows = np.repeat(starts[at] - first, lengths) + np.arange(lengths.sum())
            cosines = inner_products(segment.vectors.rows(rows.astype(np.int64)), vectors)
            best[at] = np.maximum.reduceat(cosines, first, axis=0)
        return best

    def beside(self, keys: Sequence[int], reach: int) -> dict[int, list[int]]:
        """For each key that is there, those of its article around it, it included: ``reach`` to each side."""
        found: dict[int, list[int]] = {}
        for segment, _, places in self._places(np.array(keys, dtype=np.int64)):
            facets = segment.facets
            for row in places.tolist():
                rows = np.arange(max(0, row - reach), min(len(facets.keys), row + reach + 1))
                found[int(facets.keys[row])] = facets.keys[rows[facets.articles[rows] == facets.articles[row]]].tolist()
        return found

    @cached_property
    def last_day(self) -> int:
        """The ordinal of the newest day; 0 if no row is dated."""
        return max((int(segment.shown(segment.facets.days).max(initial=0)) for segment in self._segments), default=0)

    def _places(self, keys: Keys) -> Iterator[tuple[Segment, Keys, Keys]]:
        """The segments in which any of ``keys`` stand, each with their positions among the keys and their rows."""
        for segment in self._segments:
            starts, ends = segment.rows_of(keys, segment.facets.keys)
            at = np.flatnonzero(ends > starts)
            if len(at):
                yield segment, at, starts[at]

    def _passing(self, condition: Condition) -> list[Mask | None]:
        return kept(
            self._masks, self._lock, condition, lambda: [segment.passing(condition) for segment in self._segments]
        )


class _StoredVectors:
    """Vectors that are read from the store as they are asked for."""

    def __init__(self, store: Truth, unit: Unit, keys: Keys) -> None:
        self._store, self._unit, self._keys = store, unit, keys
        self.shape = (len(keys), store.dimension(unit))

    def __getitem__(self, rows: slice | Keys) -> npt.NDArray[np.float16]:
        return self._store.vectors(self._unit, self._keys[rows].tolist())
