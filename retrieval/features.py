"""What the ranking sees of a candidate: how near it is to the topic, and how near its speaker to who is asked about."""

import math
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.documents import context_of
from index.models import Act, Kind, SpeakerKind, Statement
from index.snapshot import Found
from index.speakers import fold
from retrieval.models import Question
from retrieval.search import Candidate

_local = threading.local()  # a stemmer keeps its state between calls: one for each thread
_LONG_WORDS = 40  # from this length on a statement is not better for being longer
_WIDE = 3  # sentences before a statement in which its subject may have been named


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of; every value lies between 0 and about 1.

    ``question``, ``topic`` and ``article`` are cosines (see ``Candidate``). ``content``, ``context``,
    ``wide`` and ``title`` are the share of the topic's stems, weighted by rarity, found in the words
    themselves, in the sentences around them, in some more before them and in the article's title.
    ``cue`` is 1 where the question's verb is the statement's ("tweeted", "called"). ``direct`` and
    ``mixed`` say how the words are reported, ``length`` how many they are. ``theirs`` is 1 for a
    statement of a speaker asked about, ``nobodys`` for one of unknown speaker, ``loose`` for one whose
    other speaker was found from a pronoun or a description. ``near`` says how much of the name stands
    around the statement, ``present`` how much of it in the article; both are 0 for ``theirs``.
    """

    question: float = 0.0
    topic: float = 0.0
    article: float = 0.0
    bm25: float = 0.0
    fused: float = 0.0
    content: float = 0.0
    context: float = 0.0
    wide: float = 0.0
    title: float = 0.0
    cue: float = 0.0
    act: float = 0.0
    direct: float = 0.0
    mixed: float = 0.0
    length: float = 0.0
    theirs: float = 0.0
    nobodys: float = 0.0
    loose: float = 0.0
    near: float = 0.0
    present: float = 0.0


@dataclass(frozen=True, slots=True)
class Terms:
    """A question's topic and the names in it as stems with their rarity, worked out once for all candidates."""

    topic: Mapping[str, float]
    asked: frozenset[str]
    names: Mapping[str, float]
    speakers: frozenset[str]


def features_of(terms: Terms, candidate: Candidate, found: Found) -> Features:
    """The features of one candidate."""
    article, unit = found.article, found.unit
    statement = unit if isinstance(unit, Statement) else None
    words = " ".join(statement.texts(article.text)) if statement else unit.span.of(article.text)
    around = context_of(found.sentences, unit.span).of(article.text) if statement else words
    wide = context_of(found.sentences, unit.span, _WIDE).of(article.text) if statement else words
    theirs = found.speaker is not None and found.speaker.id in terms.speakers
    content = stems(words)
    context = content | stems(around)
    wider = context | stems(wide)
    cue = stems(statement.cue.of(article.text)) if statement and statement.cue else frozenset()
    other = bool(terms.names) and not theirs
    mention = stems(statement.mention.of(article.text)) if statement and statement.mention else frozenset()
    return Features(
        question=candidate.question,
        topic=candidate.topic,
        article=candidate.article,
        bm25=candidate.bm25,
        fused=candidate.fused * 20,  # first in all three rankings: about 1
        content=_share(terms.topic, content),
        context=_share(terms.topic, context),
        wide=_share(terms.topic, wider),
        title=_share(terms.topic, stems(article.title)),
        cue=float(bool(cue & terms.asked)),
        act=float(bool(statement and statement.act is not Act.STATES and statement.act.value[:3] in _acts(terms.asked))),
        direct=float(bool(statement and statement.kind is Kind.DIRECT)),
        mixed=float(bool(statement and statement.kind is Kind.MIXED)),
        length=min(1.0, math.log1p(len(words.split())) / math.log1p(_LONG_WORDS)),
        theirs=float(theirs),
        nobodys=float(found.speaker is None and other),
        loose=float(found.speaker is not None and other and _loose(found, mention)),
        near=_share(terms.names, mention | context) if other else 0.0,
        present=_share(terms.names, stems(article.title) | wider) if other else 0.0,
    )


def stems(words: str) -> frozenset[str]:
    """The English (Porter 2) stems of the words."""
    return frozenset(_stem(word) for word in re.findall(r"\w+", fold(words)))


def terms_of(question: Question, rarity: Mapping[str, float]) -> Terms:
    """The terms of a question. ``rarity`` gives the rarity of each stem of its text."""
    unnamed = question.unknown_speaker or question.described
    named = [*question.named, *([unnamed] if unnamed else [])]
    names = stems(" ".join(named)) | {s for speaker in question.speakers for s in stems(speaker.name)}
    return Terms(
        topic={stem: rarity.get(stem, 1.0) for stem in stems(question.topic)},
        asked=stems(question.text),
        names={stem: rarity.get(stem, 1.0) for stem in names},
        speakers=frozenset(speaker.id for speaker in question.speakers),
    )


def _acts(asked: frozenset[str]) -> frozenset[str]:
    """The first letters of the verbs of a question, to be compared with those of an act."""
    return frozenset(stem[:3] for stem in asked)


def _loose(found: Found, mention: frozenset[str]) -> bool:
    """Whether the statement's speaker is not named at the place itself."""
    speaker = found.speaker
    if speaker is None or speaker.kind is SpeakerKind.ORGANISATION:
        return not mention
    return not mention & {stem for alias in speaker.aliases for stem in stems(alias)}


def _share(wanted: Mapping[str, float], present: frozenset[str]) -> float:
    total = sum(wanted.values())
    return sum(weight for stem, weight in wanted.items() if stem in present) / total if total else 0.0


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if not hasattr(_local, "stemmer"):
        import snowballstemmer  # noqa: PLC0415

        _local.stemmer = snowballstemmer.stemmer("english")
    stem: str = _local.stemmer.stemWord(word)
    return stem
