"""What the ranking sees of a candidate: how near it is to the topic, and how near its speaker to who is asked about."""

import math
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

import numpy as np

from index.english.titles import role_words
from index.models import Act, Article, Span, Speaker, Statement
from index.search.passages import context_of
from index.search.snapshot import Found
from retrieval.answer.verbatim import holds
from retrieval.models import Anybody, Asked, Named, Question
from retrieval.question.words import FILLER
from retrieval.ranking.likeness import NOISE, word_vectors
from retrieval.ranking.search import Candidate
from retrieval.ranking.wanted import has_wanted

_WORDS = re.compile(r"\w+")
_MARKS = re.compile(r"[\u0300-\u036f]+|[’']s\b")  # accents, possessives
_local = threading.local()  # a stemmer keeps its state between calls: one for each thread
_LONG_WORDS = 40  # from this length on a statement is not better for being longer
_ABOUT = 3  # sentences before a statement in which its subject may have been named
_LIKE = 0.9  # what a word that is like one of the topic counts for at most


@dataclass(frozen=True, slots=True)
class Features:
    """What the score is made of; every value lies between 0 and about 1.

    ``question``, ``topic`` and ``article`` are cosines (see ``Candidate``), ``bm25`` a share of the best score.
    ``content``, ``wide`` and ``title`` are the share of the topic, weighted by rarity, that the words themselves,
    the sentences about them and the article's title have: a word counts in full where its stem is there, in part
    where a word of like meaning is. ``whole`` is ``content`` cubed, next to nothing unless nearly all of it is
    there. ``sentence`` is the largest share that one sentence has and ``wanted`` 1 where that sentence holds
    the kind of thing asked for. ``rare`` is how well the topic's rarest word is met in or about the words, ``weakest``
    the least that any of its rarer words is met anywhere in the article. ``length`` says how many words there are.

    ``spoken`` is 1 for a statement where words are wanted, ``told`` 1 for a passage where a fact is, each in the
    share in which the question wants it. Of a statement, ``cue`` is 1 where the question's verb is its own
    ("tweeted"), ``withheld`` where the words are what somebody did not say, ``theirs`` for a speaker asked
    about, ``nobodys`` where the speaker is unknown; ``fits`` is how much of the name or description asked about its
    speaker's names, titles and mention have, ``near`` how much of it stands around. ``premise`` is the share of what
    the question takes for granted that stands about the words; only abstention looks at it. ``verbatim`` is 1 where
    a statement has the very words that the question quotes; nothing is learned of it, it decides.
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
    rare: float = 0.0
    weakest: float = 0.0
    length: float = 0.0
    spoken: float = 0.0
    told: float = 0.0
    cue: float = 0.0
    withheld: float = 0.0
    theirs: float = 0.0
    nobodys: float = 0.0
    fits: float = 0.0
    near: float = 0.0
    premise: float = 0.0
    verbatim: float = 0.0


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question, and how rare its stem is in the corpus (0 to 1)."""

    word: str
    rarity: float


@dataclass(frozen=True, slots=True)
class Terms:
    """A question's words as stems with their rarity, worked out once for all candidates.

    ``topic`` are those of its topic, ``whole`` also those of the speakers that it names: a passage holds a fact
    only if it has them too. ``alien`` is the share of the topic's stems that the corpus does not have.
    """

    topic: Mapping[str, Term]
    whole: Mapping[str, Term]
    alien: float
    asked: frozenset[str]
    wanted: Asked | None
    speech: float
    premise: Mapping[str, Term]
    names: frozenset[str]
    open: bool
    speakers: frozenset[str]
    quoted: tuple[str, ...]


class Texts:
    """The words of the candidates of one question, and how like the question's words they are."""

    def __init__(self) -> None:
        self._vectors = word_vectors()

    def met(self, wanted: Mapping[str, Term], text: str) -> dict[str, float]:
        """How well each wanted stem is met in a text: 1 by its own stem, less by a word that is like it."""
        if not wanted:
            return {}
        words = content_words(text)
        present = words.stems
        missing = [stem for stem in wanted if stem not in present]
        met = dict.fromkeys(wanted, 1.0)
        if missing:
            like = self._likest([wanted[stem].word for stem in missing], words.rows)
            met.update(zip(missing, like, strict=True))
        return met

    def _likest(self, wanted: list[str], rows: Sequence[int]) -> list[float]:
        if not rows:
            return [0.0] * len(wanted)
        best = self._vectors.likeness(wanted, rows).max(axis=1)
        scaled = np.clip((best - NOISE) / (1 - NOISE), 0.0, 1.0) * _LIKE
        return [float(value) for value in scaled]


@dataclass(frozen=True, slots=True)
class ContentWords:
    """A text as the stems of its words and the rows of their vectors."""

    stems: frozenset[str]
    rows: tuple[int, ...]


@lru_cache(maxsize=20_000)
def content_words(text: str) -> ContentWords:
    """The stems of a text's words and the rows of their vectors, function words left out of the latter."""
    words = set(_split(text))
    content = [word for word in words if len(word) > 2 and word not in FILLER]
    return ContentWords(frozenset(map(_stem, words)), tuple(word_vectors().rows(content)))


