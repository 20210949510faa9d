"""Filters as options: whose words, from which days, printed where."""

import difflib
import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import QuestionError
from index.search.filters import Where

if TYPE_CHECKING:
    from index.models import Speaker
    from index.search.snapshot import Snapshot

SpeakerFilter = Annotated[
    str | None, typer.Option("--speaker", help="Only this speaker, by name or id.", show_default=False)
]
SinceFilter = Annotated[
    str | None,
    typer.Option("--since", help="Only articles from this day on: 2021, 2021-12 or 2021-12-08.", show_default=False),
]
UntilFilter = Annotated[
    str | None, typer.Option("--until", help="Only articles up to this day, included.", show_default=False)
]
PublisherFilter = Annotated[
    str | None, typer.Option("--publisher", help="Only articles of this publisher.", show_default=False)
]
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?")
_SUGGESTED = 4
_ALIKE = 0.5


def where_of(
    snapshot: "Snapshot",
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
) -> Where:
    """The filter that the options ask for. Raises QuestionError that says what was meant by one that fits nothing."""
    first = _day(since, "--since", last=False) if since is not None else None
    until_day = _day(until, "--until", last=True) if until is not None else None
    if first and until_day and first > until_day:
        raise QuestionError(f"--since is after --until ({first} and {until_day}), so no day fits: exchange them")
    return Where(
        speakers=(speaker_meant(snapshot, speaker).id,) if speaker is not None else None,
        publisher=_publisher(snapshot, publisher) if publisher is not None else None,
        first=first,
        last=until_day,
    )


def speaker_meant(snapshot: "Snapshot", words: str) -> "Speaker":
    """The speaker of an id or a name. Raises QuestionError, with whom it may mean, if that is not one."""
    from index.speakers import Directory, fold  # noqa: PLC0415

    if one := snapshot.speaker(words):
        return one
    found = [match.speaker for match in Directory(snapshot.speakers).find(words.replace("-", " "), limit=_SUGGESTED)]
    called = [one for one in found if fold(words) in {fold(name) for name in one.aliases}]
    if len(called or found) == 1:
        return (called or found)[0]
    if not found:
        raise QuestionError(f"--speaker: nobody is called {words!r}; `onrecord speakers list` shows who is there")
    ids = ", ".join(one.id for one in called or found)
    raise QuestionError(f"--speaker: {words!r} may be {ids}: give one of these ids")


def _publisher(snapshot: "Snapshot", words: str) -> str:
    names = {name.casefold(): name for name in snapshot.publishers}
    if one := names.get(words.casefold()):
        return one
    holding = [name for folded, name in names.items() if words.strip() and words.casefold() in folded]
    if len(holding) == 1:
        return holding[0]
    near = [names[one] for one in difflib.get_close_matches(words.casefold(), names, _SUGGESTED, _ALIKE)]
    meant = ", ".join(holding[:_SUGGESTED] or near or sorted(names.values())[:_SUGGESTED])
    raise QuestionError(f"--publisher: no single publisher is called {words!r}; the index has {meant or 'none'}")


def _day(words: str, option: str, *, last: bool) -> date:
    found = _DAY.fullmatch(words.strip())
    try:
        if found is None:
            raise ValueError
        year = int(found["year"])
        month = int(found["month"] or (12 if last else 1))
        return date(year, month, int(found["day"] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        raise QuestionError(
            f"{option}: {words!r} is no day; write a year, a month or a day, such as 2021, 2021-12 or 2021-12-08"
        ) from None
