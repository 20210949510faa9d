"""Candidates into an order, and whether the best of them answer the question at all.

Two logistic regressions over a few features: one scores a candidate, one the whole of them. Both are
trained by ``retrieval.calibrate`` on development questions; their coefficients stand in ``weights.json``.
"""

import json
import math
import re
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from importlib.resources import files

from index.documents import context_of
from index.models import Statement
from index.snapshot import Found
from index.speakers import fold
from retrieval.models import Form, Question
from retrieval.search import Candidate

_local = threading.local()  # a stemmer keeps its state between calls: one for each thread


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of; every value lies between 0 and about 1.

    ``content``, ``context`` and ``title`` are the share of the topic's word stems found in the words
    themselves, in the sentences around them, and in the article's title. ``named`` is 1 where the
    question names a speaker, so that every candidate is theirs.
    """

    cosine: float
    content: float
    context: float
    title: float
    fused: float
    named: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all candidates together say on whether there is an answer.

    ``cosine`` and ``heard`` are the best cosine and the best share of the topic's stems found in or
    around a candidate. ``silent`` is 1 over the topic's length where no candidate has any of it: who
    is asked about one word and never uses it said nothing on it; a long topic may be put otherwise.
    """

    cosine: float
    heard: float
    silent: float


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
        scored.append(Scored(candidate, found[candidate.key], features, _probability("candidate", features)))
    return sorted(scored, key=lambda one: (-one.score, one.candidate.key))


def features_of(question: Question, topic: frozenset[str], candidate: Candidate, found: Found) -> Features:
    """The features of one candidate."""
    article, unit = found.article, found.unit
    if isinstance(unit, Statement):
        content = " ".join(unit.texts(article.text))
        context = context_of(found.sentences, unit.span).of(article.text)
    else:
        content = context = unit.span.of(article.text)
    return Features(
        cosine=candidate.cosine,
        content=_share(topic, content),
        context=_share(topic, context),
        title=_share(topic, article.title),
        fused=candidate.fused * 30,  # first in both rankings: about 1
        named=float(bool(question.speakers) and question.form is not Form.PASSAGES),
    )


def answerable(question: Question, scored: Sequence[Scored]) -> float:
    """The probability that an answer is among the candidates; nought if there are none."""
    return _probability("answer", evidence_of(question, scored)) if scored else 0.0


def evidence_of(question: Question, scored: Sequence[Scored]) -> Evidence:
    """The evidence of at least one candidate."""
    topic = stems(question.topic)
    heard = max(max(one.features.content, one.features.context, one.features.title) for one in scored)
    return Evidence(
        cosine=max(one.features.cosine for one in scored),
        heard=heard,
        silent=1 / len(topic) if topic and not heard else 0.0,
    )


def _probability(model: str, features: Features | Evidence) -> float:
    weights = _weights()[model]
    total = weights["intercept"] + sum(weights[name] * value for name, value in asdict(features).items())
    return 1 / (1 + math.exp(-total))


def stems(words: str) -> frozenset[str]:
    """The English (Porter 2) stems of the words."""
    return frozenset(_stem(word) for word in re.findall(r"\w+", fold(words)))


def _share(topic: frozenset[str], text: str) -> float:
    return len(topic & stems(text)) / len(topic) if topic else 0.0


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if not hasattr(_local, "stemmer"):
        import snowballstemmer  # noqa: PLC0415

        _local.stemmer = snowballstemmer.stemmer("english")
    stem: str = _local.stemmer.stemWord(word)
    return stem


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = json.loads(
        files("retrieval").joinpath("weights.json").read_text(encoding="utf-8")
    )
    return weights
