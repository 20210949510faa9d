"""What the ranking sees of a candidate: how near it is to the topic, and how near its speaker to who is asked about."""

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.english.titles import HEADS, role_words
from index.models import Act, Speaker, Statement
from index.search.found import Found
from index.search.passages import context_of
from retrieval.models import Question
from retrieval.question.slots import DATED
from retrieval.question.words import NEGATION
from retrieval.ranking.coverage import Coverage, Part, terms_in
from retrieval.ranking.search import Candidate
from retrieval.ranking.stemming import stems
from retrieval.ranking.verbatim import holds
from retrieval.ranking.wanted import Want, want_of, wanted_in

_LONG_WORDS = 40  # from this length on a statement is not better for being longer
_ABOUT = 3  # sentences before a statement in which its subject may have been named
_OPENING = 500  # characters of an article in which it says what it is about
_RARE = 0.35  # a word of at least this rarity must be met
_FIT = 0.25  # what the kind of thing that is asked for counts, beside the share of the topic
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST_YEAR = re.compile(r"\b(?:last|previous) year|\byear (?:ago|earlier|before)\b", re.IGNORECASE)
_OWN = 0.4  # what a statement by somebody named in a question counts for being theirs where a fact is wanted
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
    stands around.

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
    premise: float = 0.0
    dated: float = 1.0
    verbatim: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """The texts of a candidate: its words, those about it, the sentences in which it stands, the article's opening."""

    found: Found
    words: str
    about: str
    sentences: tuple[str, ...]
    opening: str


@dataclass(frozen=True, slots=True)
class Terms:
    """A question's words as stems with their rarity, worked out once for all candidates.

    ``topic`` are those of its topic, ``whole`` also those of the speakers that it names: a passage holds a fact
    only if it has them too. ``alien`` is the share of the topic's stems that the corpus does not have. ``name`` is the
    topic where it is nothing but somebody's surname, as names are written.
    """

    words: Coverage
    topic: Part
    whole: Part
    alien: float
    asked: frozenset[str]
    want: Want
    speech: float
    denies: bool
    premise: Part
    names: frozenset[str]
    speakers: frozenset[str]
    quoted: tuple[str, ...]
    years: frozenset[str]
    own: float
    name: str

    def compare(self, readings: Sequence[Reading]) -> None:
        """Work the likeness of all the readings' words out at once."""
        texts = [t for r in readings for t in (r.words, r.about, r.opening, r.found.article.title, *r.sentences)]
        self.words.prepare(texts)


def features_of(terms: Terms, candidate: Candidate, view: Reading) -> Features:
    """The features of one candidate, read as ``view``."""
    found, unit = view.found, view.found.unit
    statement = unit if isinstance(unit, Statement) else None
    coverage = terms.topic if statement else terms.whole
    content, wide, title = coverage.met(view.words), coverage.met(view.about), coverage.met(found.article.title)
    around = np.maximum(wide, title)
    heard = coverage.share(content)
    share, best = _best_sentence(terms, coverage, view)
    asked = found.speaker is not None and found.speaker.id in terms.speakers
    theirs = terms.own if asked else 0.0
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
        theirs=theirs,
        premise=terms.premise.share(terms.premise.met(view.about)),
        dated=float(not terms.years or _is_of(terms.years, found)),
        **(_spoken(terms, statement, found, view.about, theirs) if statement else {}),
    )


def _spoken(terms: Terms, statement: Statement, found: Found, about: str, theirs: float) -> dict[str, float]:
    """The features that only a statement has."""
    text = found.article.text
    cue = stems(statement.cue.of(text)) if statement.cue else frozenset()
    fits = near = 0.0
    if terms.names and not theirs:
        mention = role_words(statement.mention.of(text)) if statement.mention else frozenset()
        fits = _part(terms.names, mention | _known_as(found.speaker))
        near = _part(terms.names, mention | role_words(about) | role_words(found.article.title))
    return {
        "cue": float(bool(cue & terms.asked)),
        "withheld": float(statement.negated or statement.act is Act.DECLINES),
        "nobodys": float(found.speaker is None),
        "fits": fits,
        "near": near,
        "verbatim": float(bool(terms.quoted) and holds(statement, found.article, terms.quoted)),
    }


