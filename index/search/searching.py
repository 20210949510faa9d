"""The search of one published sequence, whatever engine does it.

Two engines do: FAISS and tantivy in files beside SQLite (``index.search.derived``), and Milvus
(``index.search.milvus``).
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.arrays import Vectors
from index.models import Unit
from index.search.filters import Condition
from index.search.hits import Hit


class Searching(Protocol):
    """Statements and passages of one sequence, found by vectors, by words, by key. Thread-safe.

    Every search applies its condition inside itself; one that matches nothing gives nothing.
    """

    @property
    def sequence(self) -> int:
        """The number of the sequence that is searched."""

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder that made the vectors."""

    @property
    def articles(self) -> int:
        """How many articles there are."""

    @property
    def publishers(self) -> Mapping[str, int]:
        """The numbers of the publishers."""

    @property
    def recall(self) -> Mapping[str, float]:
        """Recall@10 of the vector search against an exact one, by unit, where the engine measured it."""

    @property
    def last_day(self) -> int:
        """The ordinal of the newest day; 0 if nothing is dated."""

    def count(self, unit: Unit) -> int:
        """How many statements or passages there are."""

    def search_vectors(self, unit: Unit, vectors: Vectors, k: int, condition: Condition) -> list[list[Hit]]:
        """For each of ``vectors`` (m, dimension) the ``k`` nearest by cosine, best first."""

    def search_words(self, unit: Unit, words: str, k: int, condition: Condition) -> list[Hit]:
        """The ``k`` best by BM25, best first; operators in ``words`` mean nothing."""

    def search_phrase(self, unit: Unit, words: str, k: int, condition: Condition) -> list[Hit]:
        """Up to ``k`` that have the stems of all ``words`` side by side, best first."""

    def frequency(self, stem: str) -> int:
        """In how many passages a stem stands."""

    def cosines(self, unit: Unit, keys: Sequence[int], vectors: Vectors) -> Vectors:
        """Cosines of the rows of ``keys`` with ``vectors`` (m, dimension): shape (len(keys), m)."""

    def best_cosines(self, articles: npt.NDArray[np.int64], vectors: Vectors) -> Vectors:
        """For each article the best cosine of any of its passages with each of ``vectors``; 0 where it has none."""

    def keys(self, unit: Unit, condition: Condition, after: int = 0) -> list[int]:
        """The keys of all that pass and are higher than ``after``, in their order."""

    def placed(self, unit: Unit, condition: Condition) -> npt.NDArray[np.int64]:
        """The key, the day and the publisher of all that pass, in the order of the keys: shape (3, n)."""

    def speakers_of(self, unit: Unit, keys: Sequence[int]) -> dict[int, int]:
        """The number of each key's speaker (-1: none); a key that is not there is left out."""

    def articles_of(self, unit: Unit, keys: Sequence[int]) -> npt.NDArray[np.int64]:
        """The article's row of each key; 0 for one that is not there."""

    def beside(self, keys: Sequence[int], reach: int) -> dict[int, list[int]]:
        """For each key that is there, the statements of its article around it, it included: ``reach`` to each side."""
