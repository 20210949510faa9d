"""The engine: a question in, an answer out. Synchronous and thread-safe."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from index.config import IndexSettings
from index.derived import Unit
from index.encoder import Encoder, load_encoder
from index.errors import QuestionError, StoreError
from index.models import Article
from index.snapshot import Snapshot, Where
from index.speakers import Directory
from retrieval.answer import abstention_of, empty, fold_duplicates, head_of, in_order, item_of, verdict_of
from retrieval.config import RetrievalSettings
from retrieval.followup import complete
from retrieval.models import Answer, Form, Question
from retrieval.question import parse_question
from retrieval.rank import Scored, answerable, rank
from retrieval.search import search
from retrieval.turns import ALL_SHOWN, ask_back, unseen

MAX_QUESTION_CHARACTERS = 1_000
_RELATIVE_FLOOR = 0.25  # an item must be at least this likely an answer, as a share of the best one


@dataclass(frozen=True, slots=True)
class Status:
    """What the index holds. ``recall`` is recall@10 of the vector search, by unit."""

    sequence: int
    articles: int
    statements: int
    passages: int
    speakers: int
    recall: dict[str, float]


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher in the corpus: its articles, their days and their licences."""

    publisher: str
    articles: int
    first: date | None
    last: date | None
    licences: tuple[str, ...]


class _View:
    """A snapshot with the directory of its speakers."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.directory = Directory(snapshot.speakers)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        by_publisher: dict[str, list[Article]] = {}
        for stored in self.snapshot.articles():
            by_publisher.setdefault(stored.article.publisher or "publisher unknown", []).append(stored.article)
        return tuple(_source(name, articles) for name, articles in sorted(by_publisher.items()))


class Engine:
    """Answers from the last published state of an index, and picks a new one up by itself."""

    def __init__(self, index: IndexSettings, retrieval: RetrievalSettings) -> None:
        self._index = index
        self._settings = retrieval
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None
        self._current = _View(Snapshot(index.data))

    @classmethod
    def open(cls, index: IndexSettings, retrieval: RetrievalSettings | None = None) -> "Engine":
        """Open the index in ``index.data``. Raises NoIndexError if there is none."""
        return cls(index, retrieval or RetrievalSettings())

    def ask(self, text: str, *, today: date | None = None, previous: Question | Answer | None = None) -> Answer:
        """Answer a question, which may be a follow-up to the ``previous`` one of a conversation.

        Raises QuestionError if it is empty or too long.
        """
        if not text.strip():
            raise QuestionError("the question is empty: ask, for example, what somebody said about something")
        if len(text) > MAX_QUESTION_CHARACTERS:
            raise QuestionError(f"the question is longer than {MAX_QUESTION_CHARACTERS:,} characters: shorten it")
        seconds: dict[str, float] = {}
        view = self._view()
        with _timed(seconds, "parse"):
            question = complete(text, lambda one: self._parsed(one, view, today), previous)
        return self._answered(question, view, seconds)

    def answer(self, question: Question) -> Answer:
        """Answer a question that was read before, such as one for a speaker chosen among its candidates."""
        return self._answered(question, self._view(), {})

    def candidates(self, text: str) -> tuple[Question, list[Scored]]:
        """How a question is read and all its scored candidates, before anything is cut: for calibration."""
        view = self._view()
        question = parse_question(text, view.directory, view.snapshot.publishers)
        if question.unknown_speaker:
            return question, []
        return question, self._ranked(question, view.snapshot, _where(question), {})

    def status(self) -> Status:
        """What the index holds now."""
        snapshot = self._view().snapshot
        return Status(
            sequence=snapshot.sequence,
            articles=snapshot.article_count,
            statements=snapshot.count(Unit.STATEMENT),
            passages=snapshot.count(Unit.PASSAGE),
            speakers=len(snapshot.speakers),
            recall=dict(snapshot.recall),
        )

    def sources(self) -> tuple[Source, ...]:
        """The publishers of the corpus, by name."""
        return self._view().sources

    @staticmethod
    def _parsed(text: str, view: _View, today: date | None) -> Question:
        return parse_question(text, view.directory, view.snapshot.publishers, today)

    def _answered(self, question: Question, view: _View, seconds: dict[str, float]) -> Answer:
        if not view.snapshot.article_count:
            return empty(question, view.snapshot.sequence)
        return replace(self._answer(question, view, seconds), sequence=view.snapshot.sequence, seconds=seconds)

    def _answer(self, question: Question, view: _View, seconds: dict[str, float]) -> Answer:
        head = head_of(question)
        if back := ask_back(question):
            return Answer(question, head, abstention=back)
        if question.unknown_speaker:
            return Answer(question, head, abstention=abstention_of(question, (), ()))
        where = _where(question)
        ranked = unseen(question, self._ranked(question, view.snapshot, where, seconds))
        if question.shown and not ranked:
            return Answer(question, head, abstention=ALL_SHOWN)
        if answerable(question, ranked) < self._settings.threshold:
            keys = view.snapshot.keys(Unit.STATEMENT, where)[:50] if question.speakers else []
            spoken = list(view.snapshot.read(Unit.STATEMENT, keys).values())
            return Answer(question, head, abstention=abstention_of(question, ranked, spoken))
        good = [one for one in ranked if one.score >= ranked[0].score * _RELATIVE_FLOOR]
        items = fold_duplicates([item_of(one) for one in good])[: self._settings.items]
        items = in_order(items, question.order)
        return Answer(question, head, tuple(items), verdict=verdict_of(question, items))

    def _ranked(self, question: Question, snapshot: Snapshot, where: Where, seconds: dict[str, float]) -> list[Scored]:
        unit = Unit.PASSAGE if question.form is Form.PASSAGES else Unit.STATEMENT
        with _timed(seconds, "encode"):
            vector = self._loaded_encoder(snapshot).encode_query(question.text)
        with _timed(seconds, "search"):
            words = question.topic or question.text
            candidates = search(snapshot, unit, words, vector, k=self._settings.candidates, where=where)
            found = snapshot.read(unit, [candidate.key for candidate in candidates])
        with _timed(seconds, "rank"):
            return rank(question, candidates, found)

    def _view(self) -> _View:
        """The current state; the first question after a publication opens the new one."""
        if self._current.snapshot.outdated:
            with self._lock:
                if self._current.snapshot.outdated:
                    self._current = _View(Snapshot(self._index.data))
        return self._current

    def _loaded_encoder(self, snapshot: Snapshot) -> Encoder:
        with self._lock:
            if self._encoder is None:
                self._encoder = load_encoder(
                    self._index.encoder, self._index.data / "encoder", runtime=self._index.runtime
                )
        if self._encoder.fingerprint != snapshot.encoder:
            raise StoreError("the index was made with another encoder: set [index] encoder back, or index again")
        return self._encoder


def _where(question: Question) -> Where:
    return Where(
        speakers=tuple(speaker.id for speaker in question.speakers) or None,
        publisher=question.publisher,
        first=question.first,
        last=question.last,
    )


def _source(publisher: str, articles: list[Article]) -> Source:
    days = [article.day for article in articles if article.day]
    licences = sorted({article.licence.id or article.licence.name for article in articles})
    return Source(publisher, len(articles), min(days, default=None), max(days, default=None), tuple(licences))


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - started
