"""Candidates into an order, statements and passages together: a linear model over the features.

It is learned by ``retrieval.evaluation.calibrate``; what it learned stands in ``weights.json``.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import attrgetter, mul
from typing import Any

from index.models import Span, Unit
from index.search.found import Found
from retrieval.models import Anybody, Described, Named, Question, UnknownName, Who
from retrieval.question.slots import WORDS
from retrieval.ranking.features import Features, features_of
from retrieval.ranking.search import Candidate
from retrieval.ranking.terms import Terms, reading_of

VERBATIM = 0.95  # how likely an answer a statement is at least that has the very words which the question quotes
PARTLY = 0.5  # share of a description, or of a body's name, that a speaker must have
NEAR_ENOUGH = 0.99  # all of a name stands at the statement, or in its speaker's names


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``weights.json`` holds.

    Coefficients by feature: ``candidate`` order candidates; ``words``, ``who_said`` and ``fact`` judge whether there is
    an answer to a question after somebody's words, after whoever said something, and after a fact. These three are
    such that the learned threshold of abstention is a half.
    """

    candidate: Mapping[str, float]
    words: Mapping[str, float]
    who_said: Mapping[str, float]
    fact: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate that was read, with its features and its probability of answering."""

    candidate: Candidate
    found: Found
    features: Features
    score: float


def rank(
    terms: Terms, candidates: Sequence[Candidate], found: Mapping[tuple[Unit, int], Found], weights: Weights
) -> list[Scored]:
    """Score what was found, best first."""
    read = [
        (candidate, reading_of(one))
        for candidate in candidates
        if (one := found.get((candidate.unit, candidate.key))) is not None
    ]
    terms.compare([reading for _, reading in read])
    scored = []
    for (candidate, reading), features in zip(read, features_of(terms, read), strict=True):
        score = probability(weights.candidate, features)
        if features.verbatim:
            score = VERBATIM + (1 - VERBATIM) * score
        scored.append(Scored(candidate, reading.found, features, score))
    if terms.name:  # where somebody is spoken of, "trump" and "a trump" are not one word
        named = [
            one
            for one, (_, reading) in zip(scored, read, strict=True)
            if one.features.theirs or terms.name in reading.about  # who was named speaks of whom they like
        ]
        scored = named or scored
    return sorted(scored, key=_order)


def _order(one: Scored) -> tuple[float, Unit, str, Span]:
    """The best first; of those that score alike one and the same, whichever article was stored before the other."""
    return -one.score, one.candidate.unit, one.found.article.id, one.found.unit.span


def may_answer(question: Question, one: Scored) -> bool:
    """Whether a candidate may be what the question wants, as far as its speaker goes.

    What is of another year or country answers nothing. Where words are wanted, a passage is nobody's, and a statement
    that the index holds for somebody else is not theirs. Of unknown speaker it may be, where the name stands about it;
    a description, or the name of a body, may fit anybody whom enough of it is said of, and a description anybody
    beside whom all of it stands.
    """
    if not one.features.meant:
        return False
    if question.speech < WORDS:
        return True
    return one.candidate.unit is Unit.STATEMENT and _may_be_by(question.who, one.features)


def _may_be_by(who: Who, features: Features) -> bool:
    described = max(features.fits, features.near * features.nobodys)
    match who:
        case Named():
            return features.theirs > 0 or features.fits >= PARTLY or (features.nobodys > 0 and features.near > 0)
        case UnknownName():
            return described >= NEAR_ENOUGH
        case Described():
            return described >= PARTLY or features.near >= NEAR_ENOUGH
        case Anybody():
            return True
        case _:
            return False


def probability(model: Mapping[str, float], values: Any) -> float:
    """The logistic of the weighted values of a dataclass."""
    names = tuple(name for name in model if name != "intercept")
    total = model["intercept"] + sum(map(mul, map(model.__getitem__, names), _getter(names)(values)))
    return 1 / (1 + math.exp(-total))


@cache
def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[float, ...]]:
    """What gives several attributes at once: a candidate has thirty features."""
    return attrgetter(*names)


@cache
def learned() -> Weights:
    """The weights that come with the package."""
    return weights_of(json.loads(files("retrieval.ranking").joinpath("weights.json").read_text(encoding="utf-8")))


def weights_of(record: Mapping[str, Any]) -> Weights:
    """The weights of a parsed ``weights.json``."""
    return Weights(record["candidate"], record["words"], record["who_said"], record["fact"])