def _is_of(years: frozenset[str], found: Found) -> bool:
    """Whether an article is of one of the years, or speaks of it; one without a date may be."""
    published = found.article.published
    if published is None or str(published.year) in years:
        return True
    return any(year in found.article.text for year in years) or (
        str(published.year - 1) in years and _LAST_YEAR.search(found.article.text) is not None
    )


def _best_sentence(terms: Terms, coverage: Part, view: Reading) -> tuple[float, str]:
    """The largest share of the topic that one of a candidate's sentences has, and that sentence."""
    scored = [(coverage.share(coverage.met(words)), words) for words in view.sentences]
    return max(scored, key=lambda one: one[0] + _FIT * wanted_in(terms.want, one[1]))


def reading_of(found: Found) -> Reading:
    """A candidate's texts."""
    text, unit = found.article.text, found.unit
    said = isinstance(unit, Statement)
    span = context_of(found.sentences, unit.span, 0)
    first, last = (bisect_left(found.sentences, at, key=lambda s: s.start) for at in (span.start, span.end))
    sentences = [sentence.of(text) for sentence in found.sentences[first:last]]
    return Reading(
        found,
        words=" ".join(unit.texts(text)) if isinstance(unit, Statement) else unit.span.of(text),
        about=context_of(found.sentences, unit.span, _ABOUT).of(text) if said else span.of(text),
        sentences=tuple(sentences) or (unit.span.of(text),),
        opening=text[:_OPENING],
    )


def terms_of(
    question: Question,
    rarity: Mapping[str, float],
    speakers: frozenset[str],
    persons: Collection[str],
    surnames: Collection[str],
) -> Terms:
    """The terms of a question.

    ``rarity`` gives the rarity of each stem, ``speakers`` the ids asked about, ``persons`` the names of
    the corpus's persons, ``surnames`` their last words.
    """
    topic = terms_in(question.topic, rarity)
    whole = terms_in(f"{question.topic} {question.who_words}", rarity)
    premise = terms_in(question.premise, rarity)
    words = Coverage(tuple({term.stem: term for term in (*whole, *premise)}.values()))
    names = " ".join(speaker.name for speaker in question.speakers)
    return Terms(
        words=words,
        topic=words.of(topic),
        whole=words.of(whole),
        alien=sum(term.rarity >= 1 for term in topic) / max(1, len(topic)),
        asked=stems(question.text),
        want=want_of(question.asked, question.text, persons),
        speech=question.speech,
        denies=NEGATION.search(question.text) is not None,
        premise=words.of(premise),
        names=role_words(f"{names} {question.who_words}"),
        speakers=speakers,
        quoted=question.quoted,
        years=frozenset(_YEAR.findall(question.text)) if question.speech < DATED else frozenset(),
        own=min(1.0, question.speech + _OWN) if question.topic else 1.0,
        name=question.topic.capitalize() if question.topic.lower() in surnames else "",
    )


@lru_cache(maxsize=10_000)
def _known_as(speaker: Speaker | None) -> frozenset[str]:
    """The words of a speaker's names and titles."""
    if speaker is None:
        return frozenset()
    names = (*speaker.aliases, *(role.title for role in speaker.roles))
    return frozenset(word for name in names for word in role_words(name))


def _part(wanted: frozenset[str], present: frozenset[str]) -> float:
    """The share of the wanted words of a name or title that are present; whoever leads is a head, a chief or a boss."""
    leads = bool(present & HEADS)
    return sum(word in present or (leads and word in HEADS) for word in wanted) / len(wanted) if wanted else 0.0
