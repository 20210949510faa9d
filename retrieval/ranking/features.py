"""What the ranking sees of a candidate: how near it is to the topic, and how near its speaker to who is asked about."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.models import Article, Statement
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
    met: dict[int, _Met] = {}
    for coverage, said in ((terms.topic, True), (terms.whole, False)):
        at = [i for i, (_, view) in enumerate(candidates) if isinstance(view.found.unit, Statement) is said]
        met |= zip(at, _met(terms, coverage, [candidates[i][1] for i in at]), strict=True)
    shared = _shared(terms, [view.found.article for _, view in candidates], [met[i].content for i in range(len(met))])
    return [
        _features(terms, candidate, view, met[i], shared[view.found.article.id])
        for i, (candidate, view) in enumerate(candidates)
    ]


@dataclass(frozen=True, slots=True)
class _Shared:
    """The features that all candidates of an article have alike."""

    story: float
    meant: float


def _shared(terms: Terms, articles: Sequence[Article], contents: Sequence[float]) -> dict[str, _Shared]:
    """Those of each article, given the article and the ``content`` of each candidate."""
    stories: dict[str, float] = {}
    for article, content in zip(articles, contents, strict=True):
        stories[article.id] = max(stories.get(article.id, 0.0), content)
    by_id = {article.id: article for article in articles}
    return {
        number: _Shared(stories[number], float(terms.circumstances.hold_in(article)))
        for number, article in by_id.items()
    }


@dataclass(frozen=True, slots=True)
class _Met:
    """How much of the topic a candidate has, as in ``Features``; ``best`` is its best sentence."""

    content: float
    wide: float
    title: float
    rare: float
    weakest: float
    premise: float
    sentence: float
    best: str


def _met(terms: Terms, coverage: Part, views: Sequence[Reading]) -> Iterator[_Met]:
    """What each of some candidates has of the topic, all worked out in one go: a row for each, a column for a term."""
    if not views:
        return
    known = np.stack([_known(terms, coverage, view) for view in views])
    own = np.maximum(coverage.met_in([view.pieces for view in views]), known)
    wide = np.maximum(coverage.met_in([view.around for view in views]), known)
    title = coverage.met_in([(view.found.article.title,) for view in views])
    around = np.maximum(wide, title)
    article = np.maximum(around, coverage.met_in([(view.opening,) for view in views]))
    columns = (
        coverage.shares(own),
        coverage.shares(wide),
        coverage.shares(title),
        coverage.rarest(around),
        coverage.weakest(article, _RARE),
        terms.premise.shares(terms.premise.met_in([view.around for view in views])),
    )
    best = _best_sentences(terms, coverage, views, known)
    for content, broad, headed, rare, least, premise, (share, sentence) in zip(
        *(column.tolist() for column in columns), best, strict=True
    ):
        yield _Met(content, broad, headed, rare, least, premise, share, sentence)


def _known(terms: Terms, coverage: Part, view: Reading) -> Values:
    """How well each term is met by who speaks: that is part of what a statement tells."""
    found = view.found
    if isinstance(found.unit, Statement) and found.speaker and is_bearer(terms, found.speaker):
        return coverage.met(found.speaker.name)
    return np.zeros(len(coverage), dtype=np.float32)


def _best_sentences(
    terms: Terms, coverage: Part, views: Sequence[Reading], known: Values
) -> Iterator[tuple[float, str]]:
    """For each candidate the largest share of the topic that one of its sentences has, and that sentence."""
    counts = [len(view.sentences) for view in views]
    met = coverage.met_in([(words,) for view in views for words in view.sentences])
    shares = iter(coverage.shares(np.maximum(met, np.repeat(known, counts, axis=0))).tolist())
    for view in views:
        scored = [(next(shares), words) for words in view.sentences]
        yield max(scored, key=lambda one: one[0] + _FIT * wanted_in(terms.want, one[1]))


def _features(terms: Terms, candidate: Candidate, view: Reading, met: _Met, shared: _Shared) -> Features:
    found, unit = view.found, view.found.unit
    statement = unit if isinstance(unit, Statement) else None
    return Features(
        question=candidate.question,
        topic=candidate.topic,
        article=candidate.article,
        bm25=candidate.bm25,
        content=met.content,
        whole=met.content**3,
        wide=met.wide,
        title=met.title,
        sentence=met.sentence,
        wanted=wanted_in(terms.want, met.best),
        denied=float(not terms.denies and NEGATION.search(met.best) is not None),
        story=shared.story,
        rare=met.rare,
        weakest=met.weakest,
        length=min(1.0, math.log1p(len(view.words.split())) / math.log1p(_LONG_WORDS)),
        lead=1 / (1 + unit.span.start / _LEAD),
        spoken=terms.speech if statement else 0.0,
        told=0.0 if statement else 1 - terms.speech,
        premise=met.premise,
        meant=shared.meant,
        **(spoken_features(terms, statement, found, view.around) if statement else {}),
    )
