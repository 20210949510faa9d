"""The blocks of which a shown answer is made. They hold words and looks, and nothing of a chat or a terminal."""

from dataclasses import dataclass
from enum import StrEnum

from bot.words.runs import Runs


class LineKind(StrEnum):
    """What a line of the bot's own words is."""

    VERDICT = "verdict"
    ABSTENTION = "abstention"
    TALK = "talk"
    PHRASING = "phrasing"  # by a language model
    LABEL = "label"  # says what the sections below it are
    READING = "reading"  # how the question was read


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the bot's own."""

    kind: LineKind
    runs: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines that belong together. Under a ``heading`` they are points, such as the questions of a help text."""

    rows: tuple[Runs, ...]
    heading: Runs = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Exact words under the line that says whose they are.

    ``number`` is that of the item, where a sentence above cites it. ``key`` is the permanent key of the statement,
    or of the article whose passage it is; ``speaker`` the id of the speaker, empty if the text does not tell.
    ``printed_at`` opens the publisher's page at the words; empty without an address.
    """

    attribution: Runs
    words: Runs
    number: int | None = None
    key: str = ""
    speaker: str = ""
    printed_at: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """An article's own words before and after a statement: no quotation."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is shown of one article, over its one credit line; ``title`` is the article's, empty if it has none."""

    said: tuple[Said, ...]
    source: Runs
    also_in: Runs = ()
    context: Context | None = None
    title: str = ""


Block = Line | Listing | Section
