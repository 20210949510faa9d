"""What a run tells while it works and when it has ended, as events that also travel between processes.

An event is one line of JSON: ``{"event": "progress", ...}`` or ``{"event": "finished", ...}``.
``onrecord index --progress json`` writes such lines, and the bot reads them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter


class Stage(StrEnum):
    """The stages of a run, in order."""

    PREPARING = "preparing the models"
    READING = "reading"
    ANALYSING = "analysing"
    PUBLISHING = "publishing"


class Bound(StrEnum):
    """What a run waits for most."""

    PARSING = "parsing"  # and the reading of statements
    ENCODING = "encoding"
    STORING = "storing"


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast articles are analysed: articles, words and statements a second, and what takes most of the time."""

    articles: float
    words: float
    statements: float
    bound: Bound
    seconds_left: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be indexed, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage of the run is, in articles. ``total`` and ``pace`` are None while they are unknown."""

    event: Literal["progress"] = field(default="progress", kw_only=True)
    stage: Stage
    done: int = 0
    total: int | None = None
    failed: int = 0
    pace: Pace | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, in articles. ``sequence`` is what readers see after it."""

    event: Literal["finished"] = field(default="finished", kw_only=True)
    sequence: int
    added: int
    changed: int
    removed: int
    unchanged: int
    reanalysed: int  # unchanged ones that another version of the rules had read
    failed: tuple[Failure, ...]
    seconds: float
    repeated: int = 0  # ones that tell the story of another, which names them
    withheld: int = 0  # ones whose licence is not one of those that may be answered from
    pace: Pace | None = None
    copies: int = 0  # ones that are left out because another is the same in everything
    copied: str = ""  # the source of an article of which there are copies
    fruitless: Mapping[str, int] = field(default_factory=dict)  # files that held nothing to be read, by ending
    unnamed: int = 0  # failures that are not among ``failed``, since a line of JSON names so many only

    @property
    def failures(self) -> int:
        """How many documents could not be indexed."""
        return len(self.failed) + self.unnamed

    @property
    def articles(self) -> int:
        """How many articles the files of the run hold."""
        return self.added + self.changed + self.unchanged + self.repeated + self.withheld + self.copies


_MOST_FAILURES, _FAILURE_CHARACTERS = 1_000, 500  # of a line: whoever reads it has room for so many bytes only

RunEvent = Progress | Report
OnProgress = Callable[[Progress], None]

_EVENT: TypeAdapter[RunEvent] = TypeAdapter(Annotated[RunEvent, Field(discriminator="event")])


def line_of(event: RunEvent) -> str:
    """An event as one line of JSON, without the line break. A report names its first failures and counts the others."""
    if isinstance(event, Report) and event.failed:
        event = replace(
            event,
            failed=tuple(
                Failure(one.name[-_FAILURE_CHARACTERS:], one.reason[:_FAILURE_CHARACTERS])
                for one in event.failed[:_MOST_FAILURES]
            ),
            unnamed=event.unnamed + len(event.failed[_MOST_FAILURES:]),
        )
    return _EVENT.dump_json(event).decode()


def event_of(line: str | bytes) -> RunEvent:
    """The event of a line that ``line_of`` wrote. Raises ValueError if the line is none."""
    return _EVENT.validate_json(line)
