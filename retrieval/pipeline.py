"""One question's way over one state of the index: read, search, rank, judge, compose, each step once."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from index.models import Kind, Statement, Unit
from index.search.encoder import Encoder
from index.search.filters import Where
from index.search.found import Found
from index.search.snapshot import Snapshot
from retrieval.answer.compose import compose
from retrieval.answer.excerpt import within_limit
from retrieval.answer.items import in_quotation, item_of
from retrieval.answer.judge import judge
from retrieval.answer.unseen import unseen
from retrieval.answer.verdicts import of_the_act_asked
from retrieval.config import RetrievalSettings
from retrieval.models import Abstention, Answer, Form, Item, Question, Reason, Reply, UnknownName
from retrieval.question.dialogue import left_open
from retrieval.question.follow_up import readings
from retrieval.question.language import language_of
from retrieval.question.narrowing import narrowed
from retrieval.question.reading import parse_question
from retrieval.question.slots import WORDS
from retrieval.question.talk import message_of, topic_of_licence
from retrieval.ranking.cross_encoder import CrossEncoder
from retrieval.ranking.rank import Scored, Weights, rank
from retrieval.ranking.search import Candidate, Scope, Search
from retrieval.ranking.terms import Terms
from retrieval.view import View

_SURE, _CLEARLY = 0.9, 0.15  # how probable an answer ends the search for another reading's, or beats it
_AROUND = 12  # hits of each search among everybody's statements, beside those of the speaker asked about


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps of an answer over a ``view``. ``seconds`` gathers the time that each took.

    ``encoder`` gives the encoder that the view's state was made with; ``reranker`` is the optional cross-encoder.
    """

    view: View
    settings: RetrievalSettings
    weights: Weights
    encoder: Callable[[Snapshot], Encoder]
    reranker: CrossEncoder | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    def asked(self, text: str, today: date | None, previous: Question | Answer | None, within: Where | None) -> Answer:
        """The answer to a message, which may be talk or in another language."""
        view = self.view
        with self._timed("read"):
            message = message_of(text)
            language = language_of(message.question, view.heard)
            language = "en" if view.holds(message.question) else language
            read = self.read(message.question or text, today, previous)
            if within:
                read = tuple(narrowed(one, within, view.snapshot) for one in read)
        if message.reply is Reply.LICENCE or (message.reply is Reply.ANSWER and language != "en"):
            reply = message.reply if message.reply is Reply.LICENCE else Reply.LANGUAGE
            items = self._articles_meant(message.question, previous) if reply is Reply.LICENCE else ()
            return Answer(read[0], reply, items, language=language, sequence=view.snapshot.sequence)
        if message.reply is not Reply.ANSWER:
            return Answer(read[0], message.reply, sequence=view.snapshot.sequence)
        return self.best(read)

    def read(self, text: str, today: date | None, previous: Question | Answer | None) -> tuple[Question, ...]:
        """What a question may mean, likeliest first."""
        return readings(text, lambda one: parse_question(one, self.view.known, today), previous)

    def best(self, read: Sequence[Question]) -> Answer:
        """The answer to the reading with the best evidence, or else the abstention of the likeliest.

        A later reading must be clearly better than an earlier one.
        """
        best = first = self.answer(read[0])
        for question in read[1:]:
            if not best.abstained and best.confidence >= _SURE:
                break
            answer = self.answer(question)
            if not answer.abstained and (best.abstained or _is_better(answer, best)):
                best = answer
        return first if best.abstained else best

    def answer(self, question: Question) -> Answer:
        """The answer to one reading of a question."""
        answer = self._found(question)
        if answer.abstention and answer.abstention.reason is Reason.SILENT_THERE_AND_THEN:
            undated = self.view.undated(question) if question.first or question.last else 0
            answer = replace(answer, abstention=replace(answer.abstention, undated=undated))
        if question.direct:
            none = Abstention(Reason.NONE_DIRECT) if answer.abstained else None
            answer = replace(answer, items=tuple(map(in_quotation, answer.items)), abstention=none)
        answer = within_limit(answer, self.settings.quotation_characters)
        return replace(answer, sequence=self.view.snapshot.sequence, seconds=self.seconds)

    def ranked(self, question: Question) -> list[Scored]:
        """All candidates of a question, best first: nothing is cut yet."""
        return self._rank(self.view.terms(question), question, self._search(question))

    def _articles_meant(self, text: str, previous: Question | Answer | None) -> tuple[Item, ...]:
        """What a question after a licence is about: the article that it describes, or what was shown before."""
        topic = topic_of_licence(text)
        if not topic:
            return previous.items if isinstance(previous, Answer) else ()
        ranked = self.ranked(Question(topic, Form.FACT, topic, speech=0.0))
        return tuple(item_of(one) for one in ranked[:1])

    def _found(self, question: Question) -> Answer:
        view = self.view
        if not view.snapshot.article_count:
            return Answer(question, abstention=Abstention(Reason.EMPTY_INDEX))
        if ambiguous := left_open(question):
            return Answer(ambiguous, abstention=Abstention(Reason.AMBIGUOUS))
        if isinstance(question.who, UnknownName) and view.unheard(question.who.words):
            return Answer(question, abstention=Abstention(Reason.SPEAKER_UNKNOWN))
        candidates, terms = self._search(question), view.terms(question)
        ranked = unseen(question, self._rank(terms, question, candidates), terms.speakers)
        if question.shown and not ranked:
            return Answer(question, abstention=Abstention(Reason.ALL_SHOWN))
        ranked = of_the_act_asked(question, [one for one in ranked if not question.direct or _is_direct(one)])
        with self._timed("judge"):
            judged = judge(question, ranked, terms.alien, self.weights, self.settings.threshold)
        with self._timed("compose"):
            most = self.settings.items
            answer = compose(judged, ranked, terms, snapshot=view.snapshot, spoken=view.spoken, most=most)
            return replace(answer, damaged=_damaged_among(view.snapshot, candidates))

    def _search(self, question: Question) -> list[Candidate]:
        """The candidates among statements, the asked speakers' first, and among passages."""
        view, most = self.view, self.settings.candidates
        topic = question.topic or question.text
        with self._timed("search"):
            anywhere = view.where(question, by_asked=False)
            told = f"{question.who_words} {topic}"
            # whom the corpus has no name for is found by the words that stand for them
            said = topic if question.speakers else told
            scopes = [Scope(Unit.STATEMENT, anywhere, most, said, question.quoted)]
            if question.speakers:
                own = view.where(question, by_asked=True)
                scopes = [replace(scopes[0], where=own), replace(scopes[0], hits=_AROUND)]
            if question.speech < WORDS:
                scopes.append(Scope(Unit.PASSAGE, anywhere, most, told))
            searched = Search(view.snapshot, scopes)
        with self._timed("encode"):
            vectors = self.encoder(view.snapshot).encode_queries([question.text, topic])
        with self._timed("search"):
            return searched.candidates(vectors, self.settings.ranked)

    def _rank(self, terms: Terms, question: Question, candidates: list[Candidate]) -> list[Scored]:
        with self._timed("fetch"):
            found = _fetched(self.view.snapshot, candidates)
        with self._timed("rank"):
            ranked = rank(terms, candidates, found, self.weights)
        if self.reranker:
            with self._timed("rerank"):
                ranked = self.reranker.reorder(question.text, ranked)
        return ranked

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started


def _is_better(answer: Answer, other: Answer) -> bool:
    """Whether an answer begins with something else than another, and that clearly answers better.

    Whatever somebody said answers a question without a topic: that is no better than an answer on one.
    """
    firsts = {(item.article.id, item.parts, item.beside) for one in (answer, other) for item in one.items[:1]}
    if other.question.topic and not answer.question.topic:
        return False
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
