"""The search over derived files: FAISS and tantivy at one published sequence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.arrays import Vectors
from index.models import Unit
from index.search.catalogue import Catalogue
from index.search.filters import Condition
from index.search.hits import Hit
from index.search.segments import Segments
from index.search.words import WordFile


@dataclass(frozen=True, slots=True)
class UnitFiles:
    """The opened files of one unit."""

    segments: Segments
    words: WordFile


@dataclass(frozen=True, slots=True)
class Derived:
    """All derived files of one sequence, opened: ``index.search.searching.Searching``."""

    catalogue: Catalogue
    units: dict[Unit, UnitFiles]

    @property
    def sequence(self) -> int:
        """The number of the sequence that is searched."""
        return self.catalogue.sequence

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder that made the vectors."""
        return self.catalogue.encoder

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return self.catalogue.articles

    @property
    def publishers(self) -> Mapping[str, int]:
        """The numbers of the publishers."""
        return self.catalogue.publishers

    @property
    def recall(self) -> Mapping[str, float]:
        """Recall@10 of the vector search, by unit, measured when its files were written."""
        return {unit.value: info.recall for unit, info in self.catalogue.units.items()}

    @property
    def last_day(self) -> int:
        """The ordinal of the newest day; 0 if nothing is dated."""
        return self.units[Unit.PASSAGE].segments.last_day

    def count(self, unit: Unit) -> int:
        """How many statements or passages there are."""
        return self.catalogue.units[unit].rows

    def search_vectors(self, unit: Unit, vectors: Vectors, k: int, condition: Condition) -> list[list[Hit]]:
        """For each of ``vectors`` (m, dimension) the ``k`` nearest by cosine, best first."""
        return self.units[unit].segments.search(vectors, k, condition)

    def search_words(self, unit: Unit, words: str, k: int, condition: Condition) -> list[Hit]:
        """The ``k`` best by BM25, best first."""
        return self.units[unit].words.search(words, k, condition)

    def search_phrase(self, unit: Unit, words: str, k: int, condition: Condition) -> list[Hit]:
        """Up to ``k`` that have the stems of all ``words`` side by side."""
        return self.units[unit].words.search_phrase(words, k, condition)

    def frequency(self, stem: str) -> int:
        """In how many passages a stem stands."""
        return self.units[Unit.PASSAGE].words.frequency(stem)

    def cosines(self, unit: Unit, keys: Sequence[int], vectors: Vectors) -> Vectors:
        """Cosines of the rows of ``keys`` with ``vectors`` (m, dimension): shape (len(keys), m)."""
        return self.units[unit].segments.cosines(keys, vectors)

    def best_cosines(self, articles: npt.NDArray[np.int64], vectors: Vectors) -> Vectors:
        """For each article the best cosine of any of its passages with each of ``vectors``; 0 where it has none."""
        return self.units[Unit.PASSAGE].segments.best_cosines(articles, vectors)

    def keys(self, unit: Unit, condition: Condition, after: int = 0) -> list[int]:
        """The keys of all that pass and are higher than ``after``, in their order."""
        return [key for key in self.units[unit].segments.keys(condition) if key > after]

    def placed(self, unit: Unit, condition: Condition) -> npt.NDArray[np.int64]:
        """The key, the day and the publisher of all that pass, in the order of the keys: shape (3, n)."""
        return self.units[unit].segments.placed(condition)

    def speakers_of(self, unit: Unit, keys: Sequence[int]) -> dict[int, int]:
        """The number of each key's speaker (-1: none); a key that is not there is left out."""
        return self.units[unit].segments.speakers(keys)

    def articles_of(self, unit: Unit, keys: Sequence[int]) -> npt.NDArray[np.int64]:
        """The article's row of each key; 0 for one that is not there."""
        return self.units[unit].segments.articles(keys)

    def beside(self, keys: Sequence[int], reach: int) -> dict[int, list[int]]:
        """For each key that is there, the statements of its article around it, it included: ``reach`` to each side."""
        return self.units[Unit.STATEMENT].segments.beside(keys, reach)
