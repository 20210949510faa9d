"""The engine: a question in, an answer out. Synchronous and thread-safe.

A question goes one way: it is read, what fits is searched, ranked and judged, and the answer is composed.
"""

import gc
import threading
from dataclasses import dataclass, replace
from datetime import date

from threadpoolctl import threadpool_limits

from index.config import IndexSettings
from index.errors import QuestionError, StoreError
from index.models import Speaker, Unit
from index.search.encoder import Encoder, check_made_by, load_encoder
from index.search.filters import Where
from index.search.found import Found, IndexedArticle
from index.search.snapshot import Snapshot
from retrieval.answer.excerpt import shortened
from retrieval.answer.items import item_said
from retrieval.config import RetrievalSettings
from retrieval.examples import example_questions
from retrieval.models import Answer, Item, Question
from retrieval.pipeline import Pipeline
from retrieval.printings import Printing, printings_of
from retrieval.proof.models import Checked
from retrieval.proof.proofreader import Proofreader
from retrieval.question.talk import message_of
from retrieval.ranking.cross_encoder import CrossEncoder
from retrieval.ranking.rank import Scored, Weights, learned
from retrieval.suggesting import Suggested, suggested
from retrieval.view import Source, View

MAX_QUESTION_CHARACTERS = 1_000
MAX_DRAFT_CHARACTERS = 200_000


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
        self._renewing = threading.Lock()
        self._encoder: Encoder | None = None
        self._proofreader = Proofreader(index.spacy_model)
        self._current = View(Snapshot(index))
        self._lasting = False

    @classmethod
    def open(cls, index: IndexSettings, retrieval: RetrievalSettings | None = None) -> "Engine":
        """Open the index in ``index.data``. Raises NoIndexError if there is none."""
        return cls(index, retrieval or RetrievalSettings())

    def stay(self) -> None:
        """Load what questions need before the first is asked; for a process that answers for long.

        What lives as long as the process is taken out of the garbage collector's rounds. At 25,000 articles each
        full round would stop all questions for a fifth of a second. See ``gc.freeze``.
        """
        self._lasting = True
        self._current.prepare()
        self.examples(1)
        self._collect()

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
            answer = self._pipeline(view).asked(text, today, previous, within)
            if not view.snapshot.overtaken:  # by a publication that deleted what the answer rests on
                return answer

    def read(self, text: str) -> Question:
        """How a question that leans on no other is read."""
        return self._pipeline(self._view()).read(text, None, None)[0]

    def answer(self, question: Question) -> Answer:
        """Answer a question that was read before, such as one for a speaker chosen among its candidates."""
        return self._pipeline(self._view()).answer(question)

    def candidates(self, text: str, previous: Question | Answer | None = None) -> tuple[Question, list[Scored], float]:
        """How a question is read, all its scored candidates, and the share of its topic that the corpus lacks.

        For calibration: nothing is cut yet.
        """
        pipeline = self._pipeline(self._view())
        question, *others = pipeline.read(message_of(text).question or text, None, previous)
        if others:
            answered = pipeline.best((question, *others)).question
            question = next((one for one in (question, *others) if one.text == answered.text), question)
        return question, pipeline.ranked(question), pipeline.view.terms(question).alien

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

    def _pipeline(self, view: View) -> Pipeline:
        return Pipeline(view, self._settings, self._weights, self._loaded_encoder, self._reranker)

    def _view(self) -> View:
        """The current state. The first question after a publication opens the new one; others go on meanwhile."""
        if self._current.snapshot.outdated and self._renewing.acquire(blocking=self._current.snapshot.overtaken):
            try:
                self._renew()
            finally:
                self._renewing.release()
        return self._current

    def _renew(self) -> None:
        if not self._current.snapshot.outdated:  # another question has opened it
            return
        view = View(self._current.snapshot.renewed())
        if self._lasting:
            view.prepare()
        self._current = view
        self._collect()  # the view before has circles, and with them would keep its files mapped

    def _collect(self) -> None:
        gc.unfreeze()
        gc.collect()
        if self._lasting:
            gc.freeze()

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
