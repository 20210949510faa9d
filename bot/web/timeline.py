"""How often somebody is on record over time, as bars to draw."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 360, 120  # units of the drawing, which grows with the page
_TOP, _BOTTOM = 16, 20
_SIDE = 26  # half the length of a label, which stands in the middle of its bar
_MOST_MONTHS = 36  # months that are drawn one by one; of longer times years are
_GAP = 0.15  # of a bar's place


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in units of the drawing. ``label`` is its time, empty where the next would be too near."""

    when: str
    count: int
    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars over a base line at ``base``; those without a statement have no height."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - _BOTTOM

    @property
    def counted(self) -> tuple[tuple[str, int], ...]:
        """The times at which there is something, with how much."""
        return tuple((bar.when, bar.count) for bar in self.bars if bar.count)


def timeline_of(days: Iterable[date | None]) -> Timeline | None:
    """Bars of the days by month, or of long times by year; None where all are of one month, or undated."""
    dated = [day for day in days if day]
    first, last = min(dated, default=date.min), max(dated, default=date.min)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return None
    if months > _MOST_MONTHS:
        times = [str(year) for year in range(first.year, last.year + 1)]
        counts = Counter(str(day.year) for day in dated)
    else:
        times = [f"{date(first.year + at // 12, at % 12 + 1, 1):%b %Y}" for at in _months(first, months)]
        counts = Counter(f"{day:%b %Y}" for day in dated)
    return Timeline(tuple(_bars(times, counts)))


def _months(first: date, count: int) -> range:
    """Months counted from January of the first year."""
    return range(first.month - 1, first.month - 1 + count)


def _bars(times: list[str], counts: Counter[str]) -> list[Bar]:
    place = (WIDTH - 2 * _SIDE) / max(len(times), 6)
    room, most = HEIGHT - _TOP - _BOTTOM, max(counts.values())
    labelled = set(range(0, len(times), -(-len(times) // 5)))
    bars = []
    for at, when in enumerate(times):
        height = room * counts[when] / most
        bars.append(
            Bar(
                when=when,
                count=counts[when],
                x=round(_SIDE + place * (at + _GAP), 2),
                y=round(HEIGHT - _BOTTOM - height, 2),
                width=round(place * (1 - 2 * _GAP), 2),
                height=round(height, 2),
                label=when if at in labelled else "",
            )
        )
    return bars
