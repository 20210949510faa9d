"""The engine: a question in, an answer out. Synchronous and thread-safe.

A question goes one way: it is read, what fits is searched, ranked and judged, and the answer is composed.
"""

import gc
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from threadpoolctl import threadpool_limits

from index.config import IndexSettings
from index.errors import QuestionError, StoreError
from index.models import Kind, Speaker, Statement, Unit
from index.search.encoder import Encoder, check_made_by, load_encoder
from index.search.filters import Where
from index.search.found import Found, IndexedArticle
from index.search.snapshot import Snapshot
from retrieval.answer.compose import compose
from retrieval.answer.excerpt import shortened, within_limit
from retrieval.answer.items import in_quotation, item_of, item_said
from retrieval.answer.judge import judge, of_the_act_asked
from retrieval.answer.unseen import unseen
from retrieval.config import RetrievalSettings
from retrieval.examples import example_questions
from retrieval.models import Abstention, Answer, Form, Item, Question, Reason, Reply, UnknownName
from retrieval.printings import Printing, printings_of
from retrieval.proof.models import Checked
from retrieval.proof.proofreader import Proofreader
from retrieval.question.dialogue import left_open
from retrieval.question.follow_up import readings
from retrieval.question.language import language_of
from retrieval.question.narrowing import narrowed
from retrieval.question.reading import parse_question
from retrieval.question.slots import WORDS
from retrieval.question.talk import message_of, topic_of_licence
from retrieval.ranking.cross_encoder import CrossEncoder
from retrieval.ranking.rank import Scored, Weights, learned, rank
from retrieval.ranking.search import Candidate, Scope, Sought, search
from retrieval.suggesting import Suggested, suggested
from retrieval.view import Source, View

MAX_QUESTION_CHARACTERS = 1_000
MAX_DRAFT_CHARACTERS = 200_000
_SURE, _CLEARLY = 0.9, 0.15  # how probable an answer ends the search for another reading's, or beats it
_AROUND = 12  # hits of each search among everybody's statements, beside those of the speaker asked about


@dataclass(frozen=True, slots=True)
class Status:
    """What the index holds. ``recall`` is recall@10 of the vector search, by unit."""

    sequence: int
    articles: int
    statements: int
    passages: int
    speakers: int
    recall: dict[str, float]