def features_of(terms: Terms, texts: Texts, candidate: Candidate, found: Found) -> Features:
    """The features of one candidate."""
    article, unit = found.article, found.unit
    statement = unit if isinstance(unit, Statement) else None
    words = " ".join(statement.texts(article.text)) if statement else unit.span.of(article.text)
    about = context_of(found.sentences, unit.span, _ABOUT if statement else 0).of(article.text)
    wanted = terms.topic if statement else terms.whole
    content, wide = texts.met(wanted, words), texts.met(wanted, about)
    title = texts.met(wanted, article.title)
    around = {stem: max(wide[stem], title[stem]) for stem in wanted}
    heard = share_of(wanted, content)
    share, best = _best_sentence(terms, texts, wanted, found)
    theirs = float(found.speaker is not None and found.speaker.id in terms.speakers)
    return Features(
        question=candidate.question,
        topic=candidate.topic,
        article=candidate.article,
        bm25=candidate.bm25,
        content=heard,
        whole=heard**3,
        wide=share_of(wanted, wide),
        title=share_of(wanted, title),
        sentence=share,
        wanted=float(has_wanted(terms.wanted, best)),
        rare=_rarest(wanted, around),
        weakest=_weakest(wanted, texts, article, around),
        length=min(1.0, math.log1p(len(words.split())) / math.log1p(_LONG_WORDS)),
        spoken=terms.speech if statement else 0.0,
        told=0.0 if statement else 1 - terms.speech,
        theirs=theirs,
        premise=share_of(terms.premise, texts.met(terms.premise, about)),
        **(_spoken(terms, statement, found, about, theirs) if statement else {}),
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


def _best_sentence(terms: Terms, texts: Texts, wanted: Mapping[str, Term], found: Found) -> tuple[float, str]:
    """The largest share of the topic that one of a candidate's sentences has, and that sentence."""
    text = found.article.text
    best: tuple[float, float, str] = (0.0, 0.0, "")
    for sentence in sentences_of(found):
        words = sentence.of(text)
        share = share_of(wanted, texts.met(wanted, words))
        fit = 0.25 * has_wanted(terms.wanted, words)
        best = max(best, (share + fit, share, words), key=lambda one: one[0])
    return best[1], best[2]


def sentences_of(found: Found) -> list[Span]:
    """The sentences in which a candidate stands."""
    span = context_of(found.sentences, found.unit.span, 0)
    return [sentence for sentence in found.sentences if span.start <= sentence.start < span.end] or [found.unit.span]


def stems(words: str) -> frozenset[str]:
    """The English (Porter 2) stems of the words."""
    return frozenset(map(_stem, _split(words)))


def _split(words: str) -> list[str]:
    # as fold() does, but at the speed that many candidates a question need
    plain = words if words.isascii() else normalize("NFKD", words)
    if "'" in plain or not plain.isascii():
        plain = _MARKS.sub("", plain)
    return _WORDS.findall(plain.lower())


def terms_of(question: Question, rarity: Mapping[str, float], speakers: frozenset[str]) -> Terms:
    """The terms of a question. ``rarity`` gives the rarity of each stem, ``speakers`` the ids asked about."""
    topic = _terms(question.topic, rarity)
    names = " ".join(speaker.name for speaker in question.speakers)
    return Terms(
        topic=topic,
        whole=topic | _terms(question.who_words, rarity),
        alien=sum(term.rarity >= 1 for term in topic.values()) / max(1, len(topic)),
        asked=stems(question.text),
        wanted=question.asked,
        speech=question.speech,
        premise=_terms(question.premise, rarity),
        names=role_words(f"{names} {question.who_words}" if isinstance(question.who, Named) else question.who_words),
        open=isinstance(question.who, Anybody),
        speakers=speakers,
        quoted=question.quoted,
    )


def _terms(words: str, rarity: Mapping[str, float]) -> dict[str, Term]:
    return {
        stem: Term(word, rarity.get(stem, 1.0))
        for word in _split(words)
        if word not in FILLER and (stem := _stem(word))
    }


@lru_cache(maxsize=10_000)
def _known_as(speaker: Speaker | None) -> frozenset[str]:
    """The words of a speaker's names and titles."""
    if speaker is None:
        return frozenset()
    names = (*speaker.aliases, *(role.title for role in speaker.roles))
    return frozenset(word for name in names for word in role_words(name))


def share_of(wanted: Mapping[str, Term], met: Mapping[str, float]) -> float:
    """How much of the wanted words is met, weighted by their rarity, between 0 and 1."""
    total = sum(term.rarity for term in wanted.values())
    return sum(term.rarity * met[stem] for stem, term in wanted.items()) / total if total else 0.0


def _part(wanted: frozenset[str], present: frozenset[str]) -> float:
    return len(wanted & present) / len(wanted) if wanted else 0.0


_RARE = 0.35


def _rarest(wanted: Mapping[str, Term], met: Mapping[str, float]) -> float:
    rarest = max(sorted(wanted), key=lambda stem: wanted[stem].rarity, default=None)
    return met[rarest] if rarest is not None else 0.0


def _weakest(wanted: Mapping[str, Term], texts: Texts, article: Article, met: Mapping[str, float]) -> float:
    rare = {stem: term for stem, term in wanted.items() if term.rarity >= _RARE}
    if not rare or min(met[stem] for stem in rare) == 1:
        return 1.0
    anywhere = texts.met(rare, article.text)
    return min(anywhere.values())


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if not hasattr(_local, "stemmer"):
        import Stemmer  # noqa: PLC0415

        _local.stemmer = Stemmer.Stemmer("english")
    stem: str = _local.stemmer.stemWord(word)
    return stem
