"""A judged question and its ranked candidates into the Answer that is shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.models import Statement, Unit
from index.search.found import Found
from index.search.snapshot import Snapshot
from retrieval.answer.consecutive import read_beside
from retrieval.answer.highlight import highlight_of
from retrieval.answer.items import chosen_of, fold_duplicates, item_of, items_of
from retrieval.answer.judge import Judgement
from retrieval.answer.said_there import said_there
from retrieval.answer.unseen import unseen_beside
from retrieval.answer.verdicts import asks_denial, denies, verdict_of
from retrieval.models import Abstention, Ambiguous, Answer, Item, Question, Reason, Verdict
from retrieval.question.slots import WORDS
from retrieval.ranking.rank import Scored, may_answer
from retrieval.ranking.terms import Terms

_RELATIVE_FLOOR = 0.03  # an item must be at least this likely an answer, as a share of the best one
_READ = 12  # of the best candidates, how many are made items of
_NEAREST = 1


def compose(
    judged: Judgement,
    ranked: Sequence[Scored],
    terms: Terms,
    *,
    snapshot: Snapshot,
    spoken: Callable[[Question], tuple[str, ...]],
    most: int,
) -> Answer:
    """The answer of at most ``most`` items, or the abstention with what is nearest.

    ``spoken`` tells what the speakers asked about are on record about.
    """
    question = judged.question
    if judged.reason is not None:
        return Answer(
            question, abstention=_abstention(judged, judged.reason, ranked, spoken), confidence=judged.confidence
        )
    if judged.other is not None:
        item = replace(_marked(item_of(judged.other), judged.other.found, terms), beside=True)
        return Answer(question, items=(item,), verdict=Verdict.NOT_BY_THEM, confidence=judged.confidence)
    ranked = said_there(question, ranked, terms, snapshot)
    shown = _shown(question, ranked, terms, snapshot, most)
    if question.shown and (not shown or all(item.beside for item in shown)):
        return Answer(question, abstention=Abstention(Reason.ALL_SHOWN), confidence=judged.confidence)
    verdict = _verdict(question, shown, ranked)
    return Answer(question, items=tuple(shown), verdict=verdict, confidence=judged.confidence)


def _shown(question: Question, ranked: Sequence[Scored], terms: Terms, snapshot: Snapshot, most: int) -> list[Item]:
    floor = max(one.score for one in ranked) * _RELATIVE_FLOOR
    good = [one for one in ranked if one.score >= floor and _fits_form(question, one)][:_READ]
    statements = [one for one in good if one.candidate.unit is Unit.STATEMENT]
    beside = unseen_beside(question, read_beside(snapshot, statements))
    items = fold_duplicates(items_of(question, good, beside))
    chosen = chosen_of(question, items, most)
    found = {_place(one.found): one.found for one in good}
    return [_marked(item, found[_place_of(item)], terms) for item in chosen]


def _fits_form(question: Question, one: Scored) -> bool:
    """Where words are wanted a passage is no answer: it is nobody's; a fact of another year is none either.

    Whether somebody denied something is answered by a denial of theirs.
    """
    if asks_denial(question) and may_answer(question, one) and not denies(one):
        return False
    return one.features.dated > 0 if question.speech < WORDS else one.candidate.unit is Unit.STATEMENT


def _marked(item: Item, found: Found, terms: Terms) -> Item:
    return replace(item, highlight=highlight_of(terms, found, item.parts))


def _place(found: Found) -> tuple[bool, int | None]:
    return isinstance(found.unit, Statement), found.unit.key


def _place_of(item: Item) -> tuple[bool, int | None]:
    unit = item.statement or item.passage
    return item.statement is not None, unit.key if unit else None


def _verdict(question: Question, shown: Sequence[Item], ranked: Sequence[Scored]) -> Verdict | None:
    if not shown:
        return None
    if shown[0].beside and question.speakers and question.speech >= WORDS:
        return Verdict.NOT_BY_THEM
    lead = next(one for one in ranked if _place(one.found) == _place_of(shown[0]))
    return verdict_of(question, lead)


def _abstention(
    judged: Judgement, reason: Reason, ranked: Sequence[Scored], spoken: Callable[[Question], tuple[str, ...]]
) -> Abstention:
    if reason is Reason.AMBIGUOUS or isinstance(judged.question.who, Ambiguous):
        return Abstention(Reason.AMBIGUOUS)
    likest = sorted(ranked, key=lambda one: -one.features.question)[:_NEAREST]
    nearest = tuple(item_of(one) for one in likest)
    if reason in {Reason.SPEAKER_UNKNOWN, Reason.SPEAKER_NOT_QUOTED, Reason.SILENT_THERE_AND_THEN}:
        nearest = ()
    topics = spoken(judged.question) if reason is Reason.SPEAKER_SILENT else ()
    return Abstention(reason, nearest, topics)
