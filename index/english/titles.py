"""Roles as titles: which strings are roles at all, their words in a common form, and when two agree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.english.folding import fold
from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import Denotes, NounUse, denotes_person, nouns_for, nouns_that
from index.english.names import ROLE_MODIFIERS, ROLE_WORDS, TITLES, ModifierKind, ModifierUse
from index.english.places import PlaceKind, places_by
from index.english.tables import alternatives, table, words_where


@dataclass(frozen=True, slots=True)
class Spelling:
    """A row of ``spellings.tsv``: a British spelling with the American one, under which both are compared."""

    word: str
    american: str


AMERICAN = {row.word: row.american for row in table("spellings", Spelling)}
# words for whoever leads, each of which may stand for the others
HEADS = nouns_that(NounUse.HEADS)

_ENDS_HEAD = words_that(WordUse.ENDS_HEAD) | {"and"}
_STOPWORDS = words_of_class(WordClass.ARTICLE, WordClass.POSSESSIVE) | _ENDS_HEAD | {"s"}
_LEVELS = words_where(ROLE_MODIFIERS, kind=ModifierKind.LEVEL)
_ASIDE = words_where(ROLE_MODIFIERS, uses=ModifierUse.ASIDE)
_PAST = words_where(ROLE_MODIFIERS, uses=ModifierUse.PAST)
_RELATIVES = nouns_for(Denotes.RELATIVE)
_WRITTEN_OUT = AMERICAN | {row.word: row.common for row in ROLE_WORDS if row.common} | {"ex": "former"}
_SHORT = {place: word for word, place in reversed(places_by(PlaceKind.ACRONYM).items())}
_PLACES = {
    word: _SHORT.get(place, place)
    for kind in (PlaceKind.ACRONYM, PlaceKind.NAME, PlaceKind.ADJECTIVE)
    for word, place in places_by(kind).items()
}
_AFTER_HEAD = re.compile(rf"\s(?:{alternatives(_ENDS_HEAD)})\s")
_ATTORNEY_GENERAL = re.compile(r"\battorney(?=s? general\b)")
_CHIEF_OFFICER = re.compile(r"\b(chief (?:executive|financial)) officer\b")
_STEM = 5


@lru_cache(maxsize=100_000)
def is_role(title: str) -> bool:
    """Whether words that an article ties to a name denote a person: "home secretary", not "all times"."""
    head = _AFTER_HEAD.split(f"{title} ")[0]
    words = [part for word in fold(head).split() for part in _WRITTEN_OUT.get(word, word).split()]
    if not words or not title[0].isalnum():
        return False
    return any(word in TITLES for word in words) or words[-1] in _RELATIVES or denotes_person(words[-1])


@lru_cache(maxsize=100_000)
def is_kin(title: str) -> bool:
    """Whether words tell whose relative somebody is: "his pastor father"."""
    words = fold(_AFTER_HEAD.split(f"{title} ")[0]).split()
    return bool(words) and words[-1] in _RELATIVES


@lru_cache(maxsize=100_000)
def role_words(title: str) -> frozenset[str]:
    """The words of a title in a common form: "US Sen." and "American senator" have the same."""
    folded = _ATTORNEY_GENERAL.sub("attorney-", fold(title)).replace("attorney- general", "attorneygeneral")
    folded = _CHIEF_OFFICER.sub(r"\1", folded)
    for phrase, short in _SHORT.items():
        folded = folded.replace(phrase, short)
    words = [part for word in folded.split() for part in _WRITTEN_OUT.get(word, word).split()]
    joined: list[str] = []
    for word in words:  # a vice president is no president
        if joined and joined[-1] in _LEVELS and word in TITLES:
            joined[-1] += f"-{word}"
        else:
            joined.append(word)
    return frozenset(_stem(word) for word in joined if word not in _STOPWORDS)


def _stem(word: str) -> str:
    """Enough of a word to tie a place to its adjective: Syria, Syrian; a title keeps all its letters."""
    word = _PLACES.get(word, word)
    if word in TITLES or word in _LEVELS | _ASIDE or "-" in word:
        return word
    if word.endswith("s") and word[:-1] in TITLES:
        return word[:-1]
    return word[:_STEM] if len(word) > _STEM else word


def agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two persons hold a role in common: one title contains the other, or they share most words.

    "Syrian foreign minister" and "foreign minister" agree; "Syrian" and "Iranian foreign minister" do not.
    """
    theirs = [words for title in other for words in _offices(title)]
    for ours in (words for title in one for words in _offices(title)):
        for words in theirs:
            shared = ours & words
            if shared and (shared in (ours, words) or len(shared) > max(len(ours - words), len(words - ours), 2)):
                return True
    return False


@lru_cache(maxsize=100_000)
def _offices(title: str) -> tuple[frozenset[str], ...]:
    """The words of each role in a title: "professor of law and curator of the museum" is two."""
    parts = [part for part in re.split(r"\s+and\s+|[;,]\s*", title) if part and is_role(part)]
    return tuple(role_words(part) - _ASIDE for part in dict.fromkeys([title, *parts]))


@lru_cache(maxsize=100_000)
def is_past(title: str) -> bool:
    """Whether a title says that it is held no more, or not quite."""
    return bool(role_words(title) & _PAST)
