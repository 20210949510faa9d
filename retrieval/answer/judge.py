"""Whether the candidates answer the question, and what may be said of it: the one place that decides this.

A linear model judges the evidence that the best candidates give, one for questions after somebody's words and
one for questions after a fact. What is certain goes before it: words that the question quotes are there or are
not, and nobody answers for a name that the corpus does not hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.models import Act, Speaker, Statement, Unit
from index.speakers import fold
from retrieval.models import Ambiguous, Anybody, Described, Form, Named, Order, Question, Reason, UnknownName, Verdict
from retrieval.question.slots import SAYS, WORDS
from retrieval.question.words import DENYING, REFUSING, base_of, words_of
from retrieval.ranking.rank import VERBATIM, Scored, Weights, may_answer, probability
from retrieval.ranking.verbatim import holds, quotes

_NOT_STATED = {Act.DENIES: Verdict.DENIED, Act.DECLINES: Verdict.DECLINED, Act.ASKS: Verdict.WAS_ASKED}
_HEARD = 0.6  # share of a topic that words must have for "on record on this"
_ALL, _CLEAR = 0.99, 0.6  # all of a topic stands in or about words of theirs: how likely an answer that is
_MET = 0.5  # how well the topic's rarest word must be met for that
_SAID = 0.75  # share of a topic that somebody else's words must have for "it was they who said it"
_TELLING = 2  # words of a topic from which on somebody else's having them says that it is theirs
_RIVAL = 0.6  # as likely an answer as the best, by somebody else of the same name: ask back
_FEW, _MOST, _NEXT_TO_NOTHING = 3, 0.6, 0.1  # words of a short topic; the share of it said; how ill a word is met
_FAR = 0.5  # cosine with the question below which words are on something else
_BEST = 5  # of the candidates that may answer, those on which the evidence rests


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the best candidates together say on whether there is an answer.

    Only those count that may be the asked speaker's. ``score`` is the best one's; ``question`` to ``wanted`` are
    the features of the best one (see ``Features``), ``nearest`` the largest cosine and ``heard`` the largest share
    of the topic among the best few. ``outdone`` is by how much somebody else's words fit better, ``alien`` the share of
    the topic's stems that the corpus does not have, ``unfounded`` the share of what the question takes for granted
    that stands about none of them, ``short`` is 1 over the number of the topic's words. ``silent`` is the share of the
    topic that none of them has, over the square of the topic's length: who is asked about one word and never uses
    it said nothing on it, a long topic may be put otherwise. ``unsaid`` is the share of what somebody is asked to have
    said that the best one's words do not have. ``peak`` is how far the best one's cosine stands out from those behind.
    ``told`` is the largest share of the topic that a sentence has which holds the kind of thing asked for.
    """

    score: float = 0.0
    question: float = 0.0
    content: float = 0.0
    wide: float = 0.0
    title: float = 0.0
    sentence: float = 0.0
    rare: float = 0.0
    weakest: float = 0.0
    wanted: float = 0.0
    nearest: float = 0.0
    heard: float = 0.0
    outdone: float = 0.0
    alien: float = 0.0
    unfounded: float = 0.0
    short: float = 0.0
    silent: float = 0.0
    unsaid: float = 0.0
    fits: float = 0.0
    topic: float = 0.0
    article: float = 0.0
    denied: float = 0.0
    bm25: float = 0.0
    peak: float = 0.0
    gap: float = 0.0
    nobodys: float = 0.0
    statement: float = 0.0
    named: float = 0.0
    described: float = 0.0
    who_said: float = 0.0
    did_say: float = 0.0
    told: float = 0.0


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
    if asks_denial(question):  # "did she deny it?" is answered by a denial, or not at all
        ranked = [one for one in ranked if not may_answer(question, one) or _denies(one)]
        question = replace(question, quoted=())
    confidence = answerable(question, ranked, alien, weights)
    own = [one for one in ranked if may_answer(question, one)]
    other = _said_by_other(question, ranked, own)
    if other is not None:
        return Judgement(question, confidence, other=other)
    if confidence < threshold:
        return Judgement(question, confidence, _reason(question, own))
    if rivals := _rivals_of(question, ranked):
        return Judgement(replace(question, who=Ambiguous(question.who_words, rivals)), confidence, Reason.AMBIGUOUS)
    return Judgement(_settled(question, ranked), confidence)


