"""Names as written: honorifics off, possessives off, parts told apart, and what a given name tells of gender."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import zip_longest

from index.english.function_words import WordUse, words_that
from index.english.lexicon import NOUN_ROWS, Denotes, NounRow, NounUse, denotes_person, nouns_that
from index.english.tables import table, words_where


class Part(StrEnum):
    """What a word is within, before or behind a name."""

    HONORIFIC = "honorific"
    TITLE = "title"  # an abbreviated title; those written out are nouns
    ABBREVIATION = "abbreviation"  # of a role; before a name it stands in capitals ("PM Lee", not "3 pm Lee")
    SUFFIX = "suffix"  # part of the name
    LETTERS = "letters"  # behind it
    PARTICLE = "particle"
    SHORTENED = "shortened"  # mostly written with a full stop


class ModifierKind(StrEnum):
    """What a word before a role tells of it."""

    LEVEL = "level"  # another office than the one that it qualifies
    TIME = "time"
    STANDING = "standing"
    FIELD = "field"  # what an office is for


class ModifierUse(StrEnum):
    """What else is known of a word before a role."""

    TITLE = "title"  # stands before names as titles do
    PAST = "past"  # the role is held no more, or not quite
    UNLIKE = "unlike"  # one who holds it fits no mention without it: a vice president is no president
    ASIDE = "aside"  # left out where roles are compared
    NEUTRAL = "neutral"  # a mention may add it to a role that was given without it


@dataclass(frozen=True, slots=True)
class NamePart:
    """A row of ``name_parts.tsv``; ``common`` and ``also`` as in ``nouns.tsv``."""

    word: str
    parts: frozenset[Part]
    gender: str | None = None
    common: str = ""
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RoleModifier:
    """A row of ``role_modifiers.tsv``."""

    word: str
    kind: ModifierKind
    uses: frozenset[ModifierUse] = frozenset()


@dataclass(frozen=True, slots=True)
class GivenName:
    """A row of ``given_names.tsv``: in how many countries' lists a name is a woman's and a man's."""

    word: str
    feminine: int
    masculine: int


@dataclass(frozen=True, slots=True)
class Surname:
    """A row of ``surnames.tsv``, folded: in how many countries' lists it stands."""

    word: str
    countries: int


