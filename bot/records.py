"""Statements, answers and articles as records: the shape that ``--json`` and ``--batch`` print and the API gives."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.words.answers import abstention_of, head_of, verdict_of
from index.keys import article_key, statement_key
from index.licences import credit_line
from index.models import Act, Article, AttributedStatement, Kind, Span, Speaker, SpeakerKind, Statement
from index.search.found import Found, IndexedArticle
from index.search.passages import context_of
from retrieval.answer.excerpt import context_within, quotable_of
from retrieval.answer.unnamed import speaker_of
from retrieval.models import Ambiguous, Answer, Item, Matched, Reason, Reply, Verdict

Offsets = tuple[int, int]
PASSAGE = "passage"  # the kind of an item that is nobody's statement


class Record(BaseModel):
    """What all records have in common."""

    model_config = ConfigDict(frozen=True)


class Source(Record):
    """Where words were printed, under which licence, and the line to print when they are reused."""

    article_id: str
    title: str
    publisher: str | None
    published: str | None = Field(description="A date or a time, as ISO 8601 writes it.")
    url: str | None
    licence: str | None = Field(description="An SPDX identifier; null where none is known.")
    credit: str = Field(description="The credit line to print.")


class Words(Source):
    """Exact words of an article; offsets count characters of its text, the end exclusive."""

    key: str = Field(description="The permanent key of the statement, or of the article whose passage it is.")
    start: int
    end: int
    parts: tuple[Offsets, ...]
    page: int | None = Field(None, description="The page on which the words begin, where the document has pages.")
    text: str = Field(description="The words, cut where nothing is known to permit reuse.")
    kind: str = Field(description="direct, indirect, mixed, or passage")
    context: str = Field(description="The sentences in which the words stand.")
    speaker: str | None
    speaker_id: str | None = None
    speaker_role: str | None = Field(None, description="The role that the time of the article gives the speaker.")
    act: Act | None = None
    negated: bool | None = None
    cue: str | None = None
    mention: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    via: str | None = None
    pattern: str | None = None
    resolved_by: str | None = None
    score: float


class StatementRecord(Words):
    """A statement. ``score`` is how sure it is that it is one."""


class ItemRecord(Words):
    """A statement or passage of an answer. ``score`` is the probability that it answers."""

    speaker: str | None = Field(description="The name; without a speaker_id what the article calls somebody unnamed.")
    quotable: tuple[Offsets, ...]
    highlight: tuple[Offsets, ...]
    beside: bool
    doubtful: bool
    matched: Matched
    cosine: float


class SpeakerRecord(Record):
    """A speaker, one across the corpus."""

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...]
    statements: int


class AnswerRecord(Record):
    """An answer with its items, best first; ``abstained`` says that the corpus does not hold it."""

    reply: Reply
    question: str
    head: str
    verdict: str | None
    verdict_code: Verdict | None
    abstained: bool
    reason: Reason | None
    message: str | None
    items: tuple[ItemRecord, ...]
    nearest: tuple[ItemRecord, ...]
    candidates: tuple[SpeakerRecord, ...] = Field(description="Whom the question may mean, where that is open.")


class ArticleRecord(Source):
    """An article with its statements; the text is null where nothing is known to permit reuse."""

    key: str
    language: str
    authors: tuple[str, ...]
    text: str | None
    statements: tuple[StatementRecord, ...]


def statement_record(indexed: IndexedArticle, said: AttributedStatement, most: int | None = None) -> StatementRecord:
    """One statement of an article.

    ``most`` are the characters of it, at most, where nothing is known to permit reuse; None: all.
    """
    return _statement_record(indexed.article, indexed.sentences, said.statement, said.speaker, most)


def found_record(found: Found, most: int | None = None) -> StatementRecord:
    """One statement that was found by its key."""
    if not isinstance(found.unit, Statement):
        raise TypeError("a passage is no statement")
    return _statement_record(found.article, found.sentences, found.unit, found.speaker, most)


def answer_record(answer: Answer) -> AnswerRecord:
    """An answer with its items, or why there is none."""
    abstention, who = answer.abstention, answer.question.who
    return AnswerRecord(
        reply=answer.reply,
        question=answer.question.text,
        head=head_of(answer.question),
        verdict=verdict_of(answer) or None,
        verdict_code=answer.verdict,
        abstained=answer.abstained,
        reason=abstention.reason if abstention else None,
        message=abstention_of(answer) or None,
        items=tuple(_item_record(item) for item in answer.items),
        nearest=tuple(_item_record(item) for item in abstention.nearest) if abstention else (),
        candidates=tuple(map(speaker_record, who.speakers)) if isinstance(who, Ambiguous) else (),
    )


def speaker_record(speaker: Speaker) -> SpeakerRecord:
    """A speaker by id and names."""
    return SpeakerRecord(
        id=speaker.id,
        name=speaker.name,
        kind=speaker.kind,
        aliases=speaker.aliases,
        statements=speaker.statements,
    )


def article_record(indexed: IndexedArticle, most: int | None = None) -> ArticleRecord:
    """An article; ``most`` as in ``statement_record``, and no text then where it is longer."""
    article = indexed.article
    whole = most is None or article.licence.permits_reuse
    return ArticleRecord(
        **_source(article).model_dump(),
        key=article_key(article.id),
        language=article.language,
        authors=article.authors,
        text=article.text if whole else None,
        statements=tuple(statement_record(indexed, said, most) for said in indexed.statements),
    )


def _statement_record(
    article: Article, sentences: Sequence[Span], statement: Statement, speaker: Speaker | None, most: int | None
) -> StatementRecord:
    shown = quotable_of(article, statement.parts, (), most) if most is not None else statement.parts
    return StatementRecord(
        **_source(article).model_dump(),
        **_of_statement(article, statement, speaker),
        key=statement_key(article, statement),
        start=statement.span.start,
        end=statement.span.end,
        page=article.page_of(statement.span.start),
        parts=_offsets(statement.parts),
        text=_joined(article, shown),
        kind=statement.kind.value,
        context=_context(article, context_of(sentences, statement.span), shown, most),
        speaker_role=speaker.role_at(article.day) if speaker else None,
        score=round(statement.confidence, 4),
    )


def _context(article: Article, around: Span, shown: Sequence[Span], most: int | None) -> str:
    return (around if most is None else context_within(article, around, shown, most)).of(article.text)


def _item_record(item: Item) -> ItemRecord:
    article, statement = item.article, item.statement
    return ItemRecord(
        **_source(article).model_dump(),
        **(_of_statement(article, statement, item.speaker) if statement else {}) | {"speaker": speaker_of(item)},
        key=statement_key(article, statement) if statement else article_key(article.id),
        start=min(part.start for part in item.parts),
        end=max(part.end for part in item.parts),
        page=article.page_of(min(part.start for part in item.parts)),
        parts=_offsets(item.parts),
        text=" … ".join(item.texts),
        quotable=_offsets(item.quotable or item.parts),
        highlight=_offsets(item.highlight),
        kind=_kind(item),
        context=item.context.of(article.text),
        speaker_role=item.role,
        beside=item.beside,
        doubtful=item.doubtful,
        matched=item.matched,
        cosine=round(item.cosine, 4),
        score=round(item.score, 4),
    )


def _kind(item: Item) -> str:
    """How the words of the whole run are reported; what the speaker goes on to say is part of the item."""
    if item.statement is None:
        return PASSAGE
    kinds = {statement.kind for statement in item.run or (item.statement,)}
    return (kinds.pop() if len(kinds) == 1 else Kind.MIXED).value


def _of_statement(article: Article, statement: Statement, speaker: Speaker | None) -> dict[str, Any]:
    mention = statement.mention
    return {
        "act": statement.act,
        "negated": statement.negated,
        "cue": statement.cue.of(article.text) if statement.cue else None,
        "mention": mention.of(article.text) if mention else None,
        "mention_start": mention.start if mention else None,
        "mention_end": mention.end if mention else None,
        "speaker": speaker.name if speaker else statement.speaker,
        "speaker_id": speaker.id if speaker else None,
        "via": statement.via,
        "pattern": statement.pattern,
        "resolved_by": statement.resolved_by,
    }


def _source(article: Article) -> Source:
    return Source(
        article_id=article.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published.isoformat() if article.published else None,
        url=article.url,
        licence=article.licence.id or None,
        credit=credit_line(article),
    )


def _joined(article: Article, spans: Sequence[Span]) -> str:
    return " … ".join(span.of(article.text) for span in spans)


def _offsets(spans: Sequence[Span]) -> tuple[Offsets, ...]:
    return tuple((span.start, span.end) for span in spans)
