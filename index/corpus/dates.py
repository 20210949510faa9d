"""Dates as sources write them, into a day, or a time with its zone where one is told.

What cannot be read for certain is unknown: a relative date without the day on which the page was
saved, "03/04/2020" where nothing tells the day from the month, a day before the first newspapers of
the day's kind or after tomorrow. A date is never relative to the run.
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Literal

from index.corpus import tables

Order = Literal["DMY", "MDY"]
Day = date | datetime

_FIRST_YEAR = 1800
_ZONES_AHEAD = timedelta(days=1)
_LONGEST = 80
_TIME = re.compile(r"\d\s*[:.h]\s*[0-5]\d\b(?!\.\d)|\d\s*[ap]\.?m\b|\b(?:noon|midnight)\b", re.IGNORECASE)
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)\b")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_WEEK = re.compile(r"(?<!\d)\d{4}-?W\d\d(?!-?[1-7](?!\d))")  # of ISO 8601, without its day
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)?(Z)?")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|[۰-۹٠-٩]{4}|['’]\d\d\b")
# The solar calendar of Iran counts from 622: our years stand 621 or 622 above it.
_SOLAR_YEAR = re.compile(r"(?<!\d)[1۱][2-4۲-۴]\d\d(?!\d)")
_SOLAR_LANGUAGES = frozenset({"fa", "ps"})
_PERSIAN_FIGURE = re.compile(r"[۰-۹]")
_PLAIN_FIGURES = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
_PERMALINK = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)/")


def date_of(
    words: str, *, saved: datetime | None = None, order: Order | None = None, language: str = "en"
) -> Day | None:
    """The day, or the time in its own zone, that ``words`` state; None if they state none for certain.

    ``saved`` is when the page was fetched: "2 hours ago" counts from there. ``order`` says how the
    source writes days in figures.
    """
    if len(words) > _LONGEST:
        return None
    found = _absolute(words.strip(), order, language)
    if found is None and saved is not None and not _YEAR.search(words):
        found = _relative(words.strip(), saved)
    return found if found is not None and plausible(found) else None


def day_in_address(address: str) -> Day | None:
    """The day in a permanent link ("/2004/12/04/title"), which is the day of publication where blogs make them."""
    found = _PERMALINK.search(address)
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return day if plausible(day) else None


def plausible(day: Day) -> bool:
    """Whether an article can have been published then: not before 1800, and not after today anywhere on earth."""
    latest = (datetime.now(UTC) + _ZONES_AHEAD).date()
    return date(_FIRST_YEAR, 1, 1) <= (day.date() if isinstance(day, datetime) else day) <= latest


def order_shown_by(words: str) -> Order | None:
    """How a date in figures orders day and month, where one of them is above twelve; others of its source follow."""
    found = _SLASHED.search(words)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if first > 12 >= second:
        return "DMY"
    return "MDY" if second > 12 >= first else None


def days_meant_by(words: str) -> tuple[date, date] | None:
    """The two days that a date in figures may mean, day first and month first; None where it can mean but one."""
    found = _SLASHED.search(words)
    if not found or len(found[4]) != 4 or order_shown_by(words):
        return None
    try:
        day_first = date(int(found[4]), int(found[3]), int(found[1]))
        month_first = date(int(found[4]), int(found[1]), int(found[3]))
    except ValueError:
        return None
    both = plausible(day_first) and plausible(month_first) and day_first != month_first
    return (day_first, month_first) if both else None


@lru_cache(maxsize=8_192)
def _absolute(words: str, order: Order | None, language: str) -> Day | None:
    if not words:
        return None
    if _is_solar(words, language):
        return _solar(without_label(words))
    if _is_no_day(words):
        return None
    for read in (_iso, _epoch, _rfc822):
        if (found := read(words)) is not None:
            return found
    words = without_label(words)
    if not _YEAR.search(words) and not _DOTTED.search(words) and not _SLASHED.search(words):
        return None
    return _iso(words) or _in_words(words, order, language)


def _is_no_day(words: str) -> bool:
    """Whether a date that begins with its year names no day of the calendar ("2021-13-01"), or only its week."""
    found = _YEAR_FIRST.search(words)
    if found is None:
        return _WEEK.search(words) is not None
    try:
        date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return True
    return False


def without_label(words: str) -> str:
    """A date without what stands before it ("Published on", "Last updated:")."""
    label = _labels().match(words)
    return words[label.end() :] if label else words


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    labels = sorted(tables.phrases("date_labels"), key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(map(re.escape, labels))})\b[\s:,|–—-]*)+", re.IGNORECASE)


def _is_solar(words: str, language: str) -> bool:
    """Whether a date is one of the Persian calendar: by its year, and by its figures, its month or its language.

    A year from 1200 to 1499 is no year of a newspaper in ours; in Arabic it is one of the lunar calendar.
    """
    if not _SOLAR_YEAR.search(words):
        return False
    if language.partition("-")[0].lower() in _SOLAR_LANGUAGES or _PERSIAN_FIGURE.search(words):
        return True
    return not set(words.casefold().split()).isdisjoint(tables.phrases("persian_months"))


def _solar(words: str) -> Day | None:
    from dateparser.calendars.jalali import JalaliCalendar  # noqa: PLC0415

    try:
        found = JalaliCalendar(words).get_date()
    except (ValueError, OverflowError):
        return None
    if not found or found.period != "day":
        return None
    parsed: datetime = found.date_obj
    return parsed if _TIME.search(words.translate(_PLAIN_FIGURES)) else parsed.date()


def _iso(words: str) -> Day | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(words)
    except ValueError:
        pass
    compact = _COMPACT.fullmatch(words)
    if not compact:
        return None
    try:
        return datetime(*(int(part or 0) for part in compact.groups()[:6]), tzinfo=UTC if compact[7] else None)  # type: ignore[misc,arg-type]
    except ValueError:
        return None


def _epoch(words: str) -> Day | None:
    """Seconds or milliseconds since 1970, as databases export them."""
    found = _EPOCH.fullmatch(words)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def _rfc822(words: str) -> Day | None:
    """The date of mail and RSS ("Mon, 21 Apr 2025 06:00:00 EDT", also with a year of two figures)."""
    if not _TIME.search(words):
        return None
    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError):
        return None


def _in_words(words: str, order: Order | None, language: str) -> Day | None:
    import dateparser  # noqa: PLC0415 - only for dates that are not ISO 8601

    in_figures = _DOTTED.search(words)
    if in_figures:  # the day stands first wherever a date is written with dots
        order = "DMY"
    elif _SLASHED.search(words):
        order = order_shown_by(words) or order
        if order is None:
            return None
    settings = {
        "REQUIRE_PARTS": ["year", "month", "day"],
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": order or "MDY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "DEFAULT_LANGUAGES": ["en"],
    }
    try:
        parsed: datetime | None = dateparser.parse(words, languages=_languages(language), settings=settings)
    except (ValueError, OverflowError):
        return None
    if parsed is None:
        return None
    return parsed if _TIME.search(_YEAR_FIRST.sub("", _DOTTED.sub("", words))) else parsed.date()


def _languages(language: str) -> list[str]:
    from dateparser.data.languages_info import language_order  # noqa: PLC0415

    own = language.partition("-")[0].lower()
    return [own, "en"] if own in language_order and own != "en" else ["en"]


def _relative(words: str, saved: datetime) -> Day | None:
    import dateparser  # noqa: PLC0415

    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": saved.replace(tzinfo=None)}
    parsed: datetime | None = dateparser.parse(without_label(words), languages=["en"], settings=settings)
    return parsed.date() if parsed else None
