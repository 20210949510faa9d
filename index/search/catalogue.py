"""What the derived files of one sequence hold, as the list that stands beside them."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from index.models import Unit
from index.search.segments import SegmentInfo

FORMAT = 2


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """The segments of a unit. ``added`` counts the rows that came in since all was built, ``written`` those written."""

    segments: tuple[SegmentInfo, ...] = ()
    added: int = 0
    written: int = 0

    @property
    def rows(self) -> int:
        """Rows that a search may find."""
        return sum(one.rows - one.removed for one in self.segments)

    @property
    def recall(self) -> float:
        """Recall@10 of the vector search, the mean over the rows of its segments."""
        rows = sum(one.rows for one in self.segments)
        return sum(one.recall * one.rows for one in self.segments) / rows if rows else 1.0


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one sequence holds besides its rows. ``publishers`` gives their numbers."""

    sequence: int
    encoder: str
    articles: int
    publishers: dict[str, int]
    units: dict[Unit, UnitInfo]
    format: int = FORMAT


CATALOGUE = TypeAdapter(Catalogue)
