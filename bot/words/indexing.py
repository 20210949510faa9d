"""What is said about a run that brings the index up to date."""

from index.progress import Pace

_ONE_ANALYSED_ANEW = (
    "1 unchanged article was analysed anew: the rules or models have changed since. Corrections of speakers are kept."
)
_ANALYSED_ANEW = (
    "{articles} unchanged articles were analysed anew: the rules or models have changed since. "
    "Corrections of speakers are kept."
)

_PACE = "{articles} articles, {words} words and {statements} statements a second, most of it spent on {bound}"
_LEFT = "; about {left} left"
_MINUTE, _HOUR = 60, 3600


def pace_of(pace: Pace) -> str:
    """How fast a run goes, what bounds it, and how long it will go on if that is known."""
    told = _PACE.format(
        articles=f"{pace.articles:,.1f}",
        words=f"{pace.words:,.0f}",
        statements=f"{pace.statements:,.1f}",
        bound=pace.bound.value,
    )
    return told + _LEFT.format(left=_duration(pace.seconds_left)) if pace.seconds_left else told


def _duration(seconds: int) -> str:
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.1f} h"


def analysed_anew(articles: int) -> str:
    """That unchanged articles were read again, and why."""
    return _ONE_ANALYSED_ANEW if articles == 1 else _ANALYSED_ANEW.format(articles=f"{articles:,}")
