"""What the ranking sees of a candidate: how near it is to the topic, and how near its speaker to who is asked about."""

import math
import re
from dataclasses import dataclass

import numpy as np

from index.models import Statement
from index.search.found import Found
from retrieval.question.words import NEGATION
from retrieval.ranking.coverage import Part, Values
from retrieval.ranking.search import Candidate
from retrieval.ranking.spoken import is_bearer, spoken_features
from retrieval.ranking.terms import Reading, Terms
from retrieval.ranking.wanted import wanted_in

_LONG_WORDS = 40  # from this length on a statement is not better for being longer
_RARE = 0.35  # a word of at least this rarity must be met
_FIT = 0.25  # what the kind of thing that is asked for counts, beside the share of the topic
_LAST_YEAR = re.compile(r"\b(?:last|previous) year|\byear (?:ago|earlier|before)\b", re.IGNORECASE)
_LEAD = 800  # characters of an article's beginning


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of; every value lies between 0 and about 1.

    ``question``, ``topic`` and ``article`` are cosines (see ``Candidate``), ``bm25`` a share of the best score.
    ``content``, ``wide`` and ``title`` are the share of the topic, weighted by rarity, that the words themselves,
    the sentences about them and the article's title have: a word counts in full where its stem is there, in part
    where a word of like meaning is. ``whole`` is ``content`` cubed, next to nothing unless nearly all of it is there.
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
    words, which only abstention looks at. ``dated`` is 0 where the article is of another year than the question
    names and does not speak of that one; such a candidate answers nothing. ``verbatim`` is 1 where a statement has
    the very words that the question quotes; it decides.
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
    dated: float = 1.0
    verbatim: float = 0.0


def features_of(terms: Terms, candidate: Candidate, view: Reading) -> Features:
    """The features of one candidate, read as ``view``."""
    found, unit = view.found, view.found.unit
    statement = unit if isinstance(unit, Statement) else None
    coverage = terms.topic if statement else terms.whole
    bearer = statement is not None and is_bearer(terms, found.speaker)
    # who says it is part of what a statement tells
    known = coverage.met(found.speaker.name) if bearer and found.speaker else 0.0
    content, wide = (np.maximum(coverage.met(words), known) for words in (view.words, view.about))
    title = coverage.met(found.article.title)
    around = np.maximum(wide, title)
    heard = coverage.share(content)
    share, best = _best_sentence(terms, coverage, view, known)
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
        rare=coverage.rarest(around),
        weakest=coverage.weakest(np.maximum(around, coverage.met(view.opening)), _RARE),
        length=min(1.0, math.log1p(len(view.words.split())) / math.log1p(_LONG_WORDS)),
        lead=1 / (1 + unit.span.start / _LEAD),
        spoken=terms.speech if statement else 0.0,
        told=0.0 if statement else 1 - terms.speech,
        premise=terms.premise.share(terms.premise.met(view.about)),
        dated=float(not terms.years or _is_of(terms.years, found)),
        **(spoken_features(terms, statement, found, view.about) if statement else {}),
    )


def _is_of(years: frozenset[str], found: Found) -> bool:
    """Whether an article is of one of the years, or speaks of it; one without a date may be."""
    published = found.article.published
    if published is None or str(published.year) in years:
        return True
    return any(year in found.article.text for year in years) or (
        str(published.year - 1) in years and _LAST_YEAR.search(found.article.text) is not None
    )


def _best_sentence(terms: Terms, coverage: Part, view: Reading, known: Values | float) -> tuple[float, str]:
    """The largest share of the topic that one of a candidate's sentences has, and that sentence.

    ``known`` is how well each term is met already, by who speaks.
    """
    scored = [(coverage.share(np.maximum(coverage.met(words), known)), words) for words in view.sentences]
    return max(scored, key=lambda one: one[0] + _FIT * wanted_in(terms.want, one[1]))
