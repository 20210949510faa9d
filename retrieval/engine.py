"""The engine: a question in, an answer out. Synchronous and thread-safe.

A question goes one way: it is read, what fits is searched, ranked and judged, and the answer is composed.
"""

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from threadpoolctl import threadpool_limits

from index.config import IndexSettings
from index.errors import DamagedError, QuestionError, StoreError
from index.models import Speaker, Unit
from index.search.encoder import Encoder, check_made_by, load_encoder
from index.search.filters import Where
from index.search.found import Found, IndexedArticle
from index.search.snapshot import Snapshot
from retrieval.answer.excerpt import shortened
from retrieval.answer.items import item_said
from retrieval.config import RetrievalSettings
from retrieval.examples import example_questions
from retrieval.following import follow
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
_WHOLE_ROUND = 100  # states, after which the garbage collector goes through everything


@dataclass(frozen=True, slots=True)
class Status:
    """What the index holds.

    ``quoted`` are those of the speakers who say something. ``recall`` is recall@10 of the vector search, by unit.
    """

    sequence: int
    articles: int
    statements: int
    passages: int
    speakers: int
    quoted: int
    recall: dict[str, float]


class Engine:
    """Answers from the last published state of an index, and picks a new one up by itself."""

    def __init__(self, index: IndexSettings, retrieval: RetrievalSettings, weights: Weights | None = None) -> None:
        self._index = index
        self._settings = retrieval
        self._weights = weights or learned()
        self._reranker = (
            CrossEncoder(retrieval.cross_encoder, retrieval.cross_encoder_depth, offline=not index.encoder_download)
            if retrieval.cross_encoder
            else None
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
        self._opened = 0
        self._examples: tuple[int, tuple[str, ...]] = (0, ())  # and the sequence that answers them

    @classmethod
    def open(cls, index: IndexSettings, retrieval: RetrievalSettings | None = None) -> "Engine":
        """Open the index in ``index.data``. Raises NoIndexError if there is none."""
        return cls(index, retrieval or RetrievalSettings())

    def stay(self) -> None:
        """Load what questions need before the first is asked; for a process that answers for long.

        From then on no question opens a new state: it is opened beside them, and they go on from the one before.
        What lives as long as the process is taken out of the garbage collector's rounds. At 25,000 articles each
        full round would stop all questions for a fifth of a second. See ``gc.freeze``.
        """
        self._lasting = True
        follow(self)  # a state may be published while the first one is being prepared
        self._current.prepare()
        self.examples(1)
        self._set_aside()

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
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # half a character is none
        if not text.strip():
            raise QuestionError("the question is empty: ask, for example, what somebody said about something")
        if len(text) > MAX_QUESTION_CHARACTERS:
            raise QuestionError(f"the question is longer than {MAX_QUESTION_CHARACTERS:,} characters: shorten it")
        return self._whole(lambda pipeline: pipeline.asked(text, today, previous, within))

    def read(self, text: str) -> Question:
        """How a question that leans on no other is read."""
        return self._pipeline(self._view()).read(text, None, None)[0]

    def answer(self, question: Question) -> Answer:
        """Answer a question that was read before, such as one for a speaker chosen among its candidates."""
        return self._whole(lambda pipeline: pipeline.answer(question))

    def _whole(self, answered: Callable[[Pipeline], Answer]) -> Answer:
        """An answer from one state, from a later one if a publication deleted meanwhile what it rests on."""
        while True:
            view = self._view()
            answer = answered(self._pipeline(view))
            if not view.snapshot.overtaken:
                return answer

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
            quoted=sum(speaker.statements > 0 for speaker in snapshot.speakers),
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
        """The statement of a permanent key (``index.keys``) by itself; None if it is not held any more, or damaged."""
        try:
            indexed = self._view().snapshot.article_of_key(key)
        except DamagedError:
            return None
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
        """The number of the state that the next question is answered from, or of an earlier one that it replaced."""
        snapshot = self._current.snapshot
        return snapshot.sequence if self._lasting else snapshot.latest

    @property
    def published(self) -> Snapshot:
        """The state of the index that questions are answered from now."""
        return self._view().snapshot

    def examples(self, count: int) -> tuple[str, ...]:
        """Questions that this corpus answers, at most ``count`` and three."""
        view = self._view()
        if self._examples[0] != view.snapshot.sequence:
            found = example_questions(view.snapshot.speakers, view.topics, self.ask)
            self._examples = (view.snapshot.sequence, found)
        return self._examples[1][:count]

    def catch_up(self) -> None:
        """Open the state that is published, if it is another one. Questions go on meanwhile."""
        if self._current.snapshot.outdated:
            with self._renewing:
                self._renew()

    def _quotable(self, item: Item) -> Item:
        return shortened(item, self._settings.quotation_characters)

    def _pipeline(self, view: View) -> Pipeline:
        return Pipeline(view, self._settings, self._weights, self._loaded_encoder, self._reranker)

    def _view(self) -> View:
        """The current state. The first question after a publication opens the new one; others go on meanwhile.

        In a process that answers for long none does, unless the current one is no longer whole.
        """
        snapshot = self._current.snapshot
        due = snapshot.overtaken if self._lasting else snapshot.outdated
        if due and self._renewing.acquire(blocking=snapshot.overtaken):
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
        if self._lasting:
            self._set_aside()

    def _set_aside(self) -> None:
        """Take what lives now out of the garbage collector's rounds.

        A round over all that was taken out before stops all questions: half a second where a parser is loaded. What
        was in use for a moment when it was taken out is therefore given up only now and then.
        """
        if self._opened % _WHOLE_ROUND == 0:
            gc.unfreeze()
        self._opened += 1
        gc.collect()
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
