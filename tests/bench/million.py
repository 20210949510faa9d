"""Search over a million passages and two million statements: ``python -m tests.bench.million FOLDER``.

``FOLDER`` is what ``tests.bench.scale --keep`` left. The vectors of its index are drawn from at random, each with noise
of its own, so that they cluster as those do; a statement has one of 50,000 speakers, the most frequent of whom has a
twentieth of all. Segments are written as a publication writes them, none larger than the policy allows.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.arrays import Vectors
from index.models import Unit
from index.search import policy
from index.search.filters import Condition
from index.search.segments import Segment, Segments
from index.search.vectors import VectorFile
from index.storage.store import Store
from tests.bench.machine import median_ms, memory_of, p95_ms
from tests.bench.report import say, start_report

_ROWS = {Unit.PASSAGE: 1_000_000, Unit.STATEMENT: 2_000_000}
_DRAWN = 100_000  # real vectors that are drawn from
_NOISE = 0.36  # length of the noise, as in ``recombine``
_CHUNK = 50_000
_SPEAKERS = 50_000
_ASKED = 200
_MEASURED = 100  # of those asked, how many are compared with an exact search
_K = 30


class _Clustered:
    """Vectors that are made as they are asked for, the same at each call."""

    def __init__(self, real: Vectors, seed: int, rows: int) -> None:
        self._real, self._seed = real, seed
        self.shape = (rows, real.shape[1])

    def __getitem__(self, rows: slice | npt.NDArray[np.int64]) -> Vectors:
        wanted = np.arange(self.shape[0])[rows]
        found = np.empty((len(wanted), self.shape[1]), dtype=np.float32)
        for chunk in np.unique(wanted // _CHUNK):
            at = np.flatnonzero(wanted // _CHUNK == chunk)
            found[at] = self._chunk(int(chunk))[wanted[at] % _CHUNK]
        return found

    def _chunk(self, number: int) -> Vectors:
        rng = np.random.default_rng([self._seed, number])
        noise = rng.standard_normal((_CHUNK, self.shape[1]), dtype=np.float32)
        vectors = self._real[rng.integers(len(self._real), size=_CHUNK)] + noise * (_NOISE / self.shape[1] ** 0.5)
        made: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return made.astype(np.float16).astype(np.float32)


def main() -> None:
    """Build both units and search each."""
    store = Store.open(Path(sys.argv[1]) / "data")
    start_report("vectors of the recombined articles with noise, so that they cluster as those do")
    with tempfile.TemporaryDirectory(prefix="onrecord-million-") as folder:
        for unit, rows in _ROWS.items():
            _measure(unit, rows, _real(store, unit), Path(folder) / unit)


def _real(store: Store, unit: Unit) -> Vectors:
    keys = store.unit_keys(unit, store.published)
    drawn = np.random.default_rng(0).choice(keys, min(_DRAWN, len(keys)), replace=False)
    return store.vectors(unit, drawn.tolist()).astype(np.float32)


def _measure(unit: Unit, rows: int, real: Vectors, folder: Path) -> None:
    began, processor = time.perf_counter(), time.process_time()
    sources = _written(rows, real, folder)
    spent = f"{time.perf_counter() - began:.0f} s, of the processor {time.process_time() - processor:.0f}"
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    say(f"{rows:,} {unit}s in {len(sources)} segments: written in {spent}; {size / rows:,.0f} bytes each")
    before = memory_of()
    segments = Segments([Segment.load(folder / str(number)) for number in range(len(sources))])
    asked = _asked(real)
    _say_times("all", segments, asked, Condition())
    if unit is Unit.STATEMENT:
        _say_times("of the speaker who says most", segments, asked, Condition(speakers=(0,)))
        _say_times("of one with some tens of statements", segments, asked, Condition(speakers=(1_000,)))
    after = memory_of()
    say(
        f"  recall@10 {_recall(segments, sources, asked[:_MEASURED]):.3f} of exact over {_MEASURED} questions; memory: "
        f"{after.own - before.own:,.0f} MB more of its own, {after.mapped:,.0f} MB of mapped files"
    )


def _written(rows: int, real: Vectors, folder: Path) -> list[_Clustered]:
    sources = []
    for number, first in enumerate(range(0, rows, policy.LARGEST)):
        source = _Clustered(real, number, min(policy.LARGEST, rows - first))
        target = folder / str(number)
        target.mkdir(parents=True)
        VectorFile.build(source).save(target / "vectors.faiss")
        np.save(target / "columns.npy", _columns(first, source.shape[0]))
        sources.append(source)
    return sources


def _columns(first: int, rows: int) -> npt.NDArray[np.int64]:
    rng = np.random.default_rng(first)
    keys = np.arange(first + 1, first + rows + 1)
    chances = 1 / np.arange(1, _SPEAKERS + 1)
    speakers = rng.choice(_SPEAKERS, size=rows, p=chances / chances.sum())
    publishers, days = rng.integers(40, size=rows), rng.integers(734_000, 739_000, size=rows)
    return np.stack([keys, keys // 20, speakers, publishers, days])


def _asked(real: Vectors) -> Vectors:
    rng = np.random.default_rng(7)
    vectors = real[rng.integers(len(real), size=_ASKED)]
    vectors = vectors + rng.standard_normal(vectors.shape, dtype=np.float32) * (_NOISE / vectors.shape[1] ** 0.5)
    asked: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return asked


def _say_times(name: str, segments: Segments, asked: Vectors, condition: Condition) -> None:
    passing = len(segments.keys(condition))
    seconds, processor = [], []
    for vector in asked:
        began, spent = time.perf_counter(), time.process_time()
        segments.search(vector[None], _K, condition)
        seconds.append(time.perf_counter() - began)
        processor.append(time.process_time() - spent)
    say(
        f"  search, {name} ({passing:,} rows): p50 {median_ms(seconds):.1f} ms, p95 {p95_ms(seconds):.1f} ms; "
        f"of the processor {median_ms(processor):.1f} and {p95_ms(processor):.1f} ms"
    )


def _recall(segments: Segments, sources: Sequence[_Clustered], asked: Vectors) -> float:
    """Share of the exact ten nearest that a search finds."""
    best = np.full((len(asked), 10), -np.inf, dtype=np.float32)
    keys = np.zeros((len(asked), 10), dtype=np.int64)
    for number, source in enumerate(sources):
        for first in range(0, source.shape[0], _CHUNK):
            scores = asked @ source[first : first + _CHUNK].T
            here = np.argpartition(-scores, 10, axis=1)[:, :10]
            joined = np.hstack([best, np.take_along_axis(scores, here, axis=1)])
            placed = np.hstack([keys, here + first + number * policy.LARGEST + 1])
            order = np.argsort(-joined, axis=1)[:, :10]
            best, keys = np.take_along_axis(joined, order, axis=1), np.take_along_axis(placed, order, axis=1)
    found = segments.search(asked, 10, Condition())
    near = [len({hit.key for hit in hits} & set(exact)) for hits, exact in zip(found, keys.tolist(), strict=True)]
    return sum(near) / (10 * len(asked))


if __name__ == "__main__":
    main()