def of_the_act_asked(question: Question, ranked: Sequence[Scored]) -> list[Scored]:
    """For "what did X deny?" and "what did X decline to say?" the denials, or what was not said."""
    act = _act_asked(question)
    return [one for one in ranked if act is None or _act_of(one) is act]


def _act_asked(question: Question) -> Act | None:
    if question.topic or question.form is not Form.STATEMENTS:
        return None
    words = {form for word in words_of(question.text) for form in (word.low, base_of(word.low))}
    return Act.DENIES if words & DENYING else Act.DECLINES if words & REFUSING else None


def _act_of(one: Scored) -> Act | None:
    return one.found.unit.act if isinstance(one.found.unit, Statement) else None


def asks_denial(question: Question) -> bool:
    """Whether the question is if somebody denied something."""
    words = (word.low for word in words_of(question.text))
    return question.form is Form.DID_SAY and any({word, base_of(word)} & DENYING for word in words)


def _denies(one: Scored) -> bool:
    unit = one.found.unit
    return _act_of(one) is Act.DENIES or (isinstance(unit, Statement) and unit.negated)


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
    features = [one.features for one in own[:_BEST]]
    return all(f.content < _MOST and f.weakest < _NEXT_TO_NOTHING for f in features)


def _is_unheard(question: Question, own: Sequence[Scored]) -> bool:
    """Whether words are wanted, and nothing of the topic stands about the best of them, by word or by meaning."""
    few = [one.features for one in own[:_BEST]]
    return question.speech >= WORDS and all(f.wide < _NEXT_TO_NOTHING and f.question < _FAR for f in few)


def _is_clear(question: Question, one: Scored) -> bool:
    """Whether a sentence of theirs has all of the topic, or the headline and the sentences around it.

    Where the first or latest is wanted, the sentences around are enough.
    """
    features = one.features
    around = min(features.wide, features.title)
    share = max(features.sentence, around) if question.order is Order.RELEVANCE else features.wide
    return features.theirs > 0 and share >= _ALL


