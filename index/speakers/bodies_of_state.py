"""Bodies of state under one name, in whatever order an article gives it.

"UK Foreign Office", "Britain's Foreign Office" and "Foreign Office of the United Kingdom" are one body, and so are
"French Defence Ministry" and "Ministry of Defence of France".
"""

from collections.abc import Sequence
from functools import cache

from index.english.lexicon import NounUse, nouns_that
from index.english.places import PlaceKind, places_by

_PUBLIC = nouns_that(NounUse.PUBLIC)
_FIELDED = frozenset({"ministry", "department"})
_ALSO_CALLED = {"foreign": ("foreign", "affairs")}  # the field of a "Foreign Ministry"


def in_one_order(name: Sequence[str]) -> list[str]:
    """The folded words of a name with its country first, and a ministry's field behind it.

    A country stays where it is in the name of what is no public body: "Bank of China".
    """
    words = list(name)
    if " ".join(words) in _countries().values():
        return words
    country, body = _country_apart(words)
    if not body or not _is_public(body):
        country, body = [], words
    return [*country, *_field_last(body)]


def without_country(key: str) -> str:
    """The key of a body of state (``in_one_order``) without its country; of any other body, nothing."""
    country, body = _country_apart(key.split())
    return " ".join(body) if country and _is_public(body) else ""


def _country_apart(words: list[str]) -> tuple[list[str], list[str]]:
    """The country that a name begins or ends with, and what is left of the name."""
    for length in range(min(len(words) - 1, _longest()), 0, -1):
        if country := _countries().get(" ".join(words[:length])):
            return country.split(), words[length:]
    for length in range(min(len(words) - 2, _longest()), 0, -1):
        country = _countries().get(" ".join(words[-length:]))
        body = words[:-length][:-1] if words[-length - 1] == "the" else words[:-length]
        if country and body[-1:] == ["of"]:
            return country.split(), body[:-1]
    return [], words


def _is_public(body: Sequence[str]) -> bool:
    return not _PUBLIC.isdisjoint(body)


def _field_last(body: list[str]) -> list[str]:
    """ "ministry of defense" for "defense ministry"."""
    *field, last = body or [""]
    if last not in _FIELDED or not field or "of" in field:
        return body
    return [last, "of", *_ALSO_CALLED.get(" ".join(field), field)]


@cache
def _countries() -> dict[str, str]:
    """The folded names, adjectives and letters of countries and of their unions, each with the name."""
    names = {country.removeprefix("the "): country for country in places_by(PlaceKind.CAPITAL).values()}
    kinds = (PlaceKind.PEOPLE, PlaceKind.ADJECTIVE, PlaceKind.ACRONYM, PlaceKind.NAME)
    words = {word: place for kind in kinds for word, place in places_by(kind).items()}
    return {word: names.get(place, place).removeprefix("the ") for word, place in (words | names).items()}


@cache
def _longest() -> int:
    return max(len(name.split()) for name in _countries())
