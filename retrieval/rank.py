"""Candidates into items: how well each answers the question, as a calibrated probability.

A logistic regression over a few features, trained by ``retrieval.calibrate`` on development
questions; its coefficients stand in ``weights.json``. The same probability orders the items and
decides on abstention.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.documents import context_of
from index.models import Statement
from index.snapshot import Found
from index.speakers import fold
from retrieval.models import Form, Question
from retrieval.search import Candidate


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of; every value lies between 0 and about 1.

    ``content``, ``context`` and ``title`` are the share of the topic's word stems found in the words
    themselves, in the sentences around them, and in the article's title.
    """

    cosine: float
    content: float
    context: float
    title: float
    fused: float
    direct: float
    named: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate that was read, with its features and its probability of answering."""

    candidate: Candidate
    found: Found
    features: Features
    score: float


def rank(question: Question, candidates: Sequence[Candidate], found: dict[int, Found]) -> list[Scored]:
    """Score what was found, best first. The cosine of a candidate found by words only is taken as nought."""
    topic = stems(question.topic)
    scored = []
    for candidate in candidates:
        if candidate.key not in found:
            continue
        features = features_of(question, topic, candidate, found[candidate.key])
        scored.append(Scored(candidate, found[candidate.key], features, probability(features)))
    return sorted(scored, key=lambda one: (-one.score, one.candidate.key))


def features_of(question: Question, topic: frozenset[str], candidate: Candidate, found: Found) -> Features:
    """The features of one candidate."""
    article, unit = found.article, found.unit
    if isinstance(unit, Statement):
        content = " ".join(unit.texts(article.text))
        context = context_of(found.sentences, unit.span).of(article.text)
        direct = float(unit.kind.value != "indirect")
    else:
        content = context = unit.span.of(article.text)
        direct = 0.0
    return Features(
        cosine=candidate.cosine,
        content=_share(topic, content),
        context=_share(topic, context),
        title=_share(topic, article.title),
        fused=candidate.fused * 30,  # first in both rankings: about 1
        direct=direct,
        named=float(bool(question.speakers) and question.form is not Form.PASSAGES),
    )


def probability(features: Features) -> float:
    """The logistic of the weighted features."""
    weights = _weights()
    total = weights["intercept"] + sum(weights[name] * value for name, value in asdict(features).items())
    return 1 / (1 + math.exp(-total))


def stems(words: str) -> frozenset[str]:
    """The English (Porter 2) stems of the words."""
    return frozenset(_stemmer().stemWords(re.findall(r"\w+", fold(words))))


def _share(topic: frozenset[str], text: str) -> float:
    return len(topic & stems(text)) / len(topic) if topic else 0.0


@cache
def _stemmer() -> Any:
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer("english")


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(files("retrieval").joinpath("weights.json").read_text(encoding="utf-8"))
    return weights
