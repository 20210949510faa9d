"""The time and the place that a question names: an article of another year or country answers nothing.

A year is asked of what happened then, so it may also be spoken of in an article of the year after. A country is in its
news by its name, its people's or its capital's; only those whose own press leaves that out are not looked for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from index.english.places import PlaceKind, places_by
from index.english.tables import alternatives
from index.models import Article

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST_YEAR = re.compile(r"\b(?:last|previous) year|\byear (?:ago|earlier|before)\b", re.IGNORECASE)
_TAKEN_FOR_GRANTED = frozenset({"united states", "united kingdom", "european union"})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The ``years`` and the ``countries`` that a question names."""

    years: frozenset[str] = frozenset()
    countries: tuple["Country", ...] = ()

    def hold_in(self, article: Article) -> bool:
        """Whether an article is of one of the years, or speaks of it, and speaks of all the countries."""
        if not self._then(article):
            return False
        text = f"{article.title}\n{article.text}" if self.countries else ""
        low = text.lower()
        return all(country.stands_in(text, low) for country in self.countries)

    def _then(self, article: Article) -> bool:
        """One without a date may be of any year."""
        if not self.years or article.published is None or str(article.published.year) in self.years:
            return True
        return any(year in article.text for year in self.years) or (
            str(article.published.year - 1) in self.years and _LAST_YEAR.search(article.text) is not None
        )


@dataclass(frozen=True, slots=True)
class Country:
    """How news name a country: its name, its people's, its capital's; ``words`` in lower case, in one ``pattern``."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def stands_in(self, text: str, low: str) -> bool:
        """Whether a text, ``low`` in lower case, speaks of it. Most do not, which a plain look tells soonest."""
        return any(word in low for word in self.words) and self.pattern.search(text) is not None


def circumstances_in(text: str, *, years: bool) -> Circumstances:
    """Those of a question's text; a year in it may be no more than the day on which something was published."""
    asked, spoken_of = _countries()
    named = dict.fromkeys(_folded(found[1]) for found in asked.finditer(text))
    return Circumstances(
        frozenset(_YEAR.findall(text)) if years else frozenset(),
        tuple({spoken_of[word]: None for word in named}),
    )


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, Country]]:
    """A pattern of how questions name countries, and the country of each such word.

    A capital in a question is as often the city itself.
    """
    capitals = places_by(PlaceKind.CAPITAL)
    people = (*places_by(PlaceKind.ADJECTIVE).items(), *places_by(PlaceKind.PEOPLE).items())
    spoken_of: dict[str, Country] = {}
    for country in sorted(set(capitals.values()) - _TAKEN_FOR_GRANTED):
        asked = [country.removeprefix("the "), *(word for word, place in people if place == country)]
        told = [*asked, *(word for word, place in capitals.items() if place == country)]
        spoken_of |= dict.fromkeys(map(_folded, asked), Country(tuple(map(_folded, told)), _any_of(told)))
    return _any_of(spoken_of), spoken_of


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b({alternatives(words)})s?\b", re.IGNORECASE)


def _folded(words: str) -> str:
    return " ".join(words.lower().split())
