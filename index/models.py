"""The project's words as frozen dataclasses. They cross every layer; dicts and tuples do not.

All spans are character offsets into ``Article.text``, start inclusive, end exclusive. The text of an
article is never altered after reading, so ``span.of(article.text)`` is always verbatim.
"""

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact words."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span that covers all of ``spans`` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


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


_TITLE_WORDS = 5
_SURE = 0.8  # confidence from which on a speaker is named without reserve
_NOT_A_BREAK = re.compile(r"[^\r\n]")
UNKNOWN_LICENCE = Licence()


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


class Kind(StrEnum):
    """How the words are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"  # reported speech that is partly in quotation marks


class Act(StrEnum):
    """What the cue says that the speaker did with the words."""

    STATES = "states"
    ASKS = "asks"
    DENIES = "denies"
    DECLINES = "declines"
    PREDICTS = "predicts"
    ORDERS = "orders"  # demands, requests, urges, calls for


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to have said.

    ``parts`` are the spans of the content in order, more than one where a cue splits it; quotation
    marks belong to the span. ``mention`` are the words that stand for the speaker at that place,
    ``speaker`` is the name under which the article's cast knows that speaker (``CastMember.name``), or
    None if the text does not tell. ``evidence`` is the mention elsewhere in the article that settled
    the resolution. ``via`` is the outlet or person through which the statement is known. ``pattern``
    names the rule that found the statement and ``resolved_by`` the one that found its speaker, for
    error analysis. ``confidence`` is how probably the speaker is the right one, and 0 for none. ``key``
    is its row in the store.
    """

    article_id: str
    parts: tuple[Span, ...]
    kind: Kind
    cue: Span | None = None
    act: Act = Act.STATES
    negated: bool = False
    mention: Span | None = None
    speaker: str | None = None
    evidence: Span | None = None
    via: str | None = None
    pattern: str = ""
    resolved_by: str = ""
    confidence: float = 1.0
    key: int | None = None

    @property
    def doubtful(self) -> bool:
        """Whether the speaker that is named may well be another."""
        return self.speaker is not None and self.confidence < _SURE

    @property
    def span(self) -> Span:
        """From the first character of the content to the last, the cue inside a split one included."""
        return hull(self.parts)

    def texts(self, text: str) -> tuple[str, ...]:
        """The exact words of each part."""
        return tuple(part.of(text) for part in self.parts)


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class CastMember:
    """A possible speaker as one article knows them.

    ``name`` is the fullest name that the article gives, ``forms`` every form by which it names them
    (the name included), ``roles`` the titles that it ties to the name ("Syrian Foreign Minister").
    ``gender`` is "f", "m" or None.
    """

    name: str
    kind: SpeakerKind
    forms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class CastEntry:
    """A member of one article's cast, with the article's day and publisher and how many statements it gives them."""

    article_id: str
    day: date | None
    member: CastMember
    statements: int
    publisher: str | None = None

    @property
    def order(self) -> tuple[bool, date, str, str]:
        """Sorts entries by age, so that what a speaker is called after does not change as the corpus grows."""
        return self.day is None, self.day or date.min, self.article_id, self.member.name


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a name in the cast of an article is that of a speaker, by id."""

    article_id: str
    name: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is read out of one article's text: its sentences, statements and cast.

    ``lost`` are the paragraphs whose statements could not be read.
    """

    article_id: str
    sentences: tuple[Span, ...]
    statements: tuple[Statement, ...] = ()
    cast: tuple[CastMember, ...] = ()
    lost: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A title that articles give a speaker, with the first and last day on which they do."""

    title: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or organisation behind mentions, one across the corpus.

    ``id`` is a readable slug that outlives re-indexing. ``aliases`` are all forms by which articles
    name the speaker, the most frequent first.
    """

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    statements: int = field(default=0, compare=False)  # how many the corpus holds

    def role_at(self, day: date | None) -> str | None:
        """The title that articles of about ``day`` give: the role whose dates lie nearest; without a day, the last."""
        dated = [role for role in self.roles if role.first and role.last]
        if not dated:
            return _fullest(self.roles[0], self.roles) if self.roles else None
        if day is None:
            latest = max(role.last or date.min for role in dated)
            held = [role for role in dated if role.last == latest]
        else:
            nearest = min(_days_outside(role, day) for role in dated)
            held = [role for role in dated if _days_outside(role, day) == nearest]
        return _fullest(held[0], held)


@dataclass(frozen=True, slots=True)
class AttributedStatement:
    """A statement with the speaker that it has across the corpus, or None if that is not known."""

    statement: Statement
    speaker: Speaker | None

    @property
    def name(self) -> str | None:
        """The speaker's name, or else the one that the article gives."""
        return self.speaker.name if self.speaker else self.statement.speaker


def _fullest(role: Role, roles: Sequence[Role]) -> str:
    """The title of a role, or of one of ``roles`` that says the same more fully ("Syrian Foreign Minister")."""
    words = set(role.title.lower().split())
    fuller = [r.title for r in roles if words < set(r.title.lower().split())]
    return max((title for title in fuller if len(title.split()) <= _TITLE_WORDS), key=len, default=role.title)


def _days_outside(role: Role, day: date) -> int:
    first, last = role.first or day, role.last or day
    return max((first - day).days, (day - last).days, 0)
