"""Columns beside the rows of a segment: what a vector search is filtered by, and whose and from where a row is."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.arrays import Mask
from index.search.filters import Condition

Column = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Facets:
    """One entry a row in each column, as ``Store.columns`` gives them. Rows are in the order of their keys."""

    keys: Column
    articles: Column
    speakers: Column
    publishers: Column
    days: Column

    @classmethod
    def load(cls, path: Path) -> "Facets":
        """Map a file that holds the columns. Raises OSError or ValueError if it is damaged."""
        return cls(*np.load(path, mmap_mode="r"))

    def passing(self, condition: Condition) -> Mask:
        """The rows that pass a filter, whoever speaks in them."""
        mask = np.ones(len(self.keys), dtype=np.bool_)
        if condition.publisher is not None:
            mask &= self.publishers == condition.publisher
        if condition.first is not None:
            mask &= self.days >= condition.first.toordinal()
        if condition.last is not None:
            mask &= (self.days <= condition.last.toordinal()) & (self.days > 0)
        return mask
