"""Roles as titles: which strings are roles at all, their words in a common form, and when two agree."""

import re
from collections.abc import Iterable
from functools import lru_cache

from index.english.folding import fold
from index.english.lexicon import denotes_person
from index.english.names import TITLES

_STOPWORDS = frozenset("the of a an for at in on and to s his her their its our with by from".split())
_LEVELS = frozenset("vice deputy assistant associate under".split())  # another office than the one they qualify
_TIMES = frozenset("former ex then acting interim late outgoing incoming senior current longtime new".split())
# kin and standing, besides the persons that the lexicon tells by what they do
_KIN = frozenset(
    """wife husband widow widower mother mom father dad son daughter sister brother mate fellow lady advocate associate
    undersecretary playwright""".split()
)
# words for whoever leads, each of which may stand for the others
HEADS = frozenset("boss chief head leader director executive".split())
_WRITTEN_OUT = {
    "pm": "prime minister",
    "ceo": "chief executive",
    "cfo": "chief financial",
    "vp": "vice president",
    "potus": "president",
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "sgt": "sergeant",
    "capt": "captain",
    "adm": "admiral",
    "prof": "professor",
    "spokeswoman": "spokesperson",
    "spokesman": "spokesperson",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "attorney": "lawyer",
    "premier": "prime minister",
    "organisation": "organization",
    "defence": "defense",
    "labour": "labor",
    "centre": "center",
}
_ATTORNEY_GENERAL = re.compile(r"\battorney(?=s? general\b)")
_CHIEF_OFFICER = re.compile(r"\b(chief (?:executive|financial)) officer\b")
# adjectives and short names of places whose stem is not the place's own (the others share five letters with it)
_PLACES = {
    "american": "us",
    "america": "us",
    "usa": "us",
    "british": "uk",
    "britain": "uk",
    "dutch": "netherlands",
    "french": "france",
    "spanish": "spain",
    "swiss": "switzerland",
    "greek": "greece",
    "turkish": "turkey",
    "danish": "denmark",
    "polish": "poland",
    "finnish": "finland",
    "swedish": "sweden",
    "welsh": "wales",
    "irish": "ireland",
    "scottish": "scotland",
    "iraqi": "iraq",
    "czech": "czechia",
    "thai": "thailand",
    "filipino": "philippines",
    "philippine": "philippines",
    "european": "eu",
    "afghan": "afghanistan",
    "uzbek": "uzbekistan",
    "kazakh": "kazakhstan",
    "peruvian": "peru",
    "norwegian": "norway",
    "cypriot": "cyprus",
}
_PHRASES = {"united states": "us", "united kingdom": "uk", "united nations": "un", "european union": "eu"}
_STEM = 5


@lru_cache(maxsize=100_000)
def is_role(title: str) -> bool:
    """Whether words that an article ties to a name denote a person: "home secretary", not "all times"."""
    head = re.split(r"\s(?:of|for|at|in|on|to|from|with|who|whose|that|and)\s", f"{title} ")[0]
    words = [part for word in fold(head).split() for part in _WRITTEN_OUT.get(word, word).split()]
    if not words or not title[0].isalnum():
        return False
    return any(word in TITLES for word in words) or words[-1] in _KIN or denotes_person(words[-1])


@lru_cache(maxsize=100_000)
def role_words(title: str) -> frozenset[str]:
    """The words of a title in a common form: "US Sen." and "American senator" have the same."""
    folded = _ATTORNEY_GENERAL.sub("attorney-", fold(title)).replace("attorney- general", "attorneygeneral")
    folded = _CHIEF_OFFICER.sub(r"\1", folded)
    for phrase, short in _PHRASES.items():
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
    if word in TITLES or word in _LEVELS | _TIMES or "-" in word:
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
    return tuple(role_words(part) - _TIMES for part in dict.fromkeys([title, *parts]))


@lru_cache(maxsize=100_000)
def is_past(title: str) -> bool:
    """Whether a title says that it is held no more, or not quite."""
    return bool(role_words(title) & {"former", "ex", "acting", "interim", "then"})
