"""Whether the candidates answer the question: the one place that decides this.

A linear model judges the evidence that the best candidates give, one for questions after somebody's words, one for
questions after who said something, which name nobody to find them by, and one for questions after a fact. What is
certain goes before it: words that the question quotes are there or are not, and nobody answers for a name that the
corpus does not hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.answer.borne_out import is_unmeasured
from retrieval.answer.evidence import BEST, evidence_of
from retrieval.answer.same_name import rivals_of, settled
from retrieval.answer.verdicts import act_asked, asks_denial, said_by_other
from retrieval.models import Ambiguous, Anybody, Described, Form, Named, Order, Question, Reason, UnknownName
from retrieval.question.asked import asks_for_persons_name
from retrieval.question.slots import WORDS
from retrieval.ranking.rank import VERBATIM, Scored, Weights, may_answer, probability

_ALL, _CLEAR = 0.99, 0.6  # all of a topic stands in or about words of theirs: how likely an answer that is
_NEXT_TO_NOTHING = 0.1  # how ill a topic is met that is not met at all
_FAINT = 0.02  # how likely an answer what tells a fact is at least
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
        return Judgement(question, confidence, reason_of(question, own))
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
    if _is_unheard(question, own) or _is_untold(question, own[0]):
        return 0.0
    clear = _CLEAR if any(_is_clear(question, one) for one in own) else 0.0
    return max(clear, probability(_model_for(question, weights), evidence_of(question, ranked, alien)))


def _model_for(question: Question, weights: Weights) -> Mapping[str, float]:
    if question.speech < WORDS:
        return weights.fact
    return weights.who_said if question.form is Form.WHO_SAID else weights.words


def _is_unheard(question: Question, own: Sequence[Scored]) -> bool:
    """Whether words are wanted, and nothing of the topic stands about the best of them, by word or by meaning.

    Who is asked about one word, and uses neither it nor its like, said nothing on it, near as the meaning may be.
    """
    few = [one.features for one in own[:BEST]]
    far = len(question.topic.split()) == 1 or all(f.question < _FAR for f in few)
    return question.speech >= WORDS and far and all(f.wide < _NEXT_TO_NOTHING for f in few)


def _is_untold(question: Question, best: Scored) -> bool:
    """Whether a fact is wanted that the best candidate hardly tells: it has no name, or its article no such measure."""
    if question.speech >= WORDS:
        return False
    if asks_for_persons_name(question.text) and best.features.wanted < 1:
        return True
    return best.score < _FAINT or is_unmeasured(question, best.found.article, best.found.sentences)


def _is_clear(question: Question, one: Scored) -> bool:
    """Whether a sentence of theirs has all of the topic, or the headline and the sentences around it.

    Where the first or latest is wanted, the sentences around are enough.
    """
    features = one.features
    around = min(features.wide, features.title)
    share = max(features.sentence, around) if question.order is Order.RELEVANCE else features.wide
    return features.theirs > 0 and share >= _ALL


def reason_of(question: Question, own: Sequence[Scored]) -> Reason:
    """Why a question has no answer, where ``own`` is all that may be held for whom it asks about."""
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
    if own and question.quoted:
        return Reason.NOT_THESE_WORDS
    if own or act_asked(question):
        return Reason.SPEAKER_SILENT
    narrowed = question.first or question.last or question.publisher
    return Reason.SILENT_THERE_AND_THEN if narrowed else Reason.SPEAKER_NOT_QUOTED
