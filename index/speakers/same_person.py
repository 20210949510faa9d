"""Whether two full names of persons are spellings of one.

The rules are wary: a wrong merge puts words into somebody's mouth, a missed one only splits a list.
Given name and surname must both agree; a middle initial or "Jr." that contradicts keeps two apart.
Where a spelling differs, the sound (Double Metaphone) and most letters must agree, and still it is
taken for the same name only if not both of the differing words are established names: "Mekdad" and
"Mikdad" are transliterations, "Marie" and "Maria", "Clark" and "Clarke" are names of their own. Those,
initials and short forms (Ben, Benjamin; Bob, Robert) are one person only with evidence: a role in common.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.english.folding import fold, sounds
from index.english.names import SUFFIXES, bare_surname, given_gender, is_given_name, is_surname, parse_name

if TYPE_CHECKING:
    from nicknames import NickNamer

_LETTERS_ALIKE = 60.0  # rapidfuzz ratio that two transliterations of one name reach
CLIPPED_LETTERS = 3
_VOWELS = re.compile("[aeiouy]+")
_VOWEL = re.compile("[aeiou]")
_ROUNDED = frozenset("ou")


class Verdict(Enum):
    """What two names tell about their bearers."""

    SAME = "same"
    POSSIBLE = "possible"  # one person if something else says so
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in folded parts. ``given`` is empty where one name alone is written."""

    folded: str
    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Two names that may be one share a key: the sounds of the surname with the given name's first sound."""
        givens = {sound[:1] for given in (self.given, *_full_forms(self.given)) for sound in sounds(given)}
        return tuple(f"{surname} {given}" for surname in sounds(self.surname) for given in sorted(givens))


@lru_cache(maxsize=100_000)
def person_name(words: str) -> PersonName:
    """The parts of a name as an article writes it."""
    name = parse_name(words)
    if name is None:
        return PersonName(fold(words), "", (), fold(words), "")
    parts = [fold(word) for word in name.full.split()]
    suffix = next((part for part in parts[1:] if part in SUFFIXES), "")
    surname = fold(bare_surname(name.surname)).replace(" ", "")
    middle = tuple(part for word in name.full.split()[1:-1] if (part := fold(word)) not in SUFFIXES | {surname, ""})
    return PersonName(fold(name.full), fold(name.given).replace(" ", ""), middle if name.given else (), surname, suffix)


def compare(one: PersonName, other: PersonName) -> Verdict:
    """Whether two full names, each with a given name, are one person's."""
    if _middles_conflict(one, other) or (one.suffix and other.suffix and one.suffix != other.suffix):
        return Verdict.DIFFERENT
    verdicts = (_given(one.given, other.given), _spelling(one.surname, other.surname))
    if Verdict.DIFFERENT in verdicts:
        return Verdict.DIFFERENT
    if one.suffix != other.suffix:  # father and son, as often as one man
        return Verdict.POSSIBLE
    return Verdict.POSSIBLE if Verdict.POSSIBLE in verdicts else Verdict.SAME


def _middles_conflict(one: PersonName, other: PersonName) -> bool:
    """George W. and George H. W.: where both are written, they must begin alike."""
    if not (one.middle and other.middle):
        return False
    a, b = one.middle[0], other.middle[0]
    if a[0] != b[0]:
        return True
    return len(a) > 2 and len(b) > 2 and _spelling(a, b) is Verdict.DIFFERENT


def may_be_given(one: str, other: str) -> bool:
    """Whether two folded given names may be one person's: a short form, or spelt otherwise."""
    return _given(one, other) is not Verdict.DIFFERENT


def _given(one: str, other: str) -> Verdict:
    if one == other:
        return Verdict.SAME
    if {gender_of(one), gender_of(other)} == {"f", "m"}:  # Paul and Paula
        return Verdict.DIFFERENT
    short, long = sorted((one, other), key=len)
    initials = len(short) <= 2 and long[0] == short[0]
    clipped = len(short) >= CLIPPED_LETTERS and long.startswith(short)
    if initials or clipped or long in _full_forms(short) or short in _full_forms(long):
        return Verdict.POSSIBLE
    return _spelling(one, other)


@lru_cache(maxsize=100_000)
def _full_forms(given: str) -> frozenset[str]:
    """The given names that an English short form stands for: Leonard for Len."""
    return frozenset(_nicknames().canonicals_of(given)) if given else frozenset()


@cache
def _nicknames() -> "NickNamer":
    from nicknames import NickNamer  # noqa: PLC0415 - only a run that indexes compares names

    return NickNamer()


def _spelling(one: str, other: str) -> Verdict:
    if one == other:
        return Verdict.SAME
    if not alike(one, other):
        return Verdict.DIFFERENT
    return Verdict.POSSIBLE if _established(one) and _established(other) else Verdict.SAME


def alike(one: str, other: str) -> bool:
    """Whether two folded words may be transliterations of one name.

    Arabic and Persian have three short vowels: one is written a or e, one i or e, one u or o. So the last is no
    spelling of the others: Khamenei and Khomeini are two names. Nor does a spelling add a syllable, but for one letter
    (Clark, Clarke): Boies and Bossie, Min and Min-woo are two names.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a run that indexes compares names
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    if _first_is_rounded(one) != _first_is_rounded(other):
        return False
    if _syllables(one) != _syllables(other) and OSA.distance(one, other) > 1:
        return False
    return bool(set(sounds(one)) & set(sounds(other))) and fuzz.ratio(one, other) >= _LETTERS_ALIKE


def _syllables(word: str) -> int:
    """How many runs of vowels a folded word has."""
    return len(_VOWELS.findall(word))


def _first_is_rounded(word: str) -> bool:
    """Whether the first vowel of a folded word is an o or u."""
    vowel = _VOWEL.search(word)
    return vowel is not None and vowel.group() in _ROUNDED


@lru_cache(maxsize=100_000)
def gender_of(given: str) -> str | None:
    """ "f" or "m" where a given name tells it."""
    return given_gender(given) if given else None


@lru_cache(maxsize=100_000)
def _established(word: str) -> bool:
    """Whether a word is a given name or surname in the statistics of some country."""
    return is_given_name(word) or is_surname(word)