class Engine:
    """Answers from the last published state of an index, and picks a new one up by itself."""

    def __init__(self, index: IndexSettings, retrieval: RetrievalSettings, weights: Weights | None = None) -> None:
        self._index = index
        self._settings = retrieval
        self._weights = weights or learned()
        self._reranker = (
            CrossEncoder(retrieval.cross_encoder, retrieval.cross_encoder_depth) if retrieval.cross_encoder else None
        )
        threadpool_limits(
            1, "blas"
        )  # a question takes one core: its matrices are small, and others are asked beside it
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None
        self._proofreader = Proofreader(index.spacy_model)
        self._current = View(Snapshot(index), index.spacy_model)

    @classmethod
    def open(cls, index: IndexSettings, retrieval: RetrievalSettings | None = None) -> "Engine":
        """Open the index in ``index.data``. Raises NoIndexError if there is none."""
        return cls(index, retrieval or RetrievalSettings())

    def ask(
        self,
        text: str,
        *,
        today: date | None = None,
        previous: Question | Answer | None = None,
        within: Where | None = None,
    ) -> Answer:
        """Answer a question, which may be a follow-up to the ``previous`` one of a conversation.

        ``within`` narrows it to speakers, days and a publisher, whatever the question itself names of these.
        Raises QuestionError if it is empty or too long.
        """
        if not text.strip():
            raise QuestionError("the question is empty: ask, for example, what somebody said about something")
        if len(text) > MAX_QUESTION_CHARACTERS:
            raise QuestionError(f"the question is longer than {MAX_QUESTION_CHARACTERS:,} characters: shorten it")
        while True:
            view = self._view()
            answer = self._asked(text, view, today, previous, within)
            if not view.snapshot.overtaken:  # by a publication that deleted what the answer rests on
                return answer

    def _asked(
        self, text: str, view: View, today: date | None, previous: Question | Answer | None, within: Where | None
    ) -> Answer:
        seconds = dict[str, float]()
        with _timed(seconds, "read"):
            message = message_of(text)
            language = language_of(message.question, view.heard)
            language = "en" if view.holds(message.question) else language
            read = self._read(message.question or text, view, today, previous)
            if within:
                read = tuple(narrowed(one, within, view.snapshot) for one in read)
        if message.reply is Reply.LICENCE or (message.reply is Reply.ANSWER and language != "en"):
            reply = message.reply if message.reply is Reply.LICENCE else Reply.LANGUAGE
            items = self._articles_meant(message.question, view, previous) if reply is Reply.LICENCE else ()
            return Answer(read[0], reply, items, language=language, sequence=view.snapshot.sequence)
        if message.reply is not Reply.ANSWER:
            return Answer(read[0], message.reply, sequence=view.snapshot.sequence)
        return self._best(read, view, seconds)

    def read(self, text: str) -> Question:
        """How a question that leans on no other is read."""
        return self._read(text, self._view(), None, None)[0]

    def answer(self, question: Question) -> Answer:
        """Answer a question that was read before, such as one for a speaker chosen among its candidates."""
        return self._answer(question, self._view(), {})

    def candidates(self, text: str, previous: Question | Answer | None = None) -> tuple[Question, list[Scored], float]:
        """How a question is read, all its scored candidates, and the share of its topic that the corpus lacks.

        For calibration: nothing is cut yet.
        """
        view = self._view()
        question, *others = self._read(message_of(text).question or text, view, None, previous)
        if others:
            answered = self._best((question, *others), view, {}).question
            question = next((one for one in (question, *others) if one.text == answered.text), question)
        return question, self._rank(question, self._search(question, view, {}), view, {}), view.terms(question).alien

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

    def proofread(self, text: str) -> tuple[Checked, ...]:
        """The quotations of a draft, each with what the corpus says of it. Raises QuestionError if it is too long."""
        if len(text) > MAX_DRAFT_CHARACTERS:
            raise QuestionError(f"the draft is longer than {MAX_DRAFT_CHARACTERS:,} characters: check it in parts")
        view = self._view()
        checked = self._proofreader.check(text, view.snapshot, view.directory)
        return tuple(replace(one, items=tuple(map(self._quotable, one.items))) for one in checked)

    def article(self, article_id: str) -> IndexedArticle | None:
        """An article with its statements and cast; None if the corpus does not hold it (any more)."""
        return self._view().snapshot.article(article_id)

    def speaker(self, speaker_id: str) -> Speaker | None:
        """A speaker of the registry; None if it has none of this id (any more)."""
        return self._view().snapshot.speaker(speaker_id)

    def speaker_called(self, name: str) -> Speaker | None:
        """Whom a name or a role most likely means; None if nobody is called so."""
        found = self._view().directory.find(name, limit=1)
        return found[0].speaker if found else None

    def topics_of(self, speaker: Speaker) -> tuple[str, ...]:
        """What a speaker is on record about, the most telling phrases first."""
        return tuple(topic.text for topic in self._view().topics(speaker))

    def sources(self) -> tuple[Source, ...]:
        """The publishers of the corpus, by name."""
        return self._view().sources

    def statement(self, key: str) -> Item | None:
        """The statement of a permanent key (``index.keys``) by itself; None if the corpus holds it no more."""
        indexed = self._view().snapshot.article_of_key(key)
        said = indexed.said(key) if indexed else None
        if indexed is None or said is None:
            return None
        return self.item(indexed.found(said))

    def item(self, found: Found) -> Item:
        """A statement or passage by itself, as much of it as its licence lets be shown."""
        return self._quotable(item_said(found))

    def suggest(self, typed: str, most: int) -> Suggested:
        """Speakers, and at most ``most`` statements, for what is typed so far. Raises QuestionError as ``ask`` does."""
        view = self._view()
        quoted = self._settings.quotation_characters
        return suggested(typed, self.ask, view.directory, view.snapshot, most=most, quoted=quoted)

    def printings(self, item: Item) -> tuple[Printing, ...]:
        """Where the statement of an item was printed, the earliest place first."""
        return printings_of(item, self._view().snapshot)

    @property
    def sequence(self) -> int:
        """The number of the state that the next question is answered from; it is not opened for that."""
        return self._current.snapshot.latest

    @property
    def published(self) -> Snapshot:
        """The state of the index that questions are answered from now."""
        return self._view().snapshot

    def examples(self, count: int) -> tuple[str, ...]:
        """Questions that this corpus answers, at most ``count`` and three."""
        view = self._view()
        return example_questions(view.snapshot.speakers, view.topics, self.ask)[:count]

    def _quotable(self, item: Item) -> Item:
        return shortened(item, self._settings.quotation_characters)

    def _read(
        self, text: str, view: View, today: date | None, previous: Question | Answer | None
    ) -> tuple[Question, ...]:
        return readings(text, lambda one: parse_question(one, view.known, today), previous)

    def _best(self, read: Sequence[Question], view: View, seconds: dict[str, float]) -> Answer:
        """The answer to the reading with the best evidence, or else the abstention of the likeliest.

        A later reading must be clearly better than an earlier one.
        """
        best = first = self._answer(read[0], view, seconds)
        for question in read[1:]:
            if not best.abstained and best.confidence >= _SURE:
                break
            answer = self._answer(question, view, seconds)
            if not answer.abstained and (best.abstained or _is_better(answer, best)):
                best = answer
        return first if best.abstained else best

    def _articles_meant(self, text: str, view: View, previous: Question | Answer | None) -> tuple[Item, ...]:
        """What a question after a licence is about: the article that it describes, or what was shown before."""
        topic = topic_of_licence(text)
        if not topic:
            return previous.items if isinstance(previous, Answer) else ()
        question = Question(topic, Form.FACT, topic, speech=0.0)
        ranked = self._rank(question, self._search(question, view, {}), view, {})
        return tuple(item_of(one) for one in ranked[:1])

    def _answer(self, question: Question, view: View, seconds: dict[str, float]) -> Answer:
        answer = self._found(question, view, seconds)
        if question.direct:
            none = Abstention(Reason.NONE_DIRECT) if answer.abstained else None
            answer = replace(answer, items=tuple(map(in_quotation, answer.items)), abstention=none)
        answer = within_limit(answer, self._settings.quotation_characters)
        return replace(answer, sequence=view.snapshot.sequence, seconds=seconds)

    def _found(self, question: Question, view: View, seconds: dict[str, float]) -> Answer:
        if not view.snapshot.article_count:
            return Answer(question, abstention=Abstention(Reason.EMPTY_INDEX))
        if ambiguous := left_open(question):
            return Answer(ambiguous, abstention=Abstention(Reason.AMBIGUOUS))
        if isinstance(question.who, UnknownName) and view.unheard(question.who.words):
            return Answer(question, abstention=Abstention(Reason.SPEAKER_UNKNOWN))
        candidates = self._search(question, view, seconds)
        asked = frozenset(speaker.id for speaker in view.asked(question))
        ranked = unseen(question, self._rank(question, candidates, view, seconds), asked)
        if question.shown and not ranked:
            return Answer(question, abstention=Abstention(Reason.ALL_SHOWN))
        ranked = of_the_act_asked(question, [one for one in ranked if not question.direct or _is_direct(one)])
        with _timed(seconds, "judge"):
            terms = view.terms(question)
            judged = judge(question, ranked, terms.alien, self._weights, self._settings.threshold)
        with _timed(seconds, "compose"):
            most = self._settings.items
            answer = compose(judged, ranked, terms, snapshot=view.snapshot, spoken=view.spoken, most=most)
            return replace(answer, damaged=_damaged_among(view.snapshot, candidates))

    def _search(self, question: Question, view: View, seconds: dict[str, float]) -> list[Candidate]:
        """The candidates among statements, the asked speakers' first, and among passages."""
        with _timed(seconds, "encode"):
            topic = question.topic or question.text
            vectors = self._loaded_encoder(view.snapshot).encode_queries([question.text, topic])
        with _timed(seconds, "search"):
            anywhere = view.where(question, by_asked=False)
            said = Sought(topic, vectors, question.quoted)
            told = Sought(f"{question.who_words} {topic}", vectors)
            scopes = [(Scope(Unit.STATEMENT, anywhere, self._settings.candidates), said)]
            if question.speakers:
                own = view.where(question, by_asked=True)
                scopes = [
                    (Scope(Unit.STATEMENT, own, self._settings.candidates), said),
                    (Scope(Unit.STATEMENT, anywhere, _AROUND), said),
                ]
            if question.speech < WORDS:
                scopes.append((Scope(Unit.PASSAGE, anywhere, self._settings.candidates), told))
            return search(view.snapshot, scopes, self._settings.ranked)

    def _rank(
        self, question: Question, candidates: list[Candidate], view: View, seconds: dict[str, float]
    ) -> list[Scored]:
        with _timed(seconds, "fetch"):
            found = _fetched(view.snapshot, candidates)
        with _timed(seconds, "rank"):
            ranked = rank(view.terms(question), candidates, found, self._weights)
        if self._reranker:
            with _timed(seconds, "rerank"):
                ranked = self._reranker.reorder(question.text, ranked)
        return ranked

    def _view(self) -> View:
        """The current state; the first question after a publication opens the new one."""
        if self._current.snapshot.outdated:
            with self._lock:
                if self._current.snapshot.outdated:
                    self._current = View(self._current.snapshot.renewed(), self._index.spacy_model)
                    gc.collect()  # the view before has circles, and with them would keep its files mapped
        return self._current

    def _loaded_encoder(self, snapshot: Snapshot) -> Encoder:
        offline = not self._index.encoder_download
        with self._lock:
            if self._encoder is None:
                check_made_by(self._index.encoder, snapshot.encoder, offline=offline)
                self._encoder = load_encoder(
                    self._index.encoder,
                    self._index.data / "encoder",
                    runtime=self._index.runtime,
                    offline=offline,
                )
        if self._encoder.fingerprint != snapshot.encoder:
            raise StoreError("the index was made with another encoder: set [index] encoder back, or index again")
        return self._encoder


def _is_better(answer: Answer, other: Answer) -> bool:
    """Whether an answer begins with something else than another, and that clearly answers better."""
    firsts = {(item.article.id, item.parts, item.beside) for one in (answer, other) for item in one.items[:1]}
    return len(firsts) > 1 and answer.confidence > other.confidence + _CLEARLY


def _fetched(snapshot: Snapshot, candidates: list[Candidate]) -> dict[tuple[Unit, int], Found]:
    """The candidates' statements and passages with their articles."""
    found: dict[tuple[Unit, int], Found] = {}
    for unit in Unit:
        keys = [candidate.key for candidate in candidates if candidate.unit is unit]
        found |= {(unit, key): one for key, one in snapshot.read(unit, keys).items()}
    return found


def _damaged_among(snapshot: Snapshot, candidates: Sequence[Candidate]) -> int:
    return sum(snapshot.damaged_among(unit, [one.key for one in candidates if one.unit is unit]) for unit in Unit)


def _is_direct(scored: Scored) -> bool:
    return isinstance(scored.found.unit, Statement) and scored.found.unit.kind is Kind.DIRECT


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - started
