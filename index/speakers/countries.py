"""Countries as speakers: news call a government by its country, its capital or its foreign ministry."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from index.english.folding import fold
from index.english.places import PlaceKind, places_by
from index.english.titles import role_words
from index.models import Speaker, SpeakerKind

_CAPITALS = places_by(PlaceKind.CAPITAL)
_COUNTRIES = frozenset(map(role_words, _CAPITALS.values()))
_GOVERNING = role_words("government, foreign ministry, ministry of foreign affairs")

Country = frozenset[str]


def governed_from(capital: str) -> str | None:
    """The country of a capital, by its folded name."""
    return _CAPITALS.get(capital.removeprefix("the "))


def country_of(speaker: Speaker) -> Country | None:
    """The country, in the words of a role, for which a speaker of its name, or of its capital's, stands."""
    if speaker.kind is not SpeakerKind.ORGANISATION:
        return None
    name = fold(speaker.name)
    country = role_words(_CAPITALS.get(name, name)) - _GOVERNING
    return country if country in _COUNTRIES else None


def speaking_for_countries(speakers: Sequence[Speaker]) -> Mapping[Country, list[int]]:
    """The places, among ``speakers``, of those who are on record for a country."""
    found: dict[Country, list[int]] = defaultdict(list)
    for i, speaker in enumerate(speakers):
        if speaker.statements and (country := country_of(speaker)):
            found[country].append(i)
    return found
