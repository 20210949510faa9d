"""The evidence on which it is judged whether the best candidates answer a question."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from index.english.asking import Asked
from index.models import Unit
from retrieval.answer.borne_out import borne_out
from retrieval.models import Anybody, Described, Form, Named, Question
from retrieval.ranking.rank import Scored, may_answer

BEST = 5  # of the candidates that may answer, those on which the evidence rests


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
    ``told`` is the largest share of the topic that a sentence has which holds the kind of thing asked for, ``missing``
    is 1 where none of the best few has such a sentence. ``lacking``, ``unmet`` and ``numbers`` tell what the best one's
    article does not have (see ``BorneOut``). ``a_number`` to ``an_identity`` are 1 where such a thing is asked for.
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
    missing: float = 0.0
    lacking: float = 0.0
    unmet: float = 0.0
    numbers: float = 0.0
    a_number: float = 0.0
    a_day: float = 0.0
    a_place: float = 0.0
    a_reason: float = 0.0
    a_person: float = 0.0
    a_manner: float = 0.0
    an_identity: float = 0.0


def evidence_of(question: Question, ranked: Sequence[Scored], alien: float) -> Evidence:
    """The evidence of some candidates, best first."""
    own = [one for one in ranked if may_answer(question, one)]
    if not own:
        return Evidence(alien=alien)
    best, few = own[0].features, [one.features for one in own[:BEST]]
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
        peak=best.question - _mean([one.features.question for one in ranked[BEST : 3 * BEST]]),
        gap=own[0].score - (own[1].score if len(own) > 1 else 0.0),
        nobodys=best.nobodys,
        statement=float(own[0].candidate.unit is Unit.STATEMENT),
        named=float(isinstance(question.who, Named)),
        described=float(isinstance(question.who, Described)),
        who_said=float(question.form is Form.WHO_SAID),
        did_say=float(question.form is Form.DID_SAY),
        told=max(features.sentence * features.wanted for features in few),
        missing=(1 - max(features.wanted for features in few)) if question.asked else 0.0,
        **asdict(borne_out(question, own[0].found.article)),
        **_kind_of(question.asked),
    )


def _kind_of(asked: Asked | None) -> dict[str, float]:
    """The kind of thing that is asked for."""
    if asked is None:
        return {}
    return {f"an_{asked.value}" if asked is Asked.IDENTITY else f"a_{asked.value}": 1.0}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
