"""What kind of thing answers a question after a fact, and how well a sentence holds it: a number, a day, a name."""

import calendar
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index.english.asking import MEASURES, Asked, Measure, MeasureUse, measuring, telling_phrases, units_of
from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import plural
from index.english.tables import alternatives
from retrieval.question.words import COPULAS

_NUMERALS = (
    words_of_class(WordClass.NUMERAL, WordClass.FRACTION)
    | {plural(word) for word in words_that(WordUse.TALLIES)}
    | {"several"}
)
_NUMBER = re.compile(rf"\d|\b(?:{alternatives(_NUMERALS)})\b", re.IGNORECASE)
# "May" is a verb too, and "Mar." may end a sentence about a river
_MONTHS = "|".join(name for name in calendar.month_name if name not in {"", "May"})
_SHORT_MONTHS = "|".join(name for name in calendar.month_abbr if name not in {"", "May", "Mar"})
_DAY = re.compile(
    rf"\b(?:{_MONTHS}|May \d|(?:{_SHORT_MONTHS}|Sept)\.|{'|'.join(calendar.day_name)}"
    rf"|{alternatives(telling_phrases(Asked.DAY))}|(?:19|20)\d\d|\d{{1,2}}:\d\d|\d ?[ap]\.?m\.?)"
)
_REASON = re.compile(rf"\b(?:{alternatives(telling_phrases(Asked.REASON))})\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"(?=\b([A-Z][\w’'-]+) (?:[A-Z]\.? )?((?:al-|Mc|O[’'])?[A-Z][\w’'-]+))")
_PLACED = re.compile(rf"\b(?:{alternatives(words_that(WordUse.WHERE))}) (?:the )?(?P<place>[A-Z][\w’'-]+)")
_INTRODUCES = re.compile(
    rf"(?:,| (?:{alternatives(COPULAS)})) "
    r"(?:an?|the|one of|known as|[a-z-]+ (?:of|for)|[a-z]+(?:er|or|ist|man))\b"
)
_HOW = re.compile(rf"\bhow (?P<measure>{alternatives(MEASURES)})\b(?: (?P<of>[a-z]+))?")
_MEASURED = measuring(MeasureUse.NOUN) | measuring(MeasureUse.VERB)
_SCORE = re.compile(r"\bscore\b")
# how a measure is written where no word for its unit stands
_SIGNS: Mapping[Measure, str] = {
    Measure.AMOUNT: r"[$€£¥%]",
    Measure.AGE: r", \d{1,3},",
    Measure.SCORE: r"\b\d+ ?[-–] ?\d+\b",
}
_NEAR_NUMBER = 4  # words between a number and what is counted
_STEM = 5  # letters in which two forms of a counted word agree
_OTHER_UNIT, _NOT_COUNTED = 0.4, 0.6  # what a number is worth without the unit, and away from what is counted
_CAPITALISED = 0.5  # what two capitalised words are worth that are no name known to the corpus


@dataclass(frozen=True, slots=True)
class Want:
    """What a question after a fact wants.

    ``measure`` is the pattern of the unit that the number has, ``counted`` the word for what is counted, ``known``
    the words of the question: a name among them is no answer. ``persons`` are the names of the corpus's persons, the
    last two words of each, folded.
    """

    asked: Asked | None
    measure: re.Pattern[str] | None = None
    counted: str = ""
    known: frozenset[str] = frozenset()
    persons: Collection[str] = frozenset()


def want_of(asked: Asked | None, text: str, persons: Collection[str]) -> Want:
    """What the question ``text`` wants, a thing of the kind ``asked``."""
    low = text.lower()
    how = _HOW.search(low)
    measures = frozenset({Measure.SCORE}) if _SCORE.search(low) else frozenset[Measure]()
    counted = ""
    if how:
        measures = MEASURES[how["measure"]].measures
        counted = (how["of"] or "") if not measures else ""
    known = frozenset(re.findall(r"\w+", low))
    if asked is Asked.NUMBER and not how:
        measures |= frozenset(measure for word in known for measure in _MEASURED.get(word, ()))
    return Want(asked, _with_unit(measures), counted, known | {word.removesuffix("s") for word in known}, persons)


def wanted_in(want: Want, words: str) -> float:
    """How well words of an article hold what is wanted, between 0 and 1; 1 where nothing is known of it."""
    return 1.0 if want.asked is None else _FITS[want.asked](want, words)


@cache
def _with_unit(measures: frozenset[Measure]) -> re.Pattern[str] | None:
    """The pattern of the units and signs of measures; None for a count."""
    patterns = [_SIGNS[measure] for measure in sorted(measures) if measure in _SIGNS]
    if units := units_of(measures):
        patterns.append(rf"\b(?:{alternatives(units)})\b")
    return re.compile("|".join(patterns)) if patterns else None


def _number(want: Want, words: str) -> float:
    if not _NUMBER.search(words):
        return 0.0
    if want.measure is not None:
        return 1.0 if want.measure.search(words) else _OTHER_UNIT
    return 1.0 if not want.counted or _is_counted(want.counted, words) else _NOT_COUNTED


def _is_counted(counted: str, words: str) -> bool:
    """Whether what is counted stands near behind a number."""
    tokens = re.findall(r"\w+", words)
    places = [i for i, token in enumerate(tokens) if _NUMBER.fullmatch(token) or token[0].isdigit()]
    stem = counted.removesuffix("s")[:_STEM]
    return any(t.lower().startswith(stem) for i in places for t in tokens[i + 1 : i + 1 + _NEAR_NUMBER])


def _person(want: Want, words: str) -> float:
    """A person's name that is not in the question: one that the corpus knows, less surely two capitalised words."""
    names = [
        n for n in (_folded(found) for found in _FULL_NAME.finditer(words)) if not want.known.issuperset(n.split())
    ]
    if any(name in want.persons for name in names):
        return 1.0
    return _CAPITALISED if names else 0.0


def _folded(found: re.Match[str]) -> str:
    return " ".join(re.sub(r"[’']s$", "", word).lower() for word in found.groups())


def _place(want: Want, words: str) -> float:
    return float(any(found["place"].lower() not in want.known for found in _PLACED.finditer(words)))


def _anything(_: Want, __: str) -> float:
    return 1.0


def _where(pattern: re.Pattern[str]) -> Callable[[Want, str], float]:
    return lambda _, words: float(bool(pattern.search(words)))


_FITS: Mapping[Asked, Callable[[Want, str], float]] = {
    Asked.NUMBER: _number,
    Asked.DAY: _where(_DAY),
    Asked.PLACE: _place,
    Asked.PERSON: _person,
    Asked.IDENTITY: _where(_INTRODUCES),
    Asked.REASON: _where(_REASON),
    Asked.MANNER: _anything,
}


def kinds_in(words: str) -> Sequence[Asked]:
    """The kinds of things that words of an article hold, for making questions of them."""
    bare = Want(None)
    return [asked for asked in (Asked.NUMBER, Asked.DAY, Asked.PLACE) if _FITS[asked](bare, words)]
