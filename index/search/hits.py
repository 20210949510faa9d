"""What a search finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement's or passage's key and its score (a cosine, or BM25)."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class RowHit:
    """A row of a vector file and its score, a cosine."""

    row: int
    score: float
