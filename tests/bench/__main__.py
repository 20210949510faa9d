"""Each part beside what else does its work, in one run: ``python -m tests.bench SHARED --peers PYTHON``.

Vectors: FAISS as the index uses it, an exact scan by numpy, and usearch's HNSW. Words: tantivy, SQLite's FTS5 and
bm25s. Encoder: OpenVINO and PyTorch. The vectors are drawn in clusters, as those of news are; the documents are
sentences of the real articles, three at a time in random order.
"""

import argparse
import re
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.arrays import Vectors
from index.config import IndexSettings
from index.corpus import read
from index.models import Article
from index.sample import path as sample_path
from index.search.encoder import Encoder, load_encoder
from index.search.vectors import VectorFile
from index.search.words import WordDocument, WordFile
from tests.bench.machine import median_ms, p95_ms, write_rows
from tests.bench.report import Column, show_table, start_report
from tests.bench.speed import cache

_VECTORS, _DIMENSION, _DOCUMENTS, _QUERIES, _K = 120_000, 384, 100_000, 200, 10
_COLUMNS = (Column(""), *(Column(name, figure=True) for name in ("build s", "p50 ms", "p95 ms", "recall@10")))


def main() -> None:
    """Print a table for each part."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--peers", required=True, help="the Python of the peers' environment")
    arguments = parser.parse_args()
    corpus = arguments.shared / "corpus"
    articles = [one for one in read([corpus if corpus.is_dir() else sample_path()]) if isinstance(one, Article)]
    sentences = [s for a in articles for s in re.split(r"(?<=[.!?])\s+", a.text) if s.strip()]
    start_report(f"{len(sentences):,} sentences of {len(articles)} articles, {_VECTORS:,} drawn vectors")
    with tempfile.TemporaryDirectory() as work:
        _vectors(Path(work), arguments.peers)
        _words(Path(work), sentences, arguments.peers)
    _encoders(sentences)


def _vectors(work: Path, peers: str) -> None:
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(_VECTORS // 100, _DIMENSION)).astype(np.float32)
    vectors = centres[rng.integers(0, len(centres), _VECTORS)]
    vectors += 0.5 * rng.normal(size=vectors.shape).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = vectors[rng.permutation(_VECTORS)[:_QUERIES]]
    exact = np.argsort(-(queries @ vectors.T), axis=1)[:, :_K]
    np.save(work / "vectors.npy", vectors)
    np.save(work / "queries.npy", queries)
    np.save(work / "exact.npy", exact)
    began = time.perf_counter()
    VectorFile.build(vectors).save(work / "vectors.faiss")
    built = time.perf_counter() - began
    ours = VectorFile.load(work / "vectors.faiss")
    rows = [
        (
            "FAISS, as the index uses it",
            *_asked(built, queries, lambda q: [h.row for h in ours.search(q[None], _K)[0]], exact),
        ),
        ("numpy, exact scan", *_asked(0.0, queries, lambda q: np.argpartition(vectors @ q, -_K)[-_K:], exact)),
        _peer(peers, "usearch", work),
    ]
    show_table(_COLUMNS, rows, title=f"Vectors: the {_K} nearest of {_VECTORS:,}, one query at a time")


def _words(work: Path, sentences: Sequence[str], peers: str) -> None:
    rng = np.random.default_rng(0)
    drawn = rng.integers(0, len(sentences), (_DOCUMENTS, 3))
    documents = [" ".join(sentences[i] for i in row) for row in drawn]
    queries = [" ".join(rng.permutation(re.findall(r"\w{4,}", documents[i]))[:5]) for i in range(_QUERIES)]
    queries = [query for query in queries if query]
    write_rows(work / "documents.jsonl", ({"text": text} for text in documents))
    write_rows(work / "queries.jsonl", ({"text": text} for text in queries))
    began = time.perf_counter()
    ours = WordFile.build(work / "words", (WordDocument(text, "", "", "", None, None, None) for text in documents))
    rows = [
        ("tantivy, as the index uses it", *_asked(time.perf_counter() - began, queries, lambda q: ours.search(q, _K)))
    ]
    began = time.perf_counter()
    database = sqlite3.connect(work / "words.sqlite")
    database.execute("CREATE VIRTUAL TABLE document USING fts5(body, tokenize='porter unicode61')")
    database.executemany("INSERT INTO document VALUES (?)", ((text,) for text in documents))
    database.commit()
    command = "SELECT rowid FROM document WHERE document MATCH ? ORDER BY rank LIMIT ?"

    def search(query: str) -> list[object]:
        return database.execute(command, (" OR ".join(query.split()), _K)).fetchall()

    rows.append(("SQLite FTS5", *_asked(time.perf_counter() - began, queries, search)))
    rows.append(_peer(peers, "bm25s", work))
    show_table(_COLUMNS[:-1], (row[:4] for row in rows), title=f"Words: any of five in {_DOCUMENTS:,} documents, BM25")


def _encoders(sentences: Sequence[str]) -> None:
    texts = [" ".join(sentences[i : i + 3]) for i in range(0, min(len(sentences) - 3, 600), 2)]
    settings = IndexSettings()
    rows = []
    for runtime in ("openvino", "torch"):
        encoder: Encoder = load_encoder(settings.encoder, cache(), runtime=runtime)
        encoder.encode_documents(texts[:32])
        began = time.perf_counter()
        encoder.encode_documents(texts)
        rate = len(texts) / (time.perf_counter() - began)
        _, middle, high = _asked(0.0, [text[:60] for text in texts[:100]], encoder.encode_query)[:3]
        rows.append((runtime, f"{rate:.0f}", middle, high))
    columns = (Column("encoder"), *(Column(name, figure=True) for name in ("texts/s", "query p50 ms", "query p95 ms")))
    show_table(columns, rows, title="all-MiniLM-L6-v2, the same weights, both processors")


def _asked(
    built: float, queries: Sequence[object] | Vectors, search: Callable[..., object], exact: Vectors | None = None
) -> tuple[str, str, str, str]:
    """Build time, median and 95th percentile of single queries, and recall where ``exact`` rows are known."""
    seconds, found = [], 0
    search(queries[0])
    for i, query in enumerate(queries):
        began = time.perf_counter()
        rows = search(query)
        seconds.append(time.perf_counter() - began)
        found += len(set(rows) & set(exact[i].tolist())) if exact is not None else 0
    recall = f"{found / (len(queries) * _K):.3f}" if exact is not None else "–"
    return f"{built:.1f}", f"{median_ms(seconds):.2f}", f"{p95_ms(seconds):.2f}", recall


def _peer(python: str, name: str, work: Path) -> tuple[str, ...]:
    done = subprocess.run(
        [python, "-m", "tests.bench.parts", name, str(work)], check=True, stdout=subprocess.PIPE, text=True
    )
    return tuple(done.stdout.splitlines()[-1].split("\t"))


if __name__ == "__main__":
    main()
