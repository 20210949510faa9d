"""Answers into records, and back from the corpus as it is now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.telegram.kept.records import (
    AnswerRecord,
    ItemRecord,
    QuestionRecord,
    SpeakerRecord,
    WhoKind,
    WhoRecord,
    digest_of,
    item_record,
)
from index.errors import DamagedError
from index.models import AttributedStatement, Span, Speaker, Statement
from index.search.found import IndexedArticle
from retrieval.models import (
    Abstention,
    Ambiguous,
    Answer,
    Anybody,
    Described,
    Item,
    Named,
    Question,
    UnknownName,
    Who,
)


class Corpus(Protocol):
    """Where what is kept is read again; an Engine is one."""

    def article(self, article_id: str) -> IndexedArticle | None:
        """An article with its statements."""

    def speaker(self, speaker_id: str) -> Speaker | None:
        """A speaker by id."""


@dataclass(frozen=True, slots=True)
class Gone:
    """An article that an answer came from and that the corpus does not hold any more, or holds changed."""

    title: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with what was told beside it.

    ``phrasing`` are a language model's sentences, ``further`` the items that the corpus was asked for since, a batch
    each time, and ``gone`` what the corpus has lost of it since.
    """

    answer: Answer
    phrasing: tuple[str, ...] = ()
    further: tuple[tuple[Item, ...], ...] = ()
    gone: tuple[Gone, ...] = ()

    @property
    def whole(self) -> Answer:
        """The answer with all items that there are."""
        return replace(self.answer, items=(*self.answer.items, *(item for batch in self.further for item in batch)))


def record_of(told: Told) -> AnswerRecord:
    """What is kept of an answer."""
    answer = told.answer
    abstention = answer.abstention
    return AnswerRecord(
        question=_question_record(answer.question),
        items=tuple(map(item_record, answer.items)),
        further=tuple(tuple(map(item_record, batch)) for batch in told.further),
        reason=abstention.reason if abstention else None,
        nearest=tuple(map(item_record, abstention.nearest)) if abstention else (),
        topics=abstention.topics if abstention else (),
        verdict=answer.verdict,
        phrasing=told.phrasing,
    )


def restored(record: AnswerRecord, corpus: Corpus) -> Told:
    """The answer of a record, read from the corpus again."""
    reader = _Reader(corpus)
    items, nearest = reader.items(record.items), reader.items(record.nearest)
    further = tuple(batch for one in record.further if (batch := reader.items(one)))
    abstention = Abstention(record.reason, nearest, record.topics) if record.reason else None
    answer = Answer(reader.question(record.question), items=items, abstention=abstention, verdict=record.verdict)
    gone = tuple(dict.fromkeys(Gone(one.title, one.publisher) for one in reader.missing))
    return Told(answer, () if gone else record.phrasing, further, gone)


