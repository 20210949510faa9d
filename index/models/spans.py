"""Places in the text of an article, which all the other words of the project lean on."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact words."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span that covers all of ``spans`` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


class Placed(Generic[_Thing]):
    """Things at places of a text, so that those at one place are found without looking at all of them."""

    def __init__(self, things: Iterable[_Thing], span_of: Callable[[_Thing], Span]) -> None:
        self._things = sorted(things, key=lambda thing: span_of(thing).start)
        self._starts = [span_of(thing).start for thing in self._things]
        # how far a thing or one before it reaches: rises, so that it can be searched
        self._reach = list(accumulate((span_of(thing).end for thing in self._things), max))

    def near(self, span: Span) -> Sequence[_Thing]:
        """All that overlap ``span``, by where they begin; some between them may not."""
        return self._things[bisect_right(self._reach, span.start) : bisect_left(self._starts, span.end)]

    def hold(self, place: int) -> bool:
        """Whether one of them holds the character at ``place``."""
        return bisect_right(self._reach, place) < bisect_right(self._starts, place)


def placed(spans: Iterable[Span]) -> Placed[Span]:
    """Spans in any order, which may overlap."""
    return Placed(spans, lambda span: span)
