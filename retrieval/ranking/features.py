"""What the ranking sees of a candidate: how near it is to the topic, and how near its speaker to who is asked about."""

import math
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from index.models import Act, Speaker, Statement
from index.search.snapshot import Found
from retrieval.answer.verbatim import holds
from retrieval.models import Named, Question
from retrieval.ranking.search import Candidate

_WORDS = re.compile(r"\w+")
_MARKS = re.compile(r"[\u0300-\u036f]+|[’']s\b")  # accents, possessives
_local = threading.local()  # a stemmer keeps its state between calls: one for each thread
_LONG_WORDS = 40  # from this length on a statement is not better for being longer
_ABOUT = 3  # sentences before a statement in which its subject may have been named


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of; every value lies between 0 and about 1.

    ``question``, ``topic`` and ``article`` are cosines (see ``Candidate``). ``content``, ``wide`` and
    ``title`` are the share of the topic's stems, weighted by rarity, found in the words themselves, in
    the sentences about them and in the article's title; ``whole`` is ``content`` cubed, next to nothing
    unless nearly all of it is there. ``cue`` is 1 where the question's verb is the
    statement's ("tweeted", "called"). ``length`` says how many words it has, ``withheld`` is 1 where
    they are what somebody did not say. ``theirs`` is 1 for a
    statement of a speaker asked about. The rest is for the others: ``nobodys`` is 1 where the speaker is
    unknown, ``near`` how much of the name or description asked about stands around the statement, and
    ``fits`` how much of it the speaker's own names, titles and mention have. ``rare`` is 1 where the
    topic's rarest stem stands in or about the words and ``premise`` the share of what the question takes
    for granted that does, ``alien`` the share of the topic's stems that stand nowhere in the corpus; only
    abstention looks at these three. ``verbatim`` is 1 where the statement has the very words that the question
    quotes; nothing is learned of it, it decides.
    """

    question: float = 0.0
    topic: float = 0.0
    article: float = 0.0
    content: float = 0.0
    whole: float = 0.0
    wide: float = 0.0
    title: float = 0.0
    cue: float = 0.0
    length: float = 0.0
    withheld: float = 0.0
    theirs: float = 0.0
    nobodys: float = 0.0
    near: float = 0.0
    fits: float = 0.0
    rare: float = 0.0
    premise: float = 0.0
    alien: float = 0.0
    verbatim: float = 0.0


@dataclass(frozen=True, slots=True)
class Terms:
    """A question's topic and the names in it as stems with their rarity, worked out once for all candidates.

    ``rarest`` and ``alien`` are the topic's rarest stem and the share of its stems that the corpus does not have.
    """

    topic: Mapping[str, float]
    rarest: str | None
    alien: float
    asked: frozenset[str]
    premise: Mapping[str, float]
    names: Mapping[str, float]
    speakers: frozenset[str]
    quoted: tuple[str, ...]


def features_of(terms: Terms, candidate: Candidate, found: Found) -> Features:
    """The features of one candidate."""
    article, unit = found.article, found.unit
    statement = unit if isinstance(unit, Statement) else None
    words = " ".join(statement.texts(article.text)) if statement else unit.span.of(article.text)
    about = found.context(_ABOUT).of(article.text) if statement else words
    theirs = found.speaker is not None and found.speaker.id in terms.speakers
    other = bool(terms.names) and not theirs
    content = stems(words)
    wide = content | stems(about)
    mention = stems(statement.mention.of(article.text)) if other and statement and statement.mention else frozenset()
    cue = stems(statement.cue.of(article.text)) if statement and statement.cue else frozenset()
    heard = _share(terms.topic, content)
    return Features(
        question=candidate.question,
        topic=candidate.topic,
        article=candidate.article,
        content=heard,
        whole=heard**3,
        wide=_share(terms.topic, wide),
        title=_share(terms.topic, _title_stems(article.title)),
        cue=float(bool(cue & terms.asked)),
        length=min(1.0, math.log1p(len(words.split())) / math.log1p(_LONG_WORDS)),
        withheld=float(statement is not None and (statement.negated or statement.act is Act.DECLINES)),
        theirs=float(theirs),
        nobodys=float(statement is not None and found.speaker is None),
        near=_share(terms.names, mention | wide) if other else 0.0,
        fits=_share(terms.names, mention | _known_as(found.speaker)) if other else 0.0,
        rare=float(terms.rarest in wide),
        premise=_share(terms.premise, wide),
        alien=terms.alien,
        verbatim=float(bool(terms.quoted) and statement is not None and holds(statement, article, terms.quoted)),
    )


def stems(words: str) -> frozenset[str]:
    """The English (Porter 2) stems of the words."""
    # as fold() does, but at the speed that forty candidates a question need
    plain = words if words.isascii() else normalize("NFKD", words)
    if "'" in plain or not plain.isascii():
        plain = _MARKS.sub("", plain)
    return frozenset(map(_stem, _WORDS.findall(plain.lower())))


def terms_of(question: Question, rarity: Mapping[str, float], asked: frozenset[str]) -> Terms:
    """The terms of a question. ``rarity`` gives the rarity of each stem, ``asked`` whose statements are theirs."""
    words = question.who.words if isinstance(question.who, Named) else (question.who_words,)
    names = stems(" ".join(words)) | {s for speaker in question.speakers for s in stems(speaker.name)}
    topic = {stem: rarity.get(stem, 1.0) for stem in stems(question.topic)}
    return Terms(
        topic=topic,
        rarest=max(sorted(topic), key=lambda stem: topic[stem], default=None),
        alien=sum(weight >= 1 for weight in topic.values()) / max(1, len(topic)),
        asked=stems(question.text),
        premise=dict.fromkeys(stems(question.premise), 1.0),
        names={stem: rarity.get(stem, 1.0) for stem in names},
        speakers=asked,
        quoted=question.quoted,
    )


@lru_cache(maxsize=10_000)
def _known_as(speaker: Speaker | None) -> frozenset[str]:
    """The stems of a speaker's names and titles."""
    if speaker is None:
        return frozenset()
    return stems(" ".join((*speaker.aliases, *(role.title for role in speaker.roles))))


@lru_cache(maxsize=10_000)
def _title_stems(title: str) -> frozenset[str]:
    return stems(title)


def _share(wanted: Mapping[str, float], present: frozenset[str]) -> float:
    found = sum(weight for stem, weight in wanted.items() if stem in present)
    return found / sum(wanted.values()) if found else 0.0


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if not hasattr(_local, "stemmer"):
        import Stemmer  # noqa: PLC0415

        _local.stemmer = Stemmer.Stemmer("english")
    stem: str = _local.stemmer.stemWord(word)
    return stem