class _Reader:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._articles: dict[str, IndexedArticle | None] = {}
        self.missing: list[ItemRecord] = []

    def items(self, records: Iterable[ItemRecord]) -> tuple[Item, ...]:
        found = []
        for record in records:
            item = self.item(record)
            if item is None:
                self.missing.append(record)
            else:
                found.append(item)
        return tuple(found)

    def item(self, record: ItemRecord) -> Item | None:
        indexed = self._article(record.article)
        if indexed is None or digest_of(indexed.article.text) != record.digest:
            return None
        speaker = self.speaker(record.speaker) if record.speaker else None
        run, parts = record.run, record.parts
        if record.statement:
            said = _standing(record.statement, indexed.statements)
            if said is None:
                return None  # it is held for no statement any more
            speaker = said.speaker
            run, parts = _still_theirs(record, speaker, indexed.statements)
        others = (self._article(one) for one in record.also_in)
        return Item(
            article=indexed.article,
            parts=parts,
            context=record.context,
            statement=record.statement,
            run=run,
            passage=record.passage,
            speaker=speaker,
            role=speaker.role_at(indexed.article.day) if speaker else None,
            highlight=record.highlight,
            quotable=record.quotable,
            score=record.score,
            matched=record.matched,
            cosine=record.cosine,
            also_in=tuple(other.article for other in others if other),
            beside=record.beside,
            doubtful=record.doubtful,
        )

    def question(self, record: QuestionRecord) -> Question:
        shown = [item for one in record.shown if (item := self.item(one))]
        return Question(
            text=record.text,
            form=record.form,
            topic=record.topic,
            who=self._who(record.who),
            speech=record.speech,
            asked=record.asked,
            premise=record.premise,
            first=record.first,
            last=record.last,
            publisher=record.publisher,
            quoted=record.quoted,
            order=record.order,
            carried=record.carried,
            shown=tuple(shown),
            direct=record.direct,
        )

    def speaker(self, record: SpeakerRecord) -> Speaker:
        known = self._corpus.speaker(record.id)
        return known or Speaker(record.id, record.name, record.kind, (record.name,))

    def _article(self, article_id: str) -> IndexedArticle | None:
        if article_id not in self._articles:
            try:
                self._articles[article_id] = self._corpus.article(article_id)
            except DamagedError:  # what is damaged is not shown, as if it were gone
                self._articles[article_id] = None
        return self._articles[article_id]

    def _who(self, record: WhoRecord) -> Who:
        speakers = tuple(map(self.speaker, record.speakers))
        match record.kind:
            case WhoKind.NAMED:
                return Named(speakers, record.words, tuple(map(self.speaker, record.others)))
            case WhoKind.AMBIGUOUS:
                return Ambiguous(record.words[0], speakers)
            case WhoKind.DESCRIBED:
                return Described(record.words[0])
            case WhoKind.UNKNOWN:
                return UnknownName(record.words[0])
            case WhoKind.ANYBODY:
                return Anybody()


def _still_theirs(
    record: ItemRecord, speaker: Speaker | None, statements: Sequence[AttributedStatement]
) -> tuple[tuple[Statement, ...], tuple[Span, ...]]:
    """What of the statements shown together, and of their words, is still held for one speaker."""
    standing = ((one, _standing(one, statements)) for one in record.run)
    run = tuple(one for one, said in standing if said is not None and said.speaker == speaker)
    if len(run) == len(record.run):
        return run, record.parts
    return run, tuple(part for one in run for part in one.parts)


def _standing(statement: Statement, statements: Iterable[AttributedStatement]) -> AttributedStatement | None:
    """The statement that stands at the place of another, wherever today's reading begins and ends it."""
    near = [one for one in statements if one.statement.span.overlaps(statement.span)]
    same = next((one for one in near if one.statement.parts == statement.parts), None)
    return same or next(iter(near), None)


def _question_record(question: Question) -> QuestionRecord:
    return QuestionRecord(
        text=question.text,
        form=question.form,
        topic=question.topic,
        who=_who_record(question.who),
        speech=question.speech,
        asked=question.asked,
        premise=question.premise,
        first=question.first,
        last=question.last,
        publisher=question.publisher,
        quoted=question.quoted,
        order=question.order,
        carried=question.carried,
        shown=tuple(map(item_record, question.shown)),
        direct=question.direct,
    )


def _who_record(who: Who) -> WhoRecord:
    match who:
        case Named(speakers, words, others):
            return WhoRecord(WhoKind.NAMED, words, _speakers(speakers), _speakers(others))
        case Ambiguous(words, speakers):
            return WhoRecord(WhoKind.AMBIGUOUS, (words,), _speakers(speakers))
        case Described(words):
            return WhoRecord(WhoKind.DESCRIBED, (words,))
        case UnknownName(words):
            return WhoRecord(WhoKind.UNKNOWN, (words,))
        case Anybody():
            return WhoRecord(WhoKind.ANYBODY)


def _speakers(speakers: Iterable[Speaker]) -> tuple[SpeakerRecord, ...]:
    return tuple(map(SpeakerRecord.of, speakers))
