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
    """The ``years`` that a question names, and a pattern for each country."""

    years: frozenset[str] = frozenset()
    countries: tuple[re.Pattern[str], ...] = ()

    def hold_in(self, article: Article) -> bool:
        """Whether an article is of one of the years, or speaks of it, and speaks of all the countries."""
        return self._then(article) and all(
            country.search(article.title) or country.search(article.text) for country in self.countries
        )

    def _then(self, article: Article) -> bool:
        """One without a date may be of any year."""
        if not self.years or article.published is None or str(article.published.year) in self.years:
            return True
        return any(year in article.text for year in self.years) or (
            str(article.published.year - 1) in self.years and _LAST_YEAR.search(article.text) is not None
        )


def circumstances_in(text: str, *, years: bool) -> Circumstances:
    """Those of a question's text; a year in it may be no more than the day on which something was published."""
    return Circumstances(
        frozenset(_YEAR.findall(text)) if years else frozenset(),
        tuple(spoken_of for asked, spoken_of in _countries() if asked.search(text)),
    )


@cache
def _countries() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """For each country a pattern of how questions name it, and one of how news do.

    A capital in a question is as often the city itself.
    """
    capitals = places_by(PlaceKind.CAPITAL)
    people = (*places_by(PlaceKind.ADJECTIVE).items(), *places_by(PlaceKind.PEOPLE).items())
    return tuple(
        (_any_of(asked), _any_of([*asked, *(word for word, place in capitals.items() if place == country)]))
        for country in sorted(set(capitals.values()) - _TAKEN_FOR_GRANTED)
        for asked in [[country.removeprefix("the "), *(word for word, place in people if place == country)]]
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words)})s?\b", re.IGNORECASE)
