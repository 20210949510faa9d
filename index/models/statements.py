"""What is read out of the text of an article: who said what, and how it is reported."""

from dataclasses import dataclass, field
from enum import StrEnum

from index.models.spans import Span, hull
from index.models.speakers import CastMember, Speaker

_SURE = 0.8  # confidence from which on a speaker is named without reserve


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
class NounPhrase:
    """A phrase that may name what a text is about: "nuclear talks", "the Sund tunnel".

    ``text`` is without its article; ``definite`` if it has "the". ``nouns`` are its words that are nouns.
    """

    text: str
    definite: bool
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to have said.

    ``parts`` are the spans of the content in order, more than one where a cue splits it; quotation
    marks belong to the span. ``mention`` are the words that stand for the speaker at that place,
    ``speaker`` is the name under which the article's cast knows that speaker (``CastMember.name``), or
    None if the text does not tell. ``evidence`` is the mention elsewhere in the article that settled
    the resolution. ``via`` is the outlet or person through which the statement is known. ``pattern``
    names the rule that found the statement and ``resolved_by`` the one that found its speaker, for
    error analysis. ``confidence`` is how probably the speaker is the right one, and 0 for none. ``phrases``
    are those in its content that may name its topic; they follow from the words, and two statements that differ
    in nothing else are equal. ``key`` is its row in the store.
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
    phrases: tuple[NounPhrase, ...] = field(default=(), compare=False)
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
class AttributedStatement:
    """A statement with the speaker that it has across the corpus, or None if that is not known."""

    statement: Statement
    speaker: Speaker | None

    @property
    def name(self) -> str | None:
        """The speaker's name, or else the one that the article gives."""
        return self.speaker.name if self.speaker else self.statement.speaker
