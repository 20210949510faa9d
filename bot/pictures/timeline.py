"""Who spoke about something when, as a picture for a phone.

A row for each speaker, a dot for each day, larger for more statements. The picture is an opaque card, so that it reads
the same in a light and in a dark chat; ``dark`` draws it for those who want dark pictures.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from index.errors import OnRecordError

_WIDTH, _ROW, _MARGIN = 6.0, 0.55, 1.5  # inches; at 180 dots an inch the picture is 1080 pixels wide
_DOTS = 180
_ROWS = 8
_NAME_CHARACTERS = 24
_TITLE_CHARACTERS = 48
_LARGEST = 8  # statements of a day from which on a dot grows no more


class PictureError(OnRecordError):
    """A picture cannot be drawn. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A speaker with the days of their statements, a day as often as they spoke on it."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    background: str
    text: str
    grid: str
    dots: str


_LIGHT = _Look(background="#ffffff", text="#1c1c1e", grid="#d8d8dc", dots="#2a6fdb")
_DARK = _Look(background="#17212b", text="#f2f2f4", grid="#3a4754", dots="#64b5f6")


def timeline(title: str, rows: Sequence[Row], *, dark: bool = False) -> bytes:
    """The picture as PNG, 1080 pixels wide. Raises PictureError without matplotlib."""
    try:
        from matplotlib.dates import AutoDateLocator, DateFormatter, date2num  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise PictureError("pictures need matplotlib: pip install 'onrecord[pictures]'") from error
    look, shown = _DARK if dark else _LIGHT, list(rows[:_ROWS])
    figure = Figure(figsize=(_WIDTH, _MARGIN + _ROW * len(shown)), dpi=_DOTS, facecolor=look.background)
    axes = figure.add_subplot(facecolor=look.background)
    axes.xaxis_date()
    for at, row in enumerate(shown):
        days = Counter(row.days)
        sizes = [70 + 45 * (min(count, _LARGEST) - 1) for count in days.values()]
        axes.scatter([date2num(day) for day in days], [at] * len(days), s=sizes, color=look.dots, alpha=0.85, zorder=3)
    axes.set_yticks(range(len(shown)), [_short(row.name) for row in shown], fontsize=13, color=look.text)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    _set_days(axes, [day for row in shown for day in row.days])
    axes.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=4))
    axes.xaxis.set_major_formatter(DateFormatter("%b %Y"))
    axes.tick_params(axis="both", colors=look.text, labelsize=13, length=0)
    axes.grid(color=look.grid, linewidth=0.8, zorder=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    figure.suptitle(_short(title, _TITLE_CHARACTERS), fontsize=15, color=look.text, x=0.03, ha="left")
    figure.tight_layout(pad=1.2)
    image = BytesIO()
    figure.savefig(image, format="png", facecolor=look.background)
    return image.getvalue()


def _set_days(axes: Any, days: Sequence[date]) -> None:
    """Some room to both sides, three months if all was said on one day."""
    first, last = min(days), max(days)
    margin = max(45, (last - first).days // 20)
    axes.set_xlim(date.fromordinal(first.toordinal() - margin), date.fromordinal(last.toordinal() + margin))


def _short(name: str, most: int = _NAME_CHARACTERS) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
