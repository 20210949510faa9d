"""Candidates into an order, and whether the best of them answer the question at all.

Two linear models over a few features each: one orders the candidates, one judges the whole of them.
Both are trained by ``retrieval.evaluation.calibrate`` on development questions; what it learned, the threshold
of abstention included, stands in ``weights.json``.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.search.snapshot import Found
from retrieval.models import Described, Form, Named, Question, UnknownName
from retrieval.ranking.features import Features, Terms, features_of
from retrieval.ranking.search import Candidate

RIVALLING = 0.5  # share of the best score
PARTLY = 0.25  # of a description
VERBATIM = 0.95  # how likely an answer a statement is at least that has the very words which the question quotes
NEAR_ENOUGH = 0.99  # all of a name stands at the statement, or in its speaker's names


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``weights.json`` holds: coefficients by feature.

    The intercept of ``answer`` is such that the learned threshold of abstention is a half.
    """

    candidate: Mapping[str, float]
    answer: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all candidates together say on whether there is an answer.

    Only those count that may be the asked speaker's. ``heard`` is the highest share of the topic that
    stands in or about one of them and ``rare`` 1 if its rarest word does. ``silent`` is 1 over the
    square of the topic's length where none of it does: who is asked about one word and never uses it
    said nothing on it; a long topic may be put otherwise. ``unfounded`` is the share of what the question takes for
    granted that stands about none of them, ``alien`` the share of the topic's stems that the corpus does
    not have. ``factual`` is 1 for a question after a fact.
    """

    heard: float = 0.0
    rare: float = 0.0
    silent: float = 0.0
    unfounded: float = 0.0
    alien: float = 0.0
    factual: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate that was read, with its features and its probability of answering."""

    candidate: Candidate
    found: Found
    features: Features
    score: float


def rank(terms: Terms, candidates: Sequence[Candidate], found: Mapping[int, Found], weights: Weights) -> list[Scored]:
    """Score what was found, best first."""
    scored = []
    for candidate in candidates:
        if candidate.key in found:
            features = features_of(terms, candidate, found[candidate.key])
            score = probability(weights.candidate, features)
            if features.verbatim:
                score = VERBATIM + (1 - VERBATIM) * score
            scored.append(Scored(candidate, found[candidate.key], features, score))
    return sorted(scored, key=lambda one: (-one.score, one.candidate.key))


def answerable(question: Question, scored: Sequence[Scored], weights: Weights) -> float:
    """The probability that an answer is among the candidates; nought if others' by far outdo the asked speaker's."""
    if any(one.features.verbatim and may_answer(question, one) for one in scored):
        return VERBATIM
    if question.quoted and question.form is Form.WHO_SAID:
        return 0.0  # who said something else is not what was asked
    if outdone(question, scored):
        return 0.0
    return probability(weights.answer, evidence_of(question, scored))


def outdone(question: Question, scored: Sequence[Scored]) -> bool:
    """Whether nothing of the asked speaker's is nearly as likely as what is held for somebody else."""
    best = max((one.score for one in scored), default=0.0)
    return not any(may_answer(question, one) and one.score >= best * RIVALLING for one in scored)


def evidence_of(question: Question, scored: Sequence[Scored]) -> Evidence:
    """The evidence of some candidates."""
    own = [one.features for one in scored if may_answer(question, one)]
    heard = max((features.wide for features in own), default=0.0)
    words = max(1, len(question.topic.split()))
    return Evidence(
        heard=heard,
        rare=float(any(features.rare for features in own)),
        silent=1 / words**2 if question.topic and not heard else 0.0,
        unfounded=1 - max((features.premise for features in own), default=0.0) if question.premise else 0.0,
        alien=max((features.alien for features in own), default=0.0),
        factual=float(question.asked is not None),
    )


def may_answer(question: Question, one: Scored) -> bool:
    """Whether a candidate may be a statement of the speaker asked about.

    One that the index holds for somebody else is not; of unknown speaker it may be, where the name
    stands about it, and a description may fit anybody whom some of it is said of.
    """
    features = one.features
    match question.who:
        case Named():
            return features.theirs > 0 or (features.nobodys > 0 and features.near > 0)
        case UnknownName():
            return max(features.fits, features.near * features.nobodys) >= NEAR_ENOUGH
        case Described():
            return max(features.fits, features.near) >= PARTLY
        case _:
            return True


def probability(model: Mapping[str, float], features: Features | Evidence) -> float:
    """The logistic of the weighted features."""
    total = model["intercept"] + sum(
        weight * getattr(features, name) for name, weight in model.items() if name != "intercept"
    )
    return 1 / (1 + math.exp(-total))


@cache
def learned() -> Weights:
    """The weights that come with the package."""
    return weights_of(json.loads(files("retrieval.ranking").joinpath("weights.json").read_text(encoding="utf-8")))


def weights_of(record: Mapping[str, Any]) -> Weights:
    """The weights of a parsed ``weights.json``."""
    return Weights(record["candidate"], record["answer"])
