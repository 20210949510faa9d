"""The peers of ``make bench``, in their environment: ``python -m tests.bench.parts usearch|bm25s FOLDER``.

``FOLDER`` holds what ``tests.bench`` wrote. Prints a row of its table: name, build s, p50 ms, p95 ms, recall@10.
"""

import sys
import time
from pathlib import Path

import numpy as np

from tests.bench.machine import median_ms, p95_ms, read_rows

_K = 10


def main() -> None:
    """Build, ask one by one, print."""
    peer, folder = sys.argv[1], Path(sys.argv[2])
    row = _usearch(folder) if peer == "usearch" else _bm25s(folder)
    sys.stdout.write("\n" + "\t".join(row) + "\n")


def _usearch(folder: Path) -> tuple[str, ...]:
    from usearch.index import Index  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415

    vectors, queries = np.load(folder / "vectors.npy"), np.load(folder / "queries.npy")
    exact = np.load(folder / "exact.npy")
    began = time.perf_counter()
    index = Index(ndim=vectors.shape[1], metric="ip", dtype="f32")
    index.add(np.arange(len(vectors)), vectors)
    built = time.perf_counter() - began
    seconds, found = [], 0
    for query, wanted in zip(queries, exact, strict=True):
        began = time.perf_counter()
        keys = index.search(query, _K).keys
        seconds.append(time.perf_counter() - began)
        found += len(set(keys.tolist()) & set(wanted.tolist()))
    recall = found / exact.size
    return ("usearch, HNSW", f"{built:.1f}", f"{median_ms(seconds):.2f}", f"{p95_ms(seconds):.2f}", f"{recall:.3f}")


def _bm25s(folder: Path) -> tuple[str, ...]:
    import bm25s  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415

    documents = [row["text"] for row in read_rows(folder / "documents.jsonl")]
    queries = [row["text"] for row in read_rows(folder / "queries.jsonl")]
    began = time.perf_counter()
    index = bm25s.BM25()
    index.index(bm25s.tokenize(documents, show_progress=False), show_progress=False)
    built = time.perf_counter() - began
    seconds = []
    for query in queries:
        began = time.perf_counter()
        tokens = bm25s.tokenize(query, show_progress=False)
        index.retrieve(tokens, k=_K, show_progress=False)
        seconds.append(time.perf_counter() - began)
    return ("bm25s, in memory", f"{built:.1f}", f"{median_ms(seconds):.2f}", f"{p95_ms(seconds):.2f}", "–")


if __name__ == "__main__":
    main()
