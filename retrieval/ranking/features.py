"""What the ranking sees of a candidate: how near it is to the topic, and how near its speaker to who is asked about."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.models import Statement
from retrieval.question.words import NEGATION
from retrieval.ranking.coverage import Part, Values
from retrieval.ranking.search import Candidate
from retrieval.ranking.spoken import is_bearer, spoken_features
from retrieval.ranking.terms import Reading, Terms
from retrieval.ranking.wanted import wanted_in

_LONG_WORDS = 40  # from this length on a statement is not better for being longer
_RARE = 0.35  # a word of at least this rarity must be met
_FIT = 0.25  # what the kind of thing that is asked for counts, beside the share of the topic
_LEAD = 800  # characters of an article's beginning


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of; every value lies between 0 and about 1.

    ``question``, ``topic`` and ``article`` are cosines (see ``Candidate``), ``bm25`` a share of the best score.
    ``content``, ``wide`` and ``title`` are the share of the topic, weighted by rarity, that the words themselves,
    the sentences about them and the article's title have: a word counts in full where its stem is there, in part
    where a word of like meaning is. ``whole`` is ``content`` cubed, next to nothing unless nearly all of it is there.
    ``story`` is the largest ``content`` of a candidate of the same article.
    ``sentence`` is the largest share that one sentence has, ``wanted`` how well that sentence holds the kind of thing
    asked for, and ``denied`` 1 where it negates and the question does not. ``rare`` is how well the topic's rarest
    word is met in or about the words, ``weakest`` the least that any of its rarer words is met anywhere in the
    article. ``length`` says how many words there are and ``lead`` how near they stand to the article's beginning,
    where news tell the main thing.

    ``spoken`` is 1 for a statement where words are wanted, ``told`` 1 for a passage where a fact is, each in the
    share in which the question wants it. Of a statement, ``cue`` is 1 where the question's verb is its own
    ("tweeted"), ``withheld`` where the words are what somebody did not say, ``theirs`` 1 for a speaker asked about,
    less where the question rather wants a fact, ``nobodys`` where the speaker is unknown; ``fits`` is how much
    of the name or description asked about its speaker's names, titles and mention have, ``near`` how much of it
    stands around. Where a fact is wanted and nobody named whose words would be, a statement is ``reported`` if no
    thing of a certain kind is asked for, ``bearer`` is 1 where its speaker's name stands in the question ("Lee
    priority", "what bothers Lee"), and ``sayer`` where the speaker may be the person asked for ("who would kill to
    dance like Lee").

    Nothing is learned of these: ``premise`` is the share of what the question takes for granted that stands about the
    words, which only abstention looks at. ``acts`` is 1 where who speaks holds an office of the body asked about, which
    ``fits`` has too. ``meant`` is 0 where the article is of another year than the question names, or nowhere speaks of
    its country (``circumstances``); such a candidate answers nothing. ``verbatim`` is 1 where a statement has the very
    words that the question quotes; it decides.
    """

    question: float = 0.0
    topic: float = 0.0
    article: float = 0.0
    bm25: float = 0.0
    content: float = 0.0
    whole: float = 0.0
    wide: float = 0.0
    title: float = 0.0
    sentence: float = 0.0
    wanted: float = 0.0
    denied: float = 0.0
    rare: float = 0.0
    weakest: float = 0.0
    length: float = 0.0
    lead: float = 0.0
    spoken: float = 0.0
    told: float = 0.0
    cue: float = 0.0
    withheld: float = 0.0
    theirs: float = 0.0
    nobodys: float = 0.0
    fits: float = 0.0
    near: float = 0.0
    reported: float = 0.0
    bearer: float = 0.0
    sayer: float = 0.0
    premise: float = 0.0
    meant: float = 1.0
    verbatim: float = 0.0
    acts: float = 0.0
    story: float = 0.0


def features_of(terms: Terms, candidates: Sequence[tuple[Candidate, Reading]]) -> list[Features]:
    """The features of a question's candidates, each with its texts."""
    met = [_met(terms, reading) for _, reading in candidates]
    stories: dict[str, float] = {}
    for (_, reading), one in zip(candidates, met, strict=True):
        article = reading.found.article.id
        stories[article] = max(stories.get(article, 0.0), one.share)
    return [
        _features(terms, candidate, reading, one, stories[reading.found.article.id])
        for (candidate, reading), one in zip(candidates, met, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Met:
    """The ``share`` of the topic that a candidate's own words have, by ``coverage``.

    ``known`` is how well each term is met already, by who speaks: that is part of what a statement tells.
    """

    coverage: Part
    known: Values | float
    share: float


def _met(terms: Terms, view: Reading) -> _Met:
    found = view.found
    statement = isinstance(found.unit, Statement)
    coverage = terms.topic if statement else terms.whole
    bearer = statement and is_bearer(terms, found.speaker)
    known = coverage.met(found.speaker.name) if bearer and found.speaker else 0.0
    return _Met(coverage, known, coverage.share(np.maximum(coverage.met_in(view.pieces), known)))


def _features(terms: Terms, candidate: Candidate, view: Reading, met: _Met, story: float) -> Features:
    found, unit, coverage, heard = view.found, view.found.unit, met.coverage, met.share
    statement = unit if isinstance(unit, Statement) else None
    wide = np.maximum(coverage.met_in(view.around), met.known)
    title = coverage.met(found.article.title)
    around = np.maximum(wide, title)
    share, best = _best_sentence(terms, view, met)
    return Features(
        question=candidate.question,
        topic=candidate.topic,
        article=candidate.article,
        bm25=candidate.bm25,
        content=heard,
        whole=heard**3,
        wide=coverage.share(wide),
        title=coverage.share(title),
        sentence=share,
        wanted=wanted_in(terms.want, best),
        denied=float(not terms.denies and NEGATION.search(best) is not None),
        story=story,
        rare=coverage.rarest(around),
        weakest=coverage.weakest(np.maximum(around, coverage.met(view.opening)), _RARE),
        length=min(1.0, math.log1p(len(view.words.split())) / math.log1p(_LONG_WORDS)),
        lead=1 / (1 + unit.span.start / _LEAD),
        spoken=terms.speech if statement else 0.0,
        told=0.0 if statement else 1 - terms.speech,
        premise=terms.premise.share(terms.premise.met_in(view.around)),
        meant=float(terms.circumstances.hold_in(found.article)),
        **(spoken_features(terms, statement, found, view.around) if statement else {}),
    )


def _best_sentence(terms: Terms, view: Reading, met: _Met) -> tuple[float, str]:
    """The largest share of the topic that one of a candidate's sentences has, and that sentence."""
    coverage = met.coverage
    scored = [(coverage.share(np.maximum(coverage.met(words), met.known)), words) for words in view.sentences]
    return max(scored, key=lambda one: one[0] + _FIT * wanted_in(terms.want, one[1]))
