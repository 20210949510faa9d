"""Whether the candidates answer the question: the one place that decides this.

A linear model judges the evidence that the best candidates give, one for questions after somebody's words and
one for questions after a fact. What is certain goes before it: words that the question quotes are there or are
not, and nobody answers for a name that the corpus does not hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answer.evidence import BEST, evidence_of
from retrieval.answer.same_name import rivals_of, settled
from retrieval.answer.verdicts import act_asked, asks_denial, said_by_other
from retrieval.models import Ambiguous, Anybody, Described, Form, Named, Order, Question, Reason, UnknownName
from retrieval.question.slots import SAYS, WORDS
from retrieval.ranking.rank import VERBATIM, Scored, Weights, may_answer, probability

_ALL, _CLEAR = 0.99, 0.6  # all of a topic stands in or about words of theirs: how likely an answer that is
_FEW, _MOST, _NEXT_TO_NOTHING = 3, 0.6, 0.1  # words of a short topic; the share of it said; how ill a word is met
_FAR = 0.5  # cosine with the question below which words are on something else


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided: the question, settled on one of several of a name, and whether it is answered.

    ``reason`` says why not, None if it is. ``other`` is somebody else's statement that has what X was asked to
    have said.
    """

    question: Question
    confidence: float
    reason: Reason | None = None
    other: Scored | None = None


def judge(question: Question, ranked: Sequence[Scored], alien: float, weights: Weights, threshold: float) -> Judgement:
    """Decide whether the candidates, best first, answer the question."""
    if asks_denial(question):
        question = replace(question, quoted=())
    confidence = answerable(question, ranked, alien, weights)
    own = [one for one in ranked if may_answer(question, one)]
    other = said_by_other(question, ranked, own)
    if other is not None:
        return Judgement(question, confidence, other=other)
    if confidence < threshold:
        return Judgement(question, confidence, _reason(question, own))
    if rivals := rivals_of(question, ranked):
        return Judgement(replace(question, who=Ambiguous(question.who_words, rivals)), confidence, Reason.AMBIGUOUS)
    return Judgement(settled(question, ranked), confidence)


def answerable(question: Question, ranked: Sequence[Scored], alien: float, weights: Weights) -> float:
    """The probability that an answer is among the candidates."""
    own = [one for one in ranked if may_answer(question, one)]
    if not own:
        return 0.0
    if any(one.features.verbatim for one in own):
        return VERBATIM
    if not question.topic and not isinstance(question.who, Anybody):
        return VERBATIM  # whatever they said is what was asked for
    if question.quoted and question.form is Form.WHO_SAID:
        return 0.0  # who said something else is not what was asked
    if _is_unsaid(question, own) or _is_unheard(question, own):
        return 0.0
    clear = _CLEAR if any(_is_clear(question, one) for one in own) else 0.0
    model = weights.words if question.speech >= WORDS else weights.fact
    return max(clear, probability(model, evidence_of(question, ranked, alien)))


def _is_unsaid(question: Question, own: Sequence[Scored]) -> bool:
    """Whether few words are asked for and one of them, or its like, stands nowhere: "who called Lee a thief"."""
    if question.form is not Form.WHO_SAID or question.speech < SAYS or len(question.topic.split()) > _FEW:
        return False
    features = [one.features for one in own[:BEST]]
    return all(f.content < _MOST and f.weakest < _NEXT_TO_NOTHING for f in features)


def _is_unheard(question: Question, own: Sequence[Scored]) -> bool:
    """Whether words are wanted, and nothing of the topic stands about the best of them, by word or by meaning.

    Who is asked about one word, and uses neither it nor its like, said nothing on it, near as the meaning may be.
    """
    few = [one.features for one in own[:BEST]]
    far = len(question.topic.split()) == 1 or all(f.question < _FAR for f in few)
    return question.speech >= WORDS and far and all(f.wide < _NEXT_TO_NOTHING for f in few)


def _is_clear(question: Question, one: Scored) -> bool:
    """Whether a sentence of theirs has all of the topic, or the headline and the sentences around it.

    Where the first or latest is wanted, the sentences around are enough.
    """
    features = one.features
    around = min(features.wide, features.title)
    share = max(features.sentence, around) if question.order is Order.RELEVANCE else features.wide
    return features.theirs > 0 and share >= _ALL


def _reason(question: Question, own: Sequence[Scored]) -> Reason:
    match question.who:
        case _ if question.speech < WORDS:
            return Reason.NOTHING_NEAR
        case UnknownName():
            return Reason.SPEAKER_UNKNOWN
        case Named():
            return _reason_of_named(question, own)
        case _ if question.quoted:
            return Reason.NOT_THESE_WORDS
        case _:
            return Reason.NOT_BY_DESCRIBED if isinstance(question.who, Described) else Reason.NOBODY_SAID


def _reason_of_named(question: Question, own: Sequence[Scored]) -> Reason:
    if asks_denial(question):
        return Reason.NOT_DENIED
    if own or act_asked(question):
        return Reason.SPEAKER_SILENT
    narrowed = question.first or question.last or question.publisher
    return Reason.SILENT_THERE_AND_THEN if narrowed else Reason.SPEAKER_NOT_QUOTED
