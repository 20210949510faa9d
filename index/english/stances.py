"""Words behind "is X": whose side somebody is on and how they feel, which others know from their words."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from index.english.tables import table


class StanceKind(StrEnum):
    """What a word tells of whoever is so."""

    SIDE = "side"  # for or against something; a thing may be so as well: "a vote against it"
    VERB = "verb"  # with a particle behind it: "make of", "rule out"
    MOOD = "mood"  # how somebody feels or thinks about it


@dataclass(frozen=True, slots=True)
class Stance:
    """A row of ``stances.tsv``."""

    word: str
    kind: StanceKind


@cache
def stances(*kinds: StanceKind) -> frozenset[str]:
    """The words of some kinds, of all without one."""
    rows = table("stances", Stance)
    return frozenset(row.word for row in rows if not kinds or row.kind in kinds)
