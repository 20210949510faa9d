"""What of a question and of a candidate is compared: a question's words with their rarity, a candidate's texts."""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from index.english.titles import role_words
from index.models import Statement
from index.search.found import Found
from index.search.passages import context_of
from retrieval.models import Question
from retrieval.question.slots import DATED
from retrieval.question.words import NEGATION
from retrieval.ranking.coverage import Coverage, Part, terms_in
from retrieval.ranking.stemming import stems
from retrieval.ranking.wanted import Want, want_of

_ABOUT = 3  # sentences before a statement in which its subject may have been named
_OPENING = 500  # characters of an article in which it says what it is about
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OWN = 0.4  # what a statement by somebody named in a question counts for being theirs where a fact is wanted


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
