"""Periods that a question names: "in December 2021", "since 3 May", "last week", "two months ago"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from index.english.function_words import NUMBERS, WordUse, words_that
from index.english.tables import alternatives
from index.models import Span

_LARGEST = 10
_MONTH = "|".join(name.lower() for name in (*calendar.month_name, *calendar.month_abbr) if name)
_UNIT = r"days?|weeks?|months?|years?"
# "a couple of weeks", "two years": more than ten are written in digits
_NUMBERS = {word: value for word, value in NUMBERS.items() if value <= _LARGEST} | {"couple of": 2}
_NUMBER = rf"\d+|{alternatives(_NUMBERS)}"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)"
_WEEKDAY = "|".join(name.lower() for name in calendar.day_name)
_POINT = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|{_DAY}(?:,?\s+(?:19|20)\d\d)?|(?:{_MONTH})\.?,?\s+(?:19|20)\d\d|(?:19|20)\d\d"
    rf"|yesterday|today|last\s+(?:{_WEEKDAY})|(?:{_NUMBER})\s+(?:{_UNIT})\s+ago)"
)
# "from 2015 on", "from May to now"; "from 2015 on trade" goes on with the topic
_ONWARDS = r"\s+(?:onwards?|on(?=\s*(?:[,;.?!]|$))|(?:to|until|till|up to)\s+(?:now|date|the\s+present|present))"
_PREPOSITION = alternatives(words_that(WordUse.DATES))
_DATED = re.compile(
    rf"(?<!\bback )\b(?P<when>{_PREPOSITION})\s+(?P<point>{_POINT})"
    rf"(?:\s+(?:to|until|till|and)\s+(?P<end>{_POINT})|(?P<onwards>{_ONWARDS}))?\b"
    rf"|\bbetween\s+(?P<from>{_POINT})\s+and\s+(?P<until>{_POINT})\b"
    rf"|\b(?P<bare>yesterday|today|last\s+(?:{_WEEKDAY}))\b"
    rf"|\b(?:(?P<since>since|in|over|during)\s+)?(?:the\s+)?(?P<span>(?:last|past|this)\s+(?:(?:{_NUMBER})\s+)?(?:{_UNIT}))\b",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\b(?P<month>(?:{_MONTH})\.?,?\s+)?(?:19|20)\d\d\b", re.IGNORECASE)
_SPANS = {"day": 1, "week": 7, "month": 31, "year": 365}
_ARCHIVE_DAYS = 30  # a corpus whose newest article is older is an archive


@dataclass(frozen=True, slots=True)
class Period:
    """Days of publication, both inclusive; None where it is open. ``place`` are its words in the question."""

    first: date | None = None
    last: date | None = None
    place: Span | None = None


def period_of(text: str, today: date, latest: date | None = None, bare_after: int | None = None) -> Period:
    """The period that a question names; without days if it names none.

    Relative periods count from ``today``, or from ``latest``, the day of the newest article, where that
    lies far back. A month of a year, and a year alone right behind the character ``bare_after`` (where the
    speaker's name ends) or at the end, need no preposition.
    """
    base = latest if latest and today - latest > timedelta(days=_ARCHIVE_DAYS) else today
    if found := _DATED.search(text):
        first, last = _dated(found, base)
    elif bare_after is not None and (found := _bare(text, bare_after)):
        first, last = _days(found.group(), base) or (None, None)
    else:
        return Period()
    return Period(first, last, Span(*found.span())) if first or last else Period()


def _dated(found: re.Match[str], base: date) -> tuple[date | None, date | None]:
    """The first and the last day of a period with a preposition, or of a span of time."""
    if found["span"]:
        return _this(found["span"], base) or _back(base, _length(found["span"])), base
    days = _days(found["point"] or found["from"] or found["bare"], base)
    if days is None:
        return None, None
    end = _days(found["end"] or found["until"], base) if found["end"] or found["until"] else None
    when = "since" if found["onwards"] else (found["when"] or "on").lower()
    return _bounds(when, days, end)


def _bare(text: str, after: int) -> re.Match[str] | None:
    """ "harry reid november 2005", "harper senate reform 2006": a month with its year, a year beside the name."""
    found = _BARE.search(text, after)
    if found is None or found["month"]:
        return found
    beside = not text[after : found.start()].strip() or not text[found.end() :].strip(" ?!.")
    return found if beside else None


def _bounds(when: str, days: tuple[date, date], end: tuple[date, date] | None) -> tuple[date | None, date | None]:
    """The days that a preposition cuts out of those that a phrase covers, whichever of two phrases is the earlier.

    What is "from May 2015", with nothing to say how long it goes on, was printed then.
    """
    if end:
        return min(days[0], end[0]), max(days[1], end[1])
    if when == "since":
        return days[0], None
    if when == "after":
        return _moved(days[1], 1), None
    if when == "until":
        return None, days[1]
    if when == "before":
        return None, _moved(days[0], -1)
    return days


def _moved(day: date, by: int) -> date:
    """The day some days later or, below 0, earlier, as far as the calendar reaches."""
    return date.fromordinal(min(max(day.toordinal() + by, date.min.toordinal()), date.max.toordinal()))


def _back(base: date, days: int) -> date | None:
    """The day that lies some days back; none where that is before the calendar begins, which bounds nothing."""
    first = _moved(base, -days)
    return first if first > date.min else None


def _days(phrase: str, base: date) -> tuple[date, date] | None:
    """The days that a phrase covers: one, a month's or a year's."""
    from dateparser.date import DateDataParser  # noqa: PLC0415 - a third of a second that few questions need

    settings = {
        "RELATIVE_BASE": datetime.combine(base, time.min),
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
    }
    words = re.sub(r"^last\s+", "", phrase.strip().lower())
    data = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if data.date_obj is None:
        return None
    day: date = data.date_obj.date()
    if data.period == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if data.period == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day


def _length(span: str) -> int:
    words = span.lower().split()
    number = " ".join(words[1:-1])
    count = int(number) if number.isdecimal() else _NUMBERS.get(number, 1)
    return count * _SPANS[words[-1].rstrip("s")]


def _this(span: str, base: date) -> date | None:
    """The first day of "this week", "this month", "this year"."""
    words = span.lower().split()
    if words[0] != "this":
        return None
    starts = {
        "day": base,
        "week": base - timedelta(days=base.weekday()),
        "month": base.replace(day=1),
        "year": base.replace(month=1, day=1),
    }
    return starts[words[-1].rstrip("s")]
