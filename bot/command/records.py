"""Statements and answers as JSON records: the shape that ``--json`` and ``--batch`` print."""

from collections.abc import Sequence
from typing import Any

from bot.words.answers import abstention_of, head_of, verdict_of
from index.licences import credit_line
from index.models import Article, AttributedStatement, Kind, Span, Speaker, Statement
from index.search.passages import context_of
from index.search.snapshot import IndexedArticle
from retrieval.models import Answer, Item

Record = dict[str, Any]


def statement_record(indexed: IndexedArticle, said: AttributedStatement) -> Record:
    """One statement with where it stands, who made it and what a re-user must print."""
    article = indexed.article
    return _placed(article, said.statement, said.speaker) | {
        "context": context_of(indexed.sentences, said.statement.span).of(article.text),
        "speaker_role": said.speaker.role_at(article.day) if said.speaker else None,
        **_source(article, credit_line(article)),
        "score": round(said.statement.confidence, 4),
    }


def answer_record(answer: Answer, question_id: str | None = None) -> Record:
    """An answer with its items, best first; ``abstained`` says that the corpus does not hold it."""
    abstention = answer.abstention
    return {
        **({"id": question_id} if question_id is not None else {}),
        "reply": answer.reply.value,
        "question": answer.question.text,
        "head": head_of(answer.question),
        "verdict": verdict_of(answer) or None,
        "verdict_code": answer.verdict.value if answer.verdict else None,
        "abstained": answer.abstained,
        "reason": abstention.reason.value if abstention else None,
        "message": abstention_of(answer) or None,
        "items": [_item_record(item) for item in answer.items],
        "nearest": [_item_record(item) for item in abstention.nearest] if abstention else [],
    }


def _item_record(item: Item) -> Record:
    statement = _placed(item.article, item.statement, item.speaker) if item.statement else {"speaker": None}
    return statement | {
        "article_id": item.article.id,
        "start": min(part.start for part in item.parts),
        "end": max(part.end for part in item.parts),
        "parts": _offsets(item.parts),
        "text": " … ".join(item.texts),
        "quotable": _offsets(item.quotable or item.parts),
        "highlight": _offsets(item.highlight),
        "kind": _kind(item),
        "context": item.context.of(item.article.text),
        "speaker_role": item.role,
        "beside": item.beside,
        "doubtful": item.doubtful,
        **_source(item.article, credit_line(item.article)),
        "matched": item.matched.value,
        "cosine": round(item.cosine, 4),
        "score": round(item.score, 4),
    }


def _kind(item: Item) -> str:
    """How the words of the whole run are reported; what the speaker goes on to say is part of the item."""
    if item.statement is None:
        return "passage"
    kinds = {statement.kind for statement in item.run or (item.statement,)}
    return (kinds.pop() if len(kinds) == 1 else Kind.MIXED).value


def _offsets(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _placed(article: Article, statement: Statement, speaker: Speaker | None) -> Record:
    return {
        "article_id": article.id,
        "start": statement.span.start,
        "end": statement.span.end,
        "parts": _offsets(statement.parts),
        "text": " … ".join(statement.texts(article.text)),
        "kind": statement.kind.value,
        "act": statement.act.value,
        "negated": statement.negated,
        "cue": statement.cue.of(article.text) if statement.cue else None,
        "mention": statement.mention.of(article.text) if statement.mention else None,
        "mention_start": statement.mention.start if statement.mention else None,
        "mention_end": statement.mention.end if statement.mention else None,
        "speaker": speaker.name if speaker else statement.speaker,
        "speaker_id": speaker.id if speaker else None,
        "via": statement.via,
        "pattern": statement.pattern,
        "resolved_by": statement.resolved_by,
    }


def _source(article: Article, credit: str) -> Record:
    return {
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "licence": article.licence.id or None,
        "credit": credit,
    }
