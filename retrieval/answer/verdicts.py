"""What may be said of an answer: a verdict on "did X say Y?", and whether X was asked for a denial."""

from collections.abc import Sequence

from index.models import Act, Statement
from retrieval.models import Form, Question, Verdict
from retrieval.question.slots import WORDS
from retrieval.question.words import DENYING, REFUSING, base_of, words_of
from retrieval.ranking.rank import Scored, may_answer
from retrieval.ranking.verbatim import holds, quotes

_NOT_STATED = {Act.DENIES: Verdict.DENIED, Act.DECLINES: Verdict.DECLINED, Act.ASKS: Verdict.WAS_ASKED}
# where the cue is negated; who did not decline to say something is on record on it
_NOT_DONE = {Act.DENIES: Verdict.NOT_DENIED, Act.DECLINES: Verdict.ON_RECORD}
_HEARD = 0.6  # share of a topic that words must have for "on record on this"
_MET = 0.5  # how well the topic's rarest word must be met for that
_SAID = 0.75  # share of a topic that somebody else's words must have for "it was they who said it"
_TELLING = 2  # words of a topic from which on somebody else's having them says that it is theirs


def verdict_of(question: Question, lead: Scored) -> Verdict | None:
    """The reply to "did X say Y?" and to quoted words, as far as the statement found bears it out."""
    statement = lead.found.unit
    if not isinstance(statement, Statement) or question.form not in {Form.DID_SAY, Form.WHO_SAID}:
        return None
    reserved = statement.negated or statement.act in _NOT_STATED
    if question.quoted and not reserved:
        article = lead.found.article
        if quotes(statement, article, question.quoted):
            return Verdict.QUOTED
        return Verdict.REPORTED if holds(statement, article, question.quoted) else Verdict.NOT_IN_THESE_WORDS
    if question.form is not Form.DID_SAY or lead.found.speaker is None:
        return None
    if reserved:
        return _reserved(statement)
    heard = lead.features.wide >= _HEARD and lead.features.rare >= _MET
    return Verdict.ON_RECORD if heard else Verdict.NOT_IN_THESE_WORDS


def _reserved(statement: Statement) -> Verdict:
    """What is on record of words that are denied, withheld or asked for, or of which nothing of that kind was done."""
    if not statement.negated:
        return _NOT_STATED[statement.act]
    return _NOT_DONE.get(statement.act, Verdict.NOT_SAID)


def said_by_other(question: Question, ranked: Sequence[Scored], own: Sequence[Scored]) -> Scored | None:
    """For "did X say Y?" the statement of somebody else that has Y, where nothing of X's own has it.

    Whether X denied Y is no question after who said it.
    """
    if question.form is not Form.DID_SAY or question.speech < WORDS or asks_denial(question):
        return None
    others = [one for one in ranked if one not in own and isinstance(one.found.unit, Statement)]
    if any(one.features.verbatim for one in ranked):
        quoting = next((one for one in others if one.features.verbatim), None)
        return quoting if not any(one.features.verbatim for one in own) else None
    if len(question.topic.split()) < _TELLING:
        return None
    best = max(others, key=lambda one: (one.features.sentence, one.features.question), default=None)
    if best is None or best.features.sentence < _SAID:
        return None
    heard = max((one.features.wide for one in own), default=0.0)
    nearest = max((one.features.question for one in own), default=0.0)
    return best if heard < _HEARD and nearest < best.features.question else None


def of_the_act_asked(question: Question, ranked: Sequence[Scored]) -> list[Scored]:
    """For "what did X deny?" and "what did X decline to say?" the denials, or what was not said.

    "Did X deny it?" is answered by a denial of theirs, by their not denying it, or not at all.
    """
    if asks_denial(question):
        return [one for one in ranked if not may_answer(question, one) or on_denial(one)]
    act = act_asked(question)
    return [one for one in ranked if act is None or (_act_of(one) is act and not _is_negated(one))]


def asks_denial(question: Question) -> bool:
    """Whether the question is if somebody denied something."""
    if question.form is not Form.DID_SAY:
        return False
    return any({word.low, base_of(word.low)} & DENYING for word in words_of(question.text))


def on_denial(one: Scored) -> bool:
    """Whether a candidate tells if somebody denied something: they did, did not, or did not say it."""
    return _act_of(one) is Act.DENIES or (_act_of(one) is Act.STATES and _is_negated(one))


def act_asked(question: Question) -> Act | None:
    """The act that "what did X deny?" and the like ask for; None for words of any kind."""
    if question.topic or question.form is not Form.STATEMENTS:
        return None
    words = {form for word in words_of(question.text) for form in (word.low, base_of(word.low))}
    return Act.DENIES if words & DENYING else Act.DECLINES if words & REFUSING else None


def _is_negated(one: Scored) -> bool:
    return isinstance(one.found.unit, Statement) and one.found.unit.negated


def _act_of(one: Scored) -> Act | None:
    return one.found.unit.act if isinstance(one.found.unit, Statement) else None
