"""How a question shows what kind of thing it asks for, and by what words of an article that kind is told.

The tables are ``asking.tsv`` (phrases of questions), ``measures.tsv`` (the words behind "how"), ``units.tsv`` and
``telling.tsv`` (phrases of articles).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from index.english.tables import table


class Asked(StrEnum):
    """The kind of thing that answers a question after a fact, in the order in which a question is tried for them."""

    IDENTITY = "identity"  # who or what is X: how the corpus introduces X
    NUMBER = "number"
    DAY = "day"
    PLACE = "place"
    REASON = "reason"
    PERSON = "person"
    MANNER = "manner"


class Stands(StrEnum):
    """Where in a question a phrase must stand to tell what is asked for."""

    OPENS = "opens"
    AFTER_WHICH = "after_which"  # behind an opening "what" or "which"
    ANYWHERE = "anywhere"


class Measure(StrEnum):
    """What a number with a unit measures."""

    AMOUNT = "amount"  # of money, or a share
    DURATION = "duration"
    AGE = "age"
    LENGTH = "length"
    WEIGHT = "weight"
    SPEED = "speed"
    TEMPERATURE = "temperature"
    MAGNITUDE = "magnitude"  # of an earthquake
    SCORE = "score"  # of a game


class MeasureUse(StrEnum):
    """What else is known of a word that asks for a number, and where it does, if not behind "how"."""

    VAGUE = "vague"  # says nothing of what the question is about: "how many", but not "how tall"
    NOUN = "noun"  # "what price did it fetch", "age of the baker"
    VERB = "verb"  # "what did it cost"


@dataclass(frozen=True, slots=True)
class AskingPhrase:
    """A row of ``asking.tsv``."""

    phrase: str
    asked: Asked
    stands: Stands


@dataclass(frozen=True, slots=True)
class MeasureWord:
    """A row of ``measures.tsv``: a word that asks for a number, mostly behind "how"; without measures, for a count."""

    word: str
    measures: frozenset[Measure] = frozenset()
    uses: frozenset[MeasureUse] = frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of ``units.tsv``: a word behind a number."""

    word: str
    measures: frozenset[Measure]


@dataclass(frozen=True, slots=True)
class TellingPhrase:
    """A row of ``telling.tsv``: where it stands, an article tells a thing of the kind ``tells``."""

    phrase: str
    tells: Asked


_MEASURE_WORDS = {row.word: row for row in table("measures", MeasureWord)}
_ELSEWHERE = frozenset({MeasureUse.NOUN, MeasureUse.VERB})
MEASURES = {word: row for word, row in _MEASURE_WORDS.items() if row.uses.isdisjoint(_ELSEWHERE)}
VAGUE_MEASURES = frozenset(word for word, row in MEASURES.items() if MeasureUse.VAGUE in row.uses)


@cache
def asking_phrases(asked: Asked, stands: Stands) -> frozenset[str]:
    """The phrases that ask for a kind of thing where they stand so."""
    return frozenset(row.phrase for row in table("asking", AskingPhrase) if (row.asked, row.stands) == (asked, stands))


@cache
def measuring(use: MeasureUse) -> dict[str, frozenset[Measure]]:
    """The words that ask for a number as a noun or as a verb, with what it measures."""
    return {word: row.measures for word, row in _MEASURE_WORDS.items() if use in row.uses}


@cache
def telling_phrases(kind: Asked) -> frozenset[str]:
    """The phrases by which an article tells a thing of this kind."""
    return frozenset(row.phrase for row in table("telling", TellingPhrase) if row.tells is kind)


@cache
def units_of(measures: frozenset[Measure]) -> frozenset[str]:
    """The units of any of the measures."""
    return frozenset(row.word for row in table("units", Unit) if not row.measures.isdisjoint(measures))
