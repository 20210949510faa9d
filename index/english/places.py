"""Places by the words that stand for them, as the table has them."""

from dataclasses import dataclass
from enum import StrEnum

from index.english.tables import table


class PlaceKind(StrEnum):
    """How a word stands for a place."""

    ACRONYM = "acronym"  # means the same everywhere
    INFORMAL = "informal"  # as headlines and chats shorten it
    NAME = "name"
    ADJECTIVE = "adjective"  # whose stem is not the place's own; the others share five letters with it
    PEOPLE = "people"  # as ADJECTIVE, or for those who live there, with the place's stem or as no role has it
    CAPITAL = "capital"  # seat of a government that news call by its name
    DIRECTION = "direction"  # part of a place's name, seldom of a person's


@dataclass(frozen=True, slots=True)
class Place:
    """A row of ``places.tsv``."""

    word: str
    kind: PlaceKind
    place: str = ""


PLACES = table("places", Place)


def places_by(kind: PlaceKind) -> dict[str, str]:
    """The words of a kind, with the place that each stands for."""
    return {row.word: row.place for row in PLACES if row.kind is kind}
