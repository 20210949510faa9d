"""The filter that every search applies inside itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Where:
    """Each condition that is not None must hold.

    ``speakers`` are speaker ids, any of which will do; ``first`` and ``last`` are inclusive days, and
    an article without a date then never fits.
    """

    speakers: tuple[str, ...] | None = None
    publisher: str | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A ``Where`` in the numbers by which the store names speakers and publishers."""

    speakers: tuple[int, ...] | None = None
    publisher: int | None = None
    first: date | None = None
    last: date | None = None
