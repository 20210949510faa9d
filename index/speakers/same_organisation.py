"""When two names of organisations are one: case, articles and legal forms aside, or name and acronym."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from index.english.folding import fold
from index.english.function_words import WordUse, words_that
from index.english.lexicon import NounUse, nouns_that
from index.english.places import PlaceKind, places_by
from index.english.titles import AMERICAN
from index.speakers.bodies_of_state import in_one_order

_LEGAL_FORMS = nouns_that(NounUse.LEGAL_FORM)
_BRITISH_ENDING = re.compile(r"isation(s?)\b")
_KNOWN = places_by(PlaceKind.ACRONYM)
LINKS = words_that(WordUse.LINKS) | {"de", "la", "del"}
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}s?")
Use = tuple[str, str]  # a folded acronym, and the key of an organisation that it may mean
ALONE = ""  # the key of no organisation, for letters that an article leaves unexplained
_SEVERAL = 3  # articles
SAFE_LETTERS = 3  # two letters are the initials of too many names


@lru_cache(maxsize=100_000)
def organisation_key(name: str) -> str:
    """The form in which names of one organisation are equal: "The New York Times Co." is "new york times".

    A body of state has its country first, in whatever order its name is given (``bodies_of_state``).
    An acronym of up to three letters keeps its capitals: "VA" is not "Va.", nor "WHO" "Who".
    """
    if is_acronym(name) and len(short := fold(name)) <= SAFE_LETTERS:
        return _KNOWN.get(short, short.upper())
    folded = _BRITISH_ENDING.sub(r"ization\1", fold(name.replace("&", " and ")))
    words = folded.split()
    if len(words) > 1:  # one alone is a name of its own: "Labour" is no "Labor"
        words = [AMERICAN.get(word, word) for word in words]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if words == ["united", "states", "of", "america"]:
        words = words[:2]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words = words[:-1]
        if len(words) > 1 and words[-1] == "and":
            words = words[:-1]
    return " ".join(in_one_order(words))


def is_acronym(name: str) -> bool:
    """Whether a name is written as initials: "FBI", "F.B.I."."""
    return bool(_ACRONYM.fullmatch(name))


def initials(name: str) -> frozenset[str]:
    """The acronyms that a name of several words gives, with and without its small words, folded."""
    words = re.findall(r"[\w’']+", name)
    capitals = [word for word in words if word.lower() not in LINKS]
    if len(capitals) < 2 or not all(word[0].isupper() for word in capitals):
        return frozenset()
    short = fold("".join(word[0] for word in capitals))
    whole = fold("".join(word[0] for word in words))
    return frozenset({short, whole})


def acronym_uses(organisations: Iterable[tuple[str, Iterable[str]]]) -> tuple[set[Use], set[Use]]:
    """What the organisations of one article, as (name, forms), tell of acronyms: the ties and the spellings.

    An article ties an acronym to a name when it writes both, in brackets ("Federal Bureau of Investigation (FBI)")
    or apart, and the one abbreviates the other. Letters that it ties to no name are spelt for none (``ALONE``).
    """
    tied: set[Use] = set()
    written: set[str] = set()
    names: set[str] = set()
    for name, forms in organisations:
        short = {fold(form) for form in forms if is_acronym(form)}
        written |= short
        if not is_acronym(name):
            names.add(name)
            tied |= {(acronym, organisation_key(name)) for acronym in short if abbreviates(acronym, name)}
    spelt = {(acronym, organisation_key(name)) for name in names for acronym in initials(name)}
    tied |= {use for use in spelt if use[0] in written and len(use[0]) >= SAFE_LETTERS}
    return tied, spelt | {(acronym, ALONE) for acronym in written - {use[0] for use in tied}}


def meaning(uses: Mapping[Use, tuple[int, int]]) -> dict[str, str]:
    """Which organisation's key each acronym means, where the corpus leaves no doubt.

    ``uses`` counts the articles that tie an acronym to a key, and those in which a name of that key spells it.
    Initials alone tie only from four letters on: three are too often another's, as NBC and ABC show. An acronym that
    is tied to several names means none. Nor does one article decide what several others take for known that never
    write it out: who does write it out may do so because another body is meant.
    """
    tied: dict[str, set[str]] = defaultdict(set)
    spelt: dict[str, set[str]] = defaultdict(set)
    told: dict[str, int] = defaultdict(int)
    for (acronym, key), (ties, spellings) in uses.items():
        if key == ALONE:
            continue
        if ties:
            tied[acronym].add(key)
            told[acronym] += max(ties, spellings)
        if spellings and len(acronym) > SAFE_LETTERS:
            spelt[acronym].add(key)
    known = {acronym for (acronym, key), (_, alone) in uses.items() if key == ALONE and alone >= _SEVERAL}
    meant = {acronym: keys for acronym, keys in (spelt | tied).items() if len(keys) == 1}
    return {a: next(iter(keys)) for a, keys in meant.items() if told[a] != 1 or a not in known}


def acronym_ties(articles: Iterable[Iterable[tuple[str, Iterable[str]]]]) -> Mapping[str, str]:
    """Which organisation's key each acronym means, by the organisations of all articles, as (name, forms)."""
    counted: dict[Use, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for organisations in articles:
        for at, uses in enumerate(acronym_uses(organisations)):
            for use in uses:
                ties, spellings = counted[use]
                counted[use] = (ties + (at == 0), spellings + (at == 1))
    return meaning(counted)


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of a folded acronym stand in a name in their order, the first one first."""
    letters = iter(fold(name))
    return fold(name)[:1] == acronym[:1] and all(letter in letters for letter in acronym)