def evidence_of(question: Question, ranked: Sequence[Scored], alien: float) -> Evidence:
    """The evidence of some candidates, best first."""
    own = [one for one in ranked if may_answer(question, one)]
    if not own:
        return Evidence(alien=alien)
    best, few = own[0].features, [one.features for one in own[:_BEST]]
    words = max(1, len(question.topic.split()))
    founded = max(features.premise for features in few)
    return Evidence(
        score=own[0].score,
        question=best.question,
        content=best.content,
        wide=best.wide,
        title=best.title,
        sentence=best.sentence,
        rare=best.rare,
        weakest=best.weakest,
        wanted=best.wanted,
        nearest=max(features.question for features in few),
        heard=max(features.wide for features in few),
        outdone=max(0.0, max(one.score for one in ranked) - own[0].score),
        alien=alien,
        unfounded=1 - founded if question.premise else 0.0,
        short=1 / words,
        silent=(1 - max(features.wide for features in few)) / words**2,
        unsaid=(1 - best.content) if question.form is Form.WHO_SAID else 0.0,
        fits=1.0 if best.theirs or isinstance(question.who, Anybody) else best.fits,
        topic=best.topic,
        article=best.article,
        denied=best.denied,
        bm25=best.bm25,
        peak=best.question - _mean([one.features.question for one in ranked[_BEST : 3 * _BEST]]),
        gap=own[0].score - (own[1].score if len(own) > 1 else 0.0),
        nobodys=best.nobodys,
        statement=float(own[0].candidate.unit is Unit.STATEMENT),
        named=float(isinstance(question.who, Named)),
        described=float(isinstance(question.who, Described)),
        who_said=float(question.form is Form.WHO_SAID),
        did_say=float(question.form is Form.DID_SAY),
        told=max(features.sentence * features.wanted for features in few),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


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
        return _NOT_STATED.get(statement.act, Verdict.DECLINED)
    heard = lead.features.wide >= _HEARD and lead.features.rare >= _MET
    return Verdict.ON_RECORD if heard else Verdict.NOT_IN_THESE_WORDS


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
    if own or asks_denial(question) or _act_asked(question):
        return Reason.SPEAKER_SILENT
    narrowed = question.first or question.last or question.publisher
    return Reason.SILENT_THERE_AND_THEN if narrowed else Reason.SPEAKER_NOT_QUOTED


def _said_by_other(question: Question, ranked: Sequence[Scored], own: Sequence[Scored]) -> Scored | None:
    """For "did X say Y?" the statement of somebody else that has Y, where nothing of X's own has it."""
    if question.form is not Form.DID_SAY or question.speech < WORDS:
        return None
    others = [one for one in ranked if one not in own and isinstance(one.found.unit, Statement)]
    if any(one.features.verbatim for one in ranked):
        quoting = next((one for one in others if one.features.verbatim), None)
        return quoting if not any(one.features.verbatim for one in own) else None
    if len(question.topic.split()) < _TELLING:
        return None
    best = max(others, key=lambda one: (one.features.wide, one.features.question), default=None)
    if best is None or best.features.wide < _SAID:
        return None
    heard = max((one.features.wide for one in own), default=0.0)
    nearest = max((one.features.question for one in own), default=0.0)
    return best if heard < _HEARD and nearest < best.features.question else None


def _rivals_of(question: Question, ranked: Sequence[Scored]) -> tuple[Speaker, ...]:
    """The speakers of one name between whom the corpus does not decide: each has about as good an answer."""
    shared = _of_one_name(question)
    if question.form is Form.COMPARE or question.speech < WORDS or len(shared) < 2:
        return ()
    best = {s: max((one.score for one in ranked if one.found.speaker == s), default=0.0) for s in shared}
    top = max(best.values())
    rivals = tuple(speaker for speaker, score in best.items() if score >= top * _RIVAL and score > 0)
    apart = [s for s in rivals if not any(_part_of(s, other) for other in rivals if other != s)]
    return tuple(apart) if len(apart) > 1 else ()


def _settled(question: Question, ranked: Sequence[Scored]) -> Question:
    """The question with the one of several of a name to whom its best candidate belongs; the others stay known."""
    named = question.who
    if not isinstance(named, Named) or question.form is Form.COMPARE:
        return question
    shared = [s for s in named.speakers if any(set(fold(n).split()) <= set(fold(s.name).split()) for n in named.words)]
    winner = next((one.found.speaker for one in ranked if one.found.speaker in shared), None)
    if winner is None or len(shared) < len(named.speakers):
        return question
    kept = tuple(s for s in named.speakers if s == winner or _part_of(s, winner) or _part_of(winner, s))
    return replace(question, who=Named(kept, named.words, tuple(s for s in named.speakers if s not in kept)))


def _of_one_name(question: Question) -> list[Speaker]:
    """The speakers whom the question names by part of their name; by the whole of it, only those."""
    named = [set(fold(words).split()) for words in (question.who.words if isinstance(question.who, Named) else ())]
    whole = [s for s in question.speakers if len(fold(s.name).split()) > 1 and set(fold(s.name).split()) in named]
    return whole or [s for s in question.speakers if any(words <= set(fold(s.name).split()) for words in named)]


def _part_of(speaker: Speaker, other: Speaker) -> bool:
    """Whether one's name is part of the other's: they may well be the same."""
    return set(fold(speaker.name).split()) < set(fold(other.name).split())
