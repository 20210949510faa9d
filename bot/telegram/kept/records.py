"""An answer as it is kept: by places in the corpus, without the text of an article.

What is shown later is read from the corpus as it is then. An article that is gone, or whose text has changed,
takes its items with it.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from index.english.asking import Asked
from index.models import Passage, Span, Speaker, SpeakerKind, Statement
from retrieval.models import Form, Item, Matched, Order, Part, Reason, Verdict


class WhoKind(StrEnum):
    """Which of the readings of "who" a question has."""

    ANYBODY = "anybody"
    NAMED = "named"
    AMBIGUOUS = "ambiguous"
    DESCRIBED = "described"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """A speaker by id, with what is shown if the registry has them no more."""

    id: str
    name: str
    kind: SpeakerKind

    @classmethod
    def of(cls, speaker: Speaker) -> "SpeakerRecord":
        """The record of a speaker."""
        return cls(speaker.id, speaker.name, speaker.kind)


@dataclass(frozen=True, slots=True)
class WhoRecord:
    """Whom a question asks about."""

    kind: WhoKind
    words: tuple[str, ...] = ()
    speakers: tuple[SpeakerRecord, ...] = ()
    others: tuple[SpeakerRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An item by its place. ``digest`` is that of the article's text; ``title`` and ``publisher`` name what is gone."""

    article: str
    digest: str
    title: str
    publisher: str
    parts: tuple[Span, ...]
    context: Span
    statement: Statement | None
    run: tuple[Statement, ...]
    passage: Passage | None
    speaker: SpeakerRecord | None
    highlight: tuple[Span, ...]
    quotable: tuple[Span, ...]
    score: float
    matched: Matched
    cosine: float
    also_in: tuple[str, ...]
    beside: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A question as it was read."""

    text: str
    form: Form
    topic: str
    who: WhoRecord
    speech: float
    asked: Asked | None
    premise: str
    first: date | None
    last: date | None
    publisher: str | None
    quoted: tuple[str, ...]
    order: Order
    carried: tuple[Part, ...]
    shown: tuple[ItemRecord, ...]
    direct: bool


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer with the sentences that a language model made of it, if any.

    ``further`` are the items that the corpus was asked for since, a batch each time.
    """

    question: QuestionRecord
    items: tuple[ItemRecord, ...]
    further: tuple[tuple[ItemRecord, ...], ...]
    reason: Reason | None
    nearest: tuple[ItemRecord, ...]
    topics: tuple[str, ...]
    verdict: Verdict | None
    phrasing: tuple[str, ...]


ANSWER = TypeAdapter(AnswerRecord)


def item_record(item: Item) -> ItemRecord:
    """An item by its place in the corpus."""
    article = item.article
    return ItemRecord(
        article=article.id,
        digest=digest_of(article.text),
        title=article.title,
        publisher=article.publisher or "",
        parts=item.parts,
        context=item.context,
        statement=item.statement,
        run=item.run,
        passage=item.passage,
        speaker=SpeakerRecord.of(item.speaker) if item.speaker else None,
        highlight=item.highlight,
        quotable=item.quotable,
        score=item.score,
        matched=item.matched,
        cosine=item.cosine,
        also_in=tuple(other.id for other in item.also_in),
        beside=item.beside,
        doubtful=item.doubtful,
    )


def digest_of(text: str) -> str:
    """Tells whether offsets into a text still hold."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
