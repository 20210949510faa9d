"""What of a question and of a candidate is compared: a question's words with their rarity, a candidate's texts."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from index.english.lexicon import Denotes, denotes_person, nouns_for
from index.english.places import PlaceKind, places_by
from index.english.titles import is_role, role_words
from index.models import Span, SpeakerKind, Statement, hull
from index.search.found import Found
from index.search.passages import sentences_at
from index.speakers import initials
from retrieval.models import Described, Question
from retrieval.question.slots import DATED
from retrieval.question.words import DETERMINERS, NEGATION, PREPOSITIONS, singulars
from retrieval.ranking.circumstances import Circumstances, circumstances_in
from retrieval.ranking.coverage import Coverage, Part, terms_in
from retrieval.ranking.stemming import stems
from retrieval.ranking.wanted import Want, want_of

_ABOUT = 3  # sentences before a statement in which its subject may have been named
_OPENING = 500  # characters of an article in which it says what it is about
_PLACES = places_by(PlaceKind.ACRONYM)
_OUTSIDE_NAMES = DETERMINERS | PREPOSITIONS
_KIN_BEFORE = re.compile(r"(?P<owner>.+)[’']s? (?:.+ )?(?P<head>\w+)")
_KIN_BEHIND = re.compile(r"(?:.+ )?(?P<head>\w+) (?:of|for|to) (?P<owner>.+)")
_RELATIVES = nouns_for(Denotes.RELATIVE)
_LETTERS = 3  # two are the initials of too many names
_OWN = 0.4  # what a statement by somebody named in a question counts for being theirs where a fact is wanted


@dataclass(frozen=True, slots=True)
class Reading:
    """The texts of a candidate: its words, those about it, the sentences in which it stands, the article's opening.

    ``pieces`` are the words, ``around`` what is about them, each in sentences where it consists of whole ones: the
    candidates of an article share these, so that each is compared once.
    """

    found: Found
    pieces: tuple[str, ...]
    about: str
    around: tuple[str, ...]
    sentences: tuple[str, ...]
    opening: str

    @property
    def words(self) -> str:
        """The words in one."""
        return " ".join(self.pieces)


@dataclass(frozen=True, slots=True)
class Terms:
    """A question's words as stems with their rarity, worked out once for all candidates.

    ``topic`` are those of its topic, ``whole`` also those of the speakers that it names: a passage holds a fact
    only if it has them too. ``alien`` is the share of the topic's stems that the corpus does not have. ``names`` are
    the words of each name, or of the description, that is asked about, ``bodies`` those of bodies and countries.
    ``name`` is the topic where it is nothing but somebody's surname, as names are written. ``person`` is true where the
    description of a person is asked about, ``beside`` are then the stems of the topic: whom it names is somebody else.
    ``owner`` are those of whose relative or the like it describes ("Ann Lee's family").
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
    names: tuple[frozenset[str], ...]
    bodies: tuple[frozenset[str], ...]
    speakers: frozenset[str]
    quoted: tuple[str, ...]
    circumstances: Circumstances
    own: float
    name: str
    person: bool
    beside: frozenset[str]
    owner: frozenset[str]

    def compare(self, readings: Sequence[Reading]) -> None:
        """Work the likeness of all the readings' words out at once."""
        self.words.prepare(
            text
            for one in readings
            for text in (*one.pieces, *one.around, one.opening, one.found.article.title, *one.sentences)
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
    names = [role_words(speaker.name) for speaker in question.speakers] or _described(question.who_words)
    person = isinstance(question.who, Described) and is_role(question.who_words)
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
        names=tuple(name for name in names if name),
        bodies=tuple(role_words(one.name) for one in question.speakers if one.kind is SpeakerKind.ORGANISATION),
        speakers=speakers,
        quoted=question.quoted,
        circumstances=circumstances_in(f"{question.text} {question.topic}", years=question.speech < DATED),
        own=min(1.0, question.speech + _OWN) if question.topic else 1.0,
        name=question.topic.capitalize() if question.topic.lower() in surnames else "",
        person=person,
        beside=stems(question.topic) if person else frozenset(),
        owner=_owner_in(question.who_words) if isinstance(question.who, Described) else frozenset(),
    )


def _owner_in(description: str) -> frozenset[str]:
    """The stems of the name whose relative, lawyer or the like is described; of none for "Lee's letter"."""
    found = _KIN_BEFORE.fullmatch(description) or _KIN_BEHIND.fullmatch(description)
    if found is None or not any(denotes_person(one) or one in _RELATIVES for one in singulars(found["head"].lower())):
        return frozenset()
    return stems(found["owner"])


def _described(words: str) -> list[frozenset[str]]:
    """The words of a description, and those with an acronym in place of a body's name: "head of the UNEP"."""
    parts = [part for word in words.split() for part in _PLACES.get(word.lower(), word).split()]
    found = [role_words(words)]
    for start in range(len(parts)):
        end = next((i for i in range(start, len(parts)) if parts[i].lower() in _OUTSIDE_NAMES), len(parts))
        if end - start >= _LETTERS and (start == 0 or parts[start - 1].lower() in _OUTSIDE_NAMES):
            short = initials(" ".join(part.capitalize() for part in parts[start:end]))
            found += [role_words(" ".join((*parts[:start], letters, *parts[end:]))) for letters in sorted(short)]
    return found


def reading_of(found: Found) -> Reading:
    """A candidate's texts."""
    text, unit = found.article.text, found.unit
    first, last = sentences_at(found.sentences, unit.span)
    before = min(first, _ABOUT) if isinstance(unit, Statement) and first < last else 0
    spans = found.sentences[first - before : last]
    around = hull([unit.span, spans[0], spans[-1]]) if spans else unit.span
    return Reading(
        found,
        pieces=unit.texts(text) if isinstance(unit, Statement) else _sentences_of(unit.span, spans, text),
        about=around.of(text),
        around=_sentences_of(around, spans, text),
        sentences=tuple(span.of(text) for span in spans[before:]) or (unit.span.of(text),),
        opening=text[:_OPENING],
    )


def _sentences_of(span: Span, sentences: Sequence[Span], text: str) -> tuple[str, ...]:
    """Those of the sentences of which a span consists, or else its text in one."""
    inside = [sentence for sentence in sentences if sentence.start >= span.start]
    whole = inside and (inside[0].start, inside[-1].end) == (span.start, span.end)
    return tuple(sentence.of(text) for sentence in inside) if whole else (span.of(text),)
