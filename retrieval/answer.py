"""Ranked candidates into an Answer: what is shown, what is folded together, and when nothing is."""

from collections import Counter
from collections.abc import Sequence

from index.documents import context_of
from index.licences import credit_line
from index.models import Act, Span, Speaker, Statement
from index.snapshot import Found
from index.speakers import fold
from retrieval.models import Abstention, Answer, Form, Item, Order, Question, Reason
from retrieval.rank import Scored, stems

_SAME = 0.8  # share of word stems from which on two statements of one speaker are one
_NEAREST = 1
_TOPICS = 3


def item_of(scored: Scored) -> Item:
    """All that showing and citing a candidate needs."""
    found, article = scored.found, scored.found.article
    unit = found.unit
    span = unit.span
    around = context_of(found.sentences, span)
    return Item(
        article=article,
        texts=unit.texts(article.text) if isinstance(unit, Statement) else (span.of(article.text),),
        statement=unit if isinstance(unit, Statement) else None,
        passage=None if isinstance(unit, Statement) else unit,
        speaker=found.speaker,
        role=found.speaker.role_at(article.day) if found.speaker else None,
        before=Span(around.start, span.start).of(article.text),
        after=Span(span.end, around.end).of(article.text),
        credit=credit_line(article),
        score=scored.score,
        why=_why(scored),
    )


def fold_duplicates(items: Sequence[Item]) -> list[Item]:
    """One item for the same words of one speaker in several articles; the first stays and names the others."""
    kept: list[Item] = []
    for item in items:
        twin = next((i for i, other in enumerate(kept) if alike(item, other)), None)
        if twin is None:
            kept.append(item)
        elif item.article.id != kept[twin].article.id:
            kept[twin] = _with_source(kept[twin], item)
    return kept


def in_order(items: list[Item], order: Order) -> list[Item]:
    """By date where the question asks for the first or the latest; undated ones last."""
    if order is Order.RELEVANCE:
        return items
    dated = [item for item in items if item.article.day]
    undated = [item for item in items if not item.article.day]
    dated.sort(key=lambda item: str(item.article.day), reverse=order is Order.NEWEST)
    return dated + undated


def head_of(question: Question) -> str:
    """How the question was read, for the user to check: "Faisal Mekdad · sanctions · Dec 2021"."""
    who = " or ".join(speaker.name for speaker in question.speakers[:3]) or question.unknown_speaker or ""
    parts = [who or ("who said" if question.form is Form.WHO_SAID else ""), question.topic, _period(question)]
    return " · ".join(part for part in (*parts, question.publisher or "") if part) or question.text.strip()


def verdict_of(question: Question, items: Sequence[Item]) -> str | None:
    """The one-line reply to "did X say Y?"."""
    if question.form is not Form.DID_SAY or not items or items[0].statement is None:
        return None
    statement, name = items[0].statement, items[0].speaker.name if items[0].speaker else "The speaker"
    if statement.negated or statement.act in {Act.DENIES, Act.DECLINES}:
        return f"{name} is on record as denying or declining; read the words:"
    return f"{name} is on record on this; read the words:"


def abstention_of(question: Question, scored: Sequence[Scored], spoken: Sequence[Found]) -> Abstention:
    """Why there is no answer, and the nearest thing. ``spoken`` are statements of the speaker asked about."""
    nearest = tuple(item_of(one) for one in scored[:_NEAREST])
    if question.unknown_speaker:
        message = f"Nobody called “{question.unknown_speaker}” is quoted in this corpus."
        return Abstention(Reason.SPEAKER_ABSENT, message, ())
    if question.speakers:
        names = " or ".join(speaker.name for speaker in question.speakers[:2])
        if not spoken:
            return Abstention(Reason.SPEAKER_ABSENT, f"{names} is mentioned but not quoted in this corpus.", ())
        topic = f" about {question.topic}" if question.topic else " of that kind"
        message = f"{names} is quoted in this corpus, but not{topic}."
        return Abstention(Reason.SPEAKER_SILENT, f"{message}{_spoke_of(question.speakers, spoken)}", nearest)
    return Abstention(Reason.NOTHING_NEAR, "Nothing in this corpus answers that.", nearest)


def empty(question: Question, sequence: int) -> Answer:
    """The answer of an index without articles."""
    abstention = Abstention(Reason.EMPTY_INDEX, "The index holds no articles yet.")
    return Answer(question, head_of(question), abstention=abstention, sequence=sequence)


def _why(scored: Scored) -> str:
    features = scored.features
    where = [name for name in ("content", "context", "title") if getattr(features, name) >= 0.5]
    words = f"topic words in the {where[0].replace('content', 'statement')}" if where else "similar in meaning"
    return f"{words}, cosine {features.cosine:.2f}"


def alike(item: Item, other: Item) -> bool:
    """Whether two items are the same words of one speaker."""
    if item.speaker != other.speaker or item.statement is None or other.statement is None:
        return False
    one, two = stems(" ".join(item.texts)), stems(" ".join(other.texts))
    return bool(one and two) and len(one & two) / len(one | two) >= _SAME


def _with_source(item: Item, other: Item) -> Item:
    from dataclasses import replace  # noqa: PLC0415

    if other.article in item.also_in:
        return item
    return replace(item, also_in=(*item.also_in, other.article))


def _period(question: Question) -> str:
    if question.first and question.last:
        return f"{question.first:%-d %b %Y} – {question.last:%-d %b %Y}"
    if question.first:
        return f"since {question.first:%-d %b %Y}"
    return f"until {question.last:%-d %b %Y}" if question.last else ""


def _spoke_of(speakers: Sequence[Speaker], spoken: Sequence[Found]) -> str:
    """ " They spoke about …": the most frequent longer words of their statements."""
    names = {word for speaker in speakers for alias in speaker.aliases for word in fold(alias).split()}
    counted: Counter[str] = Counter()
    for found in spoken:
        if isinstance(found.unit, Statement):
            said = " ".join(found.unit.texts(found.article.text))
            counted.update({w for w in fold(said).split() if len(w) > 6 and w not in names})
    topics = [word for word, _ in counted.most_common(_TOPICS)]
    return f" On record about: {', '.join(topics)}." if topics else ""
