"""What is said about a run that brings the index up to date, on the command line and to admins."""

from index.progress import Pace, Report

_ONE_ANALYSED_ANEW = (
    "1 unchanged article was analysed anew: the rules or models have changed since. Corrections of speakers are kept."
)
_ANALYSED_ANEW = (
    "{articles} unchanged articles were analysed anew: the rules or models have changed since. "
    "Corrections of speakers are kept."
)

_PACE = "{articles} articles, {words} words and {statements} statements a second, most of it spent on {bound}"
_LEFT = "; about {left} left"
_MINUTES_FROM, _HOURS_FROM = 90, 5_400  # seconds


def pace_of(pace: Pace) -> str:
    """How fast a run goes, what bounds it, and how long it will go on if that is known."""
    told = _PACE.format(
        articles=f"{pace.articles:,.1f}",
        words=f"{pace.words:,.0f}",
        statements=f"{pace.statements:,.1f}",
        bound=pace.bound.value,
    )
    return told + _LEFT.format(left=duration_of(pace.seconds_left)) if pace.seconds_left else told


def duration_of(seconds: float) -> str:
    """A time that something takes, as exactly as it matters: "85 s", "12 min", "1.5 h"."""
    if seconds < _MINUTES_FROM:
        return f"{seconds:.0f} s"
    if seconds < _HOURS_FROM:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.1f} h"


def analysed_anew(articles: int) -> str:
    """That unchanged articles were read again, and why."""
    return _ONE_ANALYSED_ANEW if articles == 1 else _ANALYSED_ANEW.format(articles=f"{articles:,}")


_COPIES = "{count} left out: each is in everything the same as an article that is indexed already, such as {original}"
_PASSED_OVER = "{count} files passed over, since no reader knows their format or nothing is in them: {kinds}"
_ONE_PASSED_OVER = "1 file passed over, since no reader knows its format or nothing is in it: {kinds}"
_KIND = "{count} {ending}"
_NO_ENDING = "without an ending"
_KINDS_SHOWN = 6


def copies_left_out(report: Report) -> str:
    """How many articles of a run are left out because another one is the same in everything."""
    return _COPIES.format(count=f"{report.copies:,}", original=report.copied)


def passed_over(report: Report) -> str:
    """How many files of a run were passed over, by kind."""
    count = sum(report.fruitless.values())
    by_count = sorted(report.fruitless.items(), key=lambda kind: (-kind[1], kind[0]))
    kinds = [_KIND.format(count=f"{number:,}", ending=ending or _NO_ENDING) for ending, number in by_count]
    shown = ", ".join([*kinds[:_KINDS_SHOWN], *(["…"] if len(kinds) > _KINDS_SHOWN else [])])
    return _ONE_PASSED_OVER.format(kinds=shown) if count == 1 else _PASSED_OVER.format(count=f"{count:,}", kinds=shown)
