"""When segments are written together: the one place that weighs the cost of writing against that of searching.

A publication writes what is new as a segment of its own. Small segments cost little to write and are joined to it at
once. Larger ones wait until there are ``FANOUT`` of about one size, so that a row is written about once for each
factor of ``FANOUT`` between the size of a change and that of the corpus, and a search goes through few segments. None
grows beyond ``LARGEST`` rows, which bounds the memory and the time of a merge. A segment from which much was removed
is written anew.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

JOINED_BELOW = 2_000
FANOUT = 4
LARGEST = 500_000
MOST_REMOVED = 1 / 3


@dataclass(frozen=True, slots=True)
class Size:
    """Rows of a segment, those that were removed since it was written included, and how many these are."""

    rows: int
    removed: int = 0

    @property
    def alive(self) -> int:
        """Rows that a search may find."""
        return self.rows - self.removed


@dataclass(frozen=True, slots=True)
class Merge:
    """Segments, by position, whose rows are written as one; together with what is new if ``takes_new``."""

    segments: tuple[int, ...]
    rows: int
    takes_new: bool = False


def plan(sizes: Sequence[Size], new: int) -> list[Merge]:
    """What is written for a publication with ``new`` rows. A merge without rows only drops its segments."""
    small = [i for i, size in enumerate(sizes) if size.alive < JOINED_BELOW]
    joined = small if new or len(small) > 1 or any(worn(sizes[i]) for i in small) else []
    written = [Merge(tuple(joined), new + sum(sizes[i].alive for i in joined), takes_new=True)] if new or joined else []
    larger = [i for i in range(len(sizes)) if i not in small]
    written += [Merge((i,), sizes[i].alive) for i in larger if worn(sizes[i])]
    kept = [Merge((i,), sizes[i].alive) for i in larger if not worn(sizes[i])]
    return _together(written, kept)


def worn(size: Size) -> bool:
    """Whether so much was removed that writing the rest anew pays."""
    return size.removed > size.rows * MOST_REMOVED


def _together(written: list[Merge], kept: list[Merge]) -> list[Merge]:
    """Join those of one tier wherever there are enough of them, until no tier is full."""
    while True:
        tiers: dict[int, list[Merge]] = defaultdict(list)
        for one in (*written, *kept):
            tiers[_tier(one.rows)].append(one)
        full = next((found for found in tiers.values() if _pays(found)), None)
        if full is None:
            return written
        merged = Merge(
            tuple(sorted(i for one in full for i in one.segments)),
            sum(one.rows for one in full),
            any(one.takes_new for one in full),
        )
        written = [*(one for one in written if one not in full), merged]
        kept = [one for one in kept if one not in full]


def _pays(tier: Sequence[Merge]) -> bool:
    return len(tier) >= FANOUT and sum(one.rows for one in tier) <= LARGEST


def _tier(rows: int) -> int:
    return 0 if rows < JOINED_BELOW else 1 + int(log(rows / JOINED_BELOW, FANOUT))