NAME_PARTS = table("name_parts", NamePart)
ROLE_MODIFIERS = table("role_modifiers", RoleModifier)
_PERSONS = (row for row in NOUN_ROWS.values() if row.denotes is Denotes.PERSON)
ROLE_WORDS: tuple[NounRow | NamePart, ...] = (*_PERSONS, *NAME_PARTS)
HONORIFICS = {row.word: row.gender for row in NAME_PARTS if Part.HONORIFIC in row.parts}
TITLES = (
    nouns_that(NounUse.TITLE)
    | words_where(NAME_PARTS, parts=Part.TITLE)
    | words_where(ROLE_MODIFIERS, uses=ModifierUse.TITLE)
)
SHORTENED = words_where(NAME_PARTS, parts=Part.SHORTENED)
SUFFIXES = words_where(NAME_PARTS, parts=Part.SUFFIX)
_LETTERS = words_where(NAME_PARTS, parts=Part.LETTERS)
_PARTICLES = words_where(NAME_PARTS, parts=Part.PARTICLE)
ABBREVIATIONS = words_where(NAME_PARTS, parts=Part.ABBREVIATION)
_PREPOSITIONS = words_that(WordUse.ENDS_HEAD) | {"and"}
_CLEAR_SHARE = 0.85  # of the lists that hold a given name: from here on it tells the gender
_LEADING = frozenset({"a", "an", "the", "and"})
_ACRONYM = re.compile(r"[A-Z]{2,3}")
_LONG_ACRONYM = re.compile(r"[A-Z]{3}")
_POSSESSIVE = re.compile(r"[’']s?$")
_ARTICLES = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: ``given`` is empty where only a surname is written."""

    full: str
    given: str
    surname: str
    gender: str | None = None


def parse_name(words: str) -> Name | None:
    """The parts of a name as written, honorific and titles left out; None if nothing is left."""
    written = _after_title(_POSSESSIVE.sub("", words.strip()).split())
    kept, gender = _kept_of(written)
    if _is_in_capitals(kept):
        kept = [word.title() for word in kept]
    core = [word for word in kept if word.strip(".").lower() not in SUFFIXES]
    if not core:
        return None
    surname = core[-1]
    given = core[0] if len(core) > 1 and core[0].lower().strip("-") not in _PARTICLES else ""
    return Name(" ".join(kept), given, surname, gender)


def _kept_of(written: list[str]) -> tuple[list[str], str | None]:
    """The words that are the name, and the gender that an honorific before it tells ("Mrs. Ann Lee, MP")."""
    kept: list[str] = []
    gender = None
    for word, following in zip_longest(written, written[1:], fillvalue=""):
        bare = word.strip(".,()").lower()
        if not kept and bare in HONORIFICS:
            gender = HONORIFICS[bare] or gender
        elif bare in _LETTERS if kept else _is_left_out(word, following) or word == bare:
            continue
        elif kept and bare in SUFFIXES:
            kept.append(word)
        elif re.search(r"\w", word):
            kept.append(word.strip(",():;"))
    return kept, gender


def _is_in_capitals(words: list[str]) -> bool:
    """Whether a name is written as transcripts write it: "INA HOLT", but not "JB Orr"."""
    return all(word.isupper() for word in words if len(word) > 2) and max(map(len, words), default=0) > 3


def _is_left_out(word: str, following: str) -> bool:
    """Whether a word before a name is no part of it: an article, a title, an occupation."""
    bare = word.strip(".,()").lower()
    if following and is_short_role(word):
        return True
    return bare in _LEADING or bare in TITLES or (_is_occupation(bare) and is_given_name(following))


def _is_occupation(word: str) -> bool:
    """A word for what somebody does, as before a name; "Peter" and "Brian" end like one."""
    return denotes_person(word) and not is_given_name(word)


def _after_title(written: list[str]) -> list[str]:
    """From the given name on that follows a title or post: "Ohio Governor Ann Lee", "Velm Rovers GK Ann Lee"."""
    inner = [i for i, word in enumerate(written) if word in _PREPOSITIONS or _is_post(word, first=not i)]
    names = [i for i, word in enumerate(written[:-1]) if inner and i > inner[-1] and is_given_name(word)]
    in_capitals = all(word.isupper() for word in written)  # nothing in them is an acronym then
    return written[names[0] :] if names and not in_capitals else written


def _is_post(word: str, *, first: bool) -> bool:
    """Whether a word of a capitalised phrase tells what somebody is: "Scientist", "DL" of a team's lists.

    The ``first`` may be initials, "JB Orr".
    """
    bare = word.lower().strip(".")
    if first:
        return bare == "fellow" or _LONG_ACRONYM.fullmatch(word) is not None
    return bare in TITLES or _is_occupation(bare) or _ACRONYM.fullmatch(word) is not None


def is_suffix(word: str) -> bool:
    """Whether a word stands behind names without being part of them (Jr, KC, MP)."""
    return word.lower().strip(".") in SUFFIXES | _LETTERS


def bare_surname(surname: str) -> str:
    """Without an article or particle that is written with a hyphen: al-Mekdad, Mekdad."""
    head, hyphen, tail = surname.partition("-")
    return tail if hyphen and head.lower() in _PARTICLES else surname


def plain(words: str) -> str:
    """An organisation's name without its article and possessive."""
    return _POSSESSIVE.sub("", without_article(words.strip())).strip()


def without_article(words: str) -> str:
    """A noun phrase without "the", "a" or "an" before it."""
    return _ARTICLES.sub("", words)


def given_gender(given: str) -> str | None:
    """ "f" or "m" if a given name is borne mostly by one of the two, else None.

    Of a double name the first part counts ("Mary-Lou").
    """
    names = _given_names()
    for name in (bare_given(given), bare_given(given.partition("-")[0])):
        if row := names.get(name):
            share = row.feminine / (row.feminine + row.masculine)
            return "f" if share >= _CLEAR_SHARE else "m" if share <= 1 - _CLEAR_SHARE else None
    return None


def is_given_name(word: str) -> bool:
    """Whether a word is a given name somewhere."""
    return bare_given(word) in _given_names()


def is_double_given_name(word: str) -> bool:
    """Whether a word is two given names with a hyphen: "Jean-Luc"."""
    first, hyphen, second = word.partition("-")
    return bool(hyphen) and first.lower() not in _PARTICLES and is_given_name(first) and is_given_name(second)


def is_short_role(word: str) -> bool:
    """Whether a word is a role in capitals that stands before names: "PM"."""
    return word.isupper() and word.lower() in ABBREVIATIONS


@cache
def _given_names() -> dict[str, GivenName]:
    """The counted given names. Thirty thousand rows: only a run that compares names needs them."""
    return {row.word: row for row in table("given_names", GivenName)}


def is_surname(folded: str) -> bool:
    """Whether a folded word is a surname in the statistics of some country."""
    return folded in _surnames()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row.word for row in table("surnames", Surname))


def bare_given(word: str) -> str:
    """A given name as the table has it: small letters without accents and full stops."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().strip(".")
