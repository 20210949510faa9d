"""The engine: a question in, an answer out. Synchronous and thread-safe."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from index.config import IndexSettings
from index.errors import QuestionError, StoreError
from index.models import Article, Unit
from index.search.encoder import Encoder, load_encoder
from index.search.filters import Where
from index.search.snapshot import Snapshot
from index.speakers import Directory
from retrieval.answer.consecutive import read_beside
from retrieval.answer.dialogue import ask_back, left_open, unseen, unseen_beside
from retrieval.answer.items import chosen_of, fold_duplicates, items_of
from retrieval.answer.judge import abstained, quoted_first, rivals_of, said_by_other, settled, verdict_of
from retrieval.config import RetrievalSettings
from retrieval.examples import example_questions
from retrieval.models import Abstention, Ambiguous, Answer, Form, Question, Reason, UnknownName
from retrieval.question.follow_up import complete
from retrieval.question.reading import parse_question
from retrieval.question.speaker import namesakes
from retrieval.ranking.cross_encoder import CrossEncoder
from retrieval.ranking.features import Terms, stems, terms_of
from retrieval.ranking.rank import Scored, Weights, answerable, learned, rank
from retrieval.ranking.search import Sought, search

MAX_QUESTION_CHARACTERS = 1_000
_RELATIVE_FLOOR = 0.03  # an item must be at least this likely an answer, as a share of the best one
_AROUND = 12  # hits of each search among everybody's statements, beside those of the speaker asked about
_READ = 12  # of the best candidates, how many are made items of


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
        self.rarity = lru_cache(maxsize=50_000)(snapshot.rarity)

    def asked(self, question: Question) -> frozenset[str]:
        """The ids of the speakers whom a question asks about, kept under a shorter name or not."""
        return frozenset(s.id for s in (*question.speakers, *namesakes(question.speakers, self.directory)))

    def terms(self, question: Question, asked: frozenset[str]) -> Terms:
        """The stems of a question with their rarity in this snapshot."""
        names = " ".join(speaker.name for speaker in question.speakers)
        words = stems(f"{question.text} {question.topic} {names}")
        return terms_of(question, {stem: self.rarity(stem) for stem in words}, asked)

    def unheard(self, name: str) -> bool:
        """Whether a word of a name stands nowhere in the corpus."""
        return any(self.rarity(stem) >= 1 for stem in stems(name))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        by_publisher: dict[str, list[Article]] = {}
        for stored in self.snapshot.articles():
            by_publisher.setdefault(stored.article.publisher or "publisher unknown", []).append(stored.article)
        return tuple(_source(name, articles) for name, articles in sorted(by_publisher.items()))


class Engine:
    """Answers from the last published state of an index, and picks a new one up by itself."""

    def __init__(self, index: IndexSettings, retrieval: RetrievalSettings, weights: Weights | None = None) -> None:
        self._index = index
        self._settings = retrieval
        self._weights = weights or learned()
        self._reranker = (
            CrossEncoder(retrieval.cross_encoder, retrieval.cross_encoder_depth) if retrieval.cross_encoder else None
        )
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
        question = self._parsed(text, view, None)
        if isinstance(question.who, UnknownName) and view.unheard(question.who.words):
            return question, []
        return question, self._ranked(question, view, {})

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

    def examples(self, count: int) -> tuple[str, ...]:
        """Questions that this corpus answers, at most ``count``."""
        return example_questions(self._view().snapshot, self.ask, count)

    def _answered(self, question: Question, view: _View, seconds: dict[str, float]) -> Answer:
        if not view.snapshot.article_count:
            return Answer(question, abstention=Abstention(Reason.EMPTY_INDEX), sequence=view.snapshot.sequence)
        return replace(self._answer(question, view, seconds), sequence=view.snapshot.sequence, seconds=seconds)

    def _parsed(self, text: str, view: _View, today: date | None) -> Question:
        snapshot = view.snapshot
        return parse_question(text, view.directory, snapshot.publishers, today, snapshot.last_day)

    def _answer(self, question: Question, view: _View, seconds: dict[str, float]) -> Answer:
        if ambiguous := left_open(question):
            return ask_back(ambiguous)
        if isinstance(question.who, UnknownName) and view.unheard(question.who.words):
            return Answer(question, abstention=Abstention(Reason.SPEAKER_UNKNOWN))
        asked = view.asked(question)
        ranked = unseen(question, self._ranked(question, view, seconds), asked)
        if question.shown and not ranked:
            return Answer(question, abstention=Abstention(Reason.ALL_SHOWN))
        other = said_by_other(question, ranked, asked)
        confidence = answerable(question, ranked, self._weights)
        if other or not ranked or confidence < self._settings.threshold:
            keys = view.snapshot.keys(Unit.STATEMENT, _where(question, asked))[:50] if asked else []
            spoken = list(view.snapshot.read(Unit.STATEMENT, keys).values())
            return abstained(question, ranked, spoken, other, confidence)
        if rivals := rivals_of(question, ranked):
            return ask_back(replace(question, who=Ambiguous(question.who_words, rivals)))
        return self._shown(settled(question, ranked), view, ranked, confidence, seconds)

    def _shown(
        self, question: Question, view: _View, ranked: list[Scored], confidence: float, seconds: dict[str, float]
    ) -> Answer:
        """The answer that the candidates give."""
        with _timed(seconds, "show"):
            floor = max(one.score for one in ranked) * _RELATIVE_FLOOR
            good = [one for one in ranked if one.score >= floor][:_READ]
            beside = read_beside(view.snapshot, good) if question.form is not Form.FACT else {}
            beside = unseen_beside(question, beside)
            items = fold_duplicates(items_of(question, good, beside))
            shown = quoted_first(question, chosen_of(question, items, self._settings.items))
        if question.shown and all(item.beside for item in shown):
            return Answer(question, abstention=Abstention(Reason.ALL_SHOWN))
        verdict = verdict_of(question, shown, ranked)
        return Answer(question, items=tuple(shown), verdict=verdict, confidence=confidence)

    def _ranked(self, question: Question, view: _View, seconds: dict[str, float]) -> list[Scored]:
        snapshot, asked = view.snapshot, view.asked(question)
        with _timed(seconds, "encode"):
            encoder = self._loaded_encoder(snapshot)
            texts = [question.text, question.topic or question.text]
            vectors = encoder.encode_queries(texts)
        with _timed(seconds, "search"):
            wheres = [(_where(question, asked), self._settings.candidates)]
            if asked:
                wheres.append((_where(question, frozenset()), _AROUND))
            sought = Sought(question.topic or question.text, vectors, question.quoted)
            unit = Unit.PASSAGE if question.form is Form.FACT else Unit.STATEMENT
            candidates = search(snapshot, unit, sought, wheres, self._settings.ranked)
        with _timed(seconds, "read"):
            found = snapshot.read(unit, [candidate.key for candidate in candidates])
        with _timed(seconds, "rank"):
            ranked = rank(view.terms(question, asked), candidates, found, self._weights)
        if self._reranker:
            with _timed(seconds, "rerank"):
                ranked = self._reranker.reorder(question.text, ranked)
        return ranked

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
                    self._index.encoder,
                    self._index.data / "encoder",
                    runtime=self._index.runtime,
                    offline=not self._index.encoder_download,
                )
        if self._encoder.fingerprint != snapshot.encoder:
            raise StoreError("the index was made with another encoder: set [index] encoder back, or index again")
        return self._encoder


def _where(question: Question, asked: frozenset[str]) -> Where:
    return Where(
        speakers=tuple(asked) or None,
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
