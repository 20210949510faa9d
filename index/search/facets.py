"""Columns beside the rows of a unit: what a vector search is filtered by, and whose and from where a row is."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.arrays import Halves, Mask
from index.models import Speaker
from index.search.filters import Where
from index.search.words import WordDocument
from index.storage.rows import EncodedRow

NONE = -1  # no speaker, no publisher
_NOWHERE = -2  # the position of a publisher that there is not


@dataclass(frozen=True, slots=True)
class Facets:
    """One entry a row in each column.

    ``speakers`` and ``publishers`` are positions in the lists of the catalogue (-1: none), ``days``
    proleptic ordinals (0: unknown), ``articles`` rows of the store.
    """

    keys: npt.NDArray[np.int64]
    articles: npt.NDArray[np.int64]
    speakers: npt.NDArray[np.int32]
    publishers: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]

    def save(self, path: Path) -> None:
        """Write the columns."""
        np.savez(path, **{column.name: getattr(self, column.name) for column in fields(self)})

    @classmethod
    def load(cls, path: Path) -> "Facets":
        """Open a file that ``save`` wrote. Raises OSError, ValueError or KeyError if it is damaged."""
        with np.load(path) as columns:
            return cls(
                keys=columns["keys"],
                articles=columns["articles"],
                speakers=columns["speakers"].astype(np.int32),
                publishers=columns["publishers"].astype(np.int32),
                days=columns["days"].astype(np.int32),
            )

    def passing(self, where: Where, speakers: Sequence[int], publishers: Sequence[str]) -> Mask:
        """The rows that pass a filter. ``speakers`` are the positions of those that it names."""
        mask = np.ones(len(self.keys), dtype=np.bool_)
        if where.speakers is not None:
            mask &= np.isin(self.speakers, speakers)
        if where.publisher is not None:
            known = where.publisher in publishers
            mask &= self.publishers == (publishers.index(where.publisher) if known else _NOWHERE)
        if where.first is not None:
            mask &= self.days >= where.first.toordinal()
        if where.last is not None:
            mask &= (self.days <= where.last.toordinal()) & (self.days > 0)
        return mask


class Columns:
    """The columns and vectors of ``count`` rows, filled as the rows come by."""

    def __init__(self, count: int, speakers: Sequence[Speaker], publishers: Sequence[str]) -> None:
        self.vectors: Halves = np.empty((count, 0), dtype=np.float16)
        self._keys = np.zeros(count, dtype=np.int64)
        self._articles = np.zeros(count, dtype=np.int64)
        self._speakers = np.full(count, NONE, dtype=np.int32)
        self._publishers = np.full(count, NONE, dtype=np.int32)
        self._days = np.zeros(count, dtype=np.int32)
        self._speaker_at = {speaker.id: at for at, speaker in enumerate(speakers)}
        self._publisher_at = {publisher: at for at, publisher in enumerate(publishers)}
        self._row = 0

    def add(self, encoded: EncodedRow, document: WordDocument) -> None:
        """Fill the next row."""
        vector = np.frombuffer(encoded.vector, dtype=np.float16)
        if self._row == 0:
            self.vectors = np.empty((len(self.vectors), len(vector)), dtype=np.float16)
        row, self._row = self._row, self._row + 1
        self._keys[row] = encoded.key
        self._articles[row] = encoded.article
        if document.speaker:
            self._speakers[row] = self._speaker_at[document.speaker]
        if document.publisher:
            self._publishers[row] = self._publisher_at[document.publisher]
        if document.day:
            self._days[row] = document.day.toordinal()
        self.vectors[row] = vector

    def facets(self) -> Facets:
        """The columns once all rows were added."""
        return Facets(self._keys, self._articles, self._speakers, self._publishers, self._days)
