"""A judged question and its ranked candidates into the Answer that is shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import dropwhile

from index.english.asking import Asked
from index.models import Statement, Unit
from index.search.found import Found
from index.search.passages import sentences_at
from index.search.snapshot import Snapshot
from retrieval.answer.consecutive import read_beside
from retrieval.answer.highlight import highlight_of
from retrieval.answer.items import chosen_of, fold_duplicates, item_of, items_of, with_run
from retrieval.answer.judge import Judgement, reason_of
from retrieval.answer.said_there import said_there
from retrieval.answer.unseen import unseen_beside
from retrieval.answer.verdicts import asks_denial, on_denial, verdict_of
from retrieval.models import Abstention, Ambiguous, Answer, Form, Item, Question, Reason, Verdict
from retrieval.question.slots import WORDS
from retrieval.ranking.rank import Scored, may_answer
from retrieval.ranking.terms import Terms
from retrieval.ranking.wanted import Want, wanted_in

# how likely an answer an item is at least, as a share of the best one; where two are compared, the other's best is less
_RELATIVE_FLOOR, _COMPARED_FLOOR = 0.2, 0.03
_ON_TOPIC, _NOTHING = 0.5, 0.1  # share of the topic that words on it have at least, that words on something else have
_READ = 12  # of the best candidates, how many are made items of
_CERTAIN = 0.75  # below it, of the first items after facts one in four is right, of those after words two in five
_NEAREST = 1
_NEAR = 0.37  # cosine with the question below which the nearest is on something else


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
    if not shown:
        return Answer(
            question,
            abstention=_abstention(judged, _reason_for_nothing(question, ranked), ranked, spoken),
            confidence=judged.confidence,
        )
    verdict = _verdict(judged, question, shown, ranked)
    return Answer(question, items=tuple(shown), verdict=verdict, confidence=judged.confidence)


def _shown(question: Question, ranked: Sequence[Scored], terms: Terms, snapshot: Snapshot, most: int) -> list[Item]:
    floor = max(one.score for one in ranked) * _share_shown(question)
    good = [one for one in ranked if one.score >= floor and _fits_form(question, one)][:_READ]
    statements = [one for one in good if one.candidate.unit is Unit.STATEMENT]
    beside = unseen_beside(question, read_beside(snapshot, statements))
    items = fold_duplicates(items_of(question, good, beside))
    chosen = chosen_of(question, items, most)
    leads = {_place(one.found): one for one in good}
    return [
        _marked(_on_topic(item, lead, terms), lead.found, terms) for item in chosen if (lead := leads[_place_of(item)])
    ]


def _share_shown(question: Question) -> float:
    """How likely an answer an item is at least, as a share of the best one; without a topic all that they said is."""
    if question.form is Form.COMPARE:
        return _COMPARED_FLOOR
    return _RELATIVE_FLOOR if question.topic else 0.0


def _on_topic(item: Item, lead: Scored, terms: Terms) -> Item:
    """An item without what its speaker does by speaking in other sentences, on something else.

    After what somebody said on the topic, what they say next mostly goes on with it; what they demand next need not.
    """
    if not isinstance(lead.found.unit, Statement) or lead.features.content < _ON_TOPIC:
        return item
    acts = lead.found.unit.act
    found, text = lead.found, lead.found.article.text
    own = sentences_at(found.sentences, found.unit.span)

    def stays(said: Statement) -> bool:
        if said.act is acts or sentences_at(found.sentences, said.span) == own:
            return True
        return terms.topic.share(terms.topic.met(" ".join(said.texts(text)))) >= _NOTHING

    before = list(dropwhile(lambda said: not stays(said), item.run))
    run = tuple(reversed(list(dropwhile(lambda said: not stays(said), reversed(before)))))
    return item if run == item.run else with_run(item, run, found.sentences)


def _fits_form(question: Question, one: Scored) -> bool:
    """Where words are wanted a passage is no answer: it is nobody's; what is of another year or country is none either.

    Whether somebody denied something is answered by what tells if they did, and who somebody is by no words of theirs.
    """
    if asks_denial(question) and may_answer(question, one) and not on_denial(one):
        return False
    if question.asked is Asked.IDENTITY and not _introduces(one):
        return False
    return one.features.meant > 0 and (question.speech < WORDS or one.candidate.unit is Unit.STATEMENT)


def _introduces(one: Scored) -> bool:
    """Whether a candidate's own words may introduce somebody: those of a statement mostly speak of something else."""
    unit, text = one.found.unit, one.found.article.text
    return not isinstance(unit, Statement) or wanted_in(Want(Asked.IDENTITY), " ".join(unit.texts(text))) > 0


def _marked(item: Item, found: Found, terms: Terms) -> Item:
    return replace(item, highlight=highlight_of(terms, found, item.parts))


def _place(found: Found) -> tuple[bool, int | None]:
    return isinstance(found.unit, Statement), found.unit.key


def _place_of(item: Item) -> tuple[bool, int | None]:
    unit = item.statement or item.passage
    return item.statement is not None, unit.key if unit else None


def _reason_for_nothing(question: Question, ranked: Sequence[Scored]) -> Reason:
    """Why nothing is shown, though there is evidence: of those asked about nothing of the form asked for is there."""
    return reason_of(question, [one for one in ranked if may_answer(question, one) and _fits_form(question, one)])


def _verdict(judged: Judgement, question: Question, shown: Sequence[Item], ranked: Sequence[Scored]) -> Verdict | None:
    if shown[0].beside and question.speakers and question.speech >= WORDS:
        return Verdict.NOT_BY_THEM
    lead = next(one for one in ranked if _place(one.found) == _place_of(shown[0]))
    doubt = Verdict.UNCERTAIN if judged.confidence < _CERTAIN and not shown[0].beside else None
    return verdict_of(question, lead) or doubt


def _abstention(
    judged: Judgement, reason: Reason, ranked: Sequence[Scored], spoken: Callable[[Question], tuple[str, ...]]
) -> Abstention:
    if reason is Reason.AMBIGUOUS or isinstance(judged.question.who, Ambiguous):
        return Abstention(Reason.AMBIGUOUS)
    likest = sorted(ranked, key=lambda one: -one.features.question)[:_NEAREST]
    nearest = tuple(item_of(one) for one in likest if one.features.question >= _NEAR)
    if reason in {Reason.SPEAKER_UNKNOWN, Reason.SPEAKER_NOT_QUOTED, Reason.SILENT_THERE_AND_THEN}:
        nearest = ()
    topics = spoken(judged.question) if reason is Reason.SPEAKER_SILENT else ()
    return Abstention(reason, nearest, topics)
