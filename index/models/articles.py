"""What a document is once it is read: an article, its licence, and the passages and heading that it is shown by."""

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from enum import StrEnum

from index.models.spans import Span

_NOT_A_BREAK = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Licence:
    """What an article's licence is and asks, and where that was read.

    ``id`` is an SPDX identifier (``CC-BY-4.0``), a ``LicenseRef-…`` for a statement that SPDX does not
    list, or empty if nothing is stated. The three booleans are None where that is not known.
    """

    id: str = ""
    name: str = "licence unknown"
    url: str | None = None
    attribution: bool | None = None
    commercial: bool | None = None
    derivatives: bool | None = None
    share_alike: bool | None = None
    source: str = ""  # "field licence", "footer": where the statement was read
    warning: str = ""  # what else is stated, where statements differ

    @property
    def known(self) -> bool:
        """Whether the article states a licence."""
        return bool(self.id)

    @property
    def permits_reuse(self) -> bool:
        """Whether it is known to permit reuse, on whatever terms: not where all rights are reserved."""
        return self.known and self.attribution is not None


UNKNOWN_LICENCE = Licence()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field of an article was read: ``place`` is a key of its record, or says which part of the text.

    ``span`` are the very words, for a field that was read in the text.
    """

    field: str
    place: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Another place in which an article's story stands, and under which licence it stands there."""

    id: str
    title: str
    url: str | None
    publisher: str | None
    published: str | None  # as ISO 8601 writes it
    licence: str  # its SPDX id, or empty


@dataclass(frozen=True, slots=True)
class Article:
    """One news item as it was read.

    ``published`` is a date, or a datetime with its time zone where the source gives a time.
    ``source`` says where it was read: a path, with ``#`` and the line for one of several in a file.
    ``boilerplate`` are the lines of the text that are no part of the report: a title, byline or date
    at its head, a notice at its foot. They stay in the text and are neither passage nor statement.
    ``copies`` are other articles that tell the story in the same words; this one is the newest of them.
    ``pages`` are the characters at which the pages of a printed document start.
    ``original`` is the text as it was found where its encoding had to be mended, and empty elsewhere.
    """

    id: str
    text: str
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    published: date | datetime | None = None
    authors: tuple[str, ...] = ()
    language: str = "en"
    licence: Licence = UNKNOWN_LICENCE
    source: str = ""
    boilerplate: tuple[Span, ...] = ()
    origins: tuple[Origin, ...] = ()
    original: str = ""
    copies: tuple[Copy, ...] = ()
    pages: tuple[int, ...] = ()

    def page_of(self, at: int) -> int | None:
        """The page on which a character of the text stands, counted from 1; None if there are none."""
        return bisect_right(self.pages, at) or None if self.pages else None

    @property
    def body(self) -> str:
        """The text with spaces in place of its boilerplate, so that all offsets stay as they are."""
        kept: list[str] = []
        at = 0
        for span in sorted(self.boilerplate):
            start = max(at, span.start)
            kept += self.text[at:start], _NOT_A_BREAK.sub(" ", self.text[start : span.end])
            at = max(at, span.end)
        return "".join((*kept, self.text[at:]))

    @property
    def in_english(self) -> bool:
        """Whether the rules can read it; an article in another language has passages and no statements."""
        return self.language.partition("-")[0].lower() == "en"

    @property
    def day(self) -> date | None:
        """The calendar day of publication in the source's own time zone."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    @property
    def own_hash(self) -> str:
        """SHA-256 over what its own document tells.

        What the whole corpus settles is left out: its id, publisher, day and copies.
        """
        told = [
            self.text,
            self.title,
            self.url,
            self.authors,
            self.language,
            self.licence.id,
            self.licence.name,
            self.licence.url,
            self.licence.warning,
            [(span.start, span.end) for span in self.boilerplate],
        ]
        return _sha256(told)

    @property
    def content_hash(self) -> str:
        """SHA-256 over everything that an answer may show, so that any change re-indexes the article."""
        published = self.published.isoformat() if self.published else None
        return content_hash_of(self.own_hash, self.publisher, published, self.copies)


def content_hash_of(own_hash: str, publisher: str | None, published: str | None, copies: Sequence[Copy]) -> str:
    """The content hash of an article of this ``own_hash`` that is shown with a publisher, a day and copies."""
    return _sha256([own_hash, publisher, published, [astuple(copy) for copy in copies]])


def _sha256(shown: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Heading:
    """An article without its text: what a list of articles shows. ``title`` is its first words where it has none."""

    id: str
    title: str
    publisher: str | None
    day: date | None
    licence: str  # its SPDX id, or else its name


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences, the unit of general retrieval. ``key`` is its row in the store."""

    article_id: str
    span: Span
    key: int | None = None


class Unit(StrEnum):
    """What is searched and read by key."""

    STATEMENT = "statement"
    PASSAGE = "passage"
