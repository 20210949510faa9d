"""Periods that a question names: "in December 2021", "since 2015", "last week"."""

import calendar
import re
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTH_YEAR = re.compile(
    rf"\b(?:in|since|before|after|until|during)\s+({'|'.join(_MONTHS)})\.?\s+((?:19|20)\d\d)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(in|since|before|after|until|during)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:(?:since|in|over|during)\s+)?(?:the\s+)?(yesterday|today|last\s+(?:week|month|year)|this\s+(?:week|month|year))\b",
    re.IGNORECASE,
)
_DAYS = {"today": (0, 0), "yesterday": (1, 1), "last week": (7, 0), "last month": (31, 0), "last year": (365, 0)}

Period = tuple[date | None, date | None, frozenset[str]]


def period_of(text: str, today: date) -> Period:
    """The first and last day (inclusive) of the period that a question names, and the words that name it."""
    if found := _MONTH_YEAR.search(text):
        month, year = _MONTHS[found[1].lower()], int(found[2])
        last = date(year, month, calendar.monthrange(year, month)[1])
        return _bounded(found.group(), date(year, month, 1), last)
    if found := _YEAR.search(text):
        return _bounded(found.group(), date(int(found[2]), 1, 1), date(int(found[2]), 12, 31))
    if found := _RELATIVE.search(text):
        return _relative(found, today)
    return None, None, frozenset()


def _bounded(phrase: str, first: date, last: date) -> Period:
    words = frozenset(re.findall(r"\w+", phrase.lower()))
    preposition = phrase.split(maxsplit=1)[0].lower()
    if preposition == "since":
        return first, None, words
    if preposition == "after":
        return last + timedelta(days=1), None, words
    if preposition in {"before", "until"}:
        return None, first - timedelta(days=1), words
    return first, last, words


def _relative(found: re.Match[str], today: date) -> Period:
    words = frozenset(re.findall(r"\w+", found.group().lower()))
    phrase = " ".join(found[1].lower().split())
    if phrase in _DAYS:
        back, until = _DAYS[phrase]
        return today - timedelta(days=back), today - timedelta(days=until), words
    unit = phrase.split()[1]
    first = {
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]
    return first, today, words
