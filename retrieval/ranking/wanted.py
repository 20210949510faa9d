"""What kind of thing answers a question after a fact, and how well a sentence holds it: a number, a day, a name."""

import calendar
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index.english.asking import MEASURES, Asked, Measure, MeasureUse, measuring, telling_phrases, units_of
from index.english.function_words import WordClass, WordUse, words_of_class, words_that
from index.english.lexicon import denotes_person, plural
from index.english.names import TITLES, is_given_name
from index.english.places import PlaceKind, places_by
from index.english.tables import alternatives
from retrieval.question.words import (
    AUXILIARIES,
    COPULAS,
    DETERMINERS,
    FILLER,
    PREPOSITIONS,
    is_noun,
    is_verb,
    singulars,
)
from retrieval.ranking.likeness import word_vectors

_NUMERALS = (
    words_of_class(WordClass.NUMERAL, WordClass.FRACTION)
    | {plural(word) for word in words_that(WordUse.TALLIES)}
    | {"several"}
)
_NUMBER = re.compile(rf"\d|\b(?:{alternatives(_NUMERALS)})\b", re.IGNORECASE)
# "May" is a verb too, and "Mar." may end a sentence about a river
_MONTHS = "|".join(name for name in calendar.month_name if name not in {"", "May"})
_SHORT_MONTHS = "|".join(name for name in calendar.month_abbr if name not in {"", "May", "Mar"})
_SPANS = alternatives(units_of(frozenset({Measure.DURATION})))
_DAY = re.compile(
    rf"\b(?:{_MONTHS}|May \d|(?:{_SHORT_MONTHS}|Sept)\.|{'|'.join(calendar.day_name)}"
    rf"|{alternatives(telling_phrases(Asked.DAY))}|(?:19|20)\d\d|\d{{1,2}}:\d\d|\d ?[ap]\.?m\.?"
    rf"|(?:in|within) (?:\w+ ){{1,3}}(?:{_SPANS})\b|\b(?:{_SPANS}) (?:ago|later|earlier)\b)"
)
_REASON = re.compile(rf"\b(?:{alternatives(telling_phrases(Asked.REASON))})\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"(?=\b([A-Z][\w’'-]+) (?:[A-Z]\.? )?((?:al-|Mc|O[’'])?[A-Z][\w’'-]+))")
_PLACED = re.compile(rf"\b(?:{alternatives(words_that(WordUse.WHERE))}) (?:the )?(?P<place>[A-Z][\w’'-]+)")
_INTRODUCES = re.compile(
    rf"(?:,| (?:{alternatives(COPULAS)})) "
    r"(?:an?|the|one of|known as|[a-z-]+ (?:of|for)|[a-z]+(?:er|or|ist|man))\b"
)
_HOW = re.compile(rf"\bhow (?P<measure>{alternatives(MEASURES)})\b(?P<rest>[^?.!,]*)")
_OF = re.compile(rf"of (?:{alternatives(DETERMINERS)}) ")
_MEASURED = measuring(MeasureUse.NOUN) | measuring(MeasureUse.VERB)
_SCORE = re.compile(r"\bscore\b")
# how a measure is written where no word for its unit stands
_SIGNS: Mapping[Measure, str] = {
    Measure.AMOUNT: r"[$€£¥%]",
    Measure.AGE: r", \d{1,3},",
    Measure.TEMPERATURE: r"°",
    Measure.SCORE: r"\b\d+ ?[-–] ?\d+\b",
}
_NEAR_NUMBER = 4  # words between a number and what is counted
_PLURALS = frozenset({"people", "men", "women", "children"})
_TALLIES = frozenset({"toll", "number", "total", "count"})
# nouns that count whoever it may be
_PERSONS = frozenset({"people", "persons", "folk", "folks"})
_LIKE, _SHORT = 0.35, 2  # how like in meaning two words for what is counted are; letters of words that are not compared
_STEM = 5  # letters in which two forms of a counted word agree
_OTHER_UNIT, _NOT_COUNTED = 0.4, 0.6  # what a number is worth without the unit, and away from what is counted
_PLACES = frozenset(name for kind in PlaceKind for pair in places_by(kind).items() for name in pair)
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
        measures = _measures_of(how["measure"], counted := _counted_in(how["rest"].strip()), before=low[: how.start()])
        counted = "" if measures else counted
    known = frozenset(re.findall(r"\w+", low))
    if asked is Asked.NUMBER and not how:
        measures |= frozenset(measure for word in known for measure in _MEASURED.get(word, ()))
    return Want(asked, _with_unit(measures), counted, known | {word.removesuffix("s") for word in known}, persons)


def _measures_of(measure: str, counted: str, *, before: str) -> frozenset[Measure]:
    """What "how …" measures: money by "how much money" and "how much", but "how much plutonium" is counted.

    By how much somebody won, a score tells.
    """
    if before.endswith("by "):
        return frozenset()
    mass = measure == "much" and counted and not is_verb(counted)
    return _MEASURED.get(counted, frozenset()) if mass else MEASURES[measure].measures


def wanted_in(want: Want, words: str) -> float:
    """How well words of an article hold what is wanted, between 0 and 1; 1 where nothing is known of it."""
    return 1.0 if want.asked is None else _FITS[want.asked](want, words)


@cache
def _with_unit(measures: frozenset[Measure]) -> re.Pattern[str] | None:
    """The pattern of the units and signs of measures; None for a count."""
    patterns = [_SIGNS[measure] for measure in sorted(measures) if measure in _SIGNS]
    if units := units_of(measures):
        patterns.append(rf"(?:\b|(?<=\d))(?:{alternatives(units)})\b")
    return re.compile("|".join(patterns)) if patterns else None


def _number(want: Want, words: str) -> float:
    if not _NUMBER.search(words):
        return 0.0
    if want.measure is not None:
        return 1.0 if want.measure.search(words) else _OTHER_UNIT
    return 1.0 if not want.counted or _is_counted(want.counted, words) else _NOT_COUNTED


def _counted_in(rest: str) -> str:
    """The noun behind "how many", before a verb or a preposition: "people", "of the free stories"; or nothing."""
    words: list[str] = []
    for word in _OF.sub("", rest, count=1).split():
        if word in AUXILIARIES | PREPOSITIONS or _may_be_verb(word, behind_noun=bool(words)):
            break
        words.append(word)
    plurals = [word for word in words if word.endswith("s") or word in _PLURALS]
    return next(iter(plurals or words), "")


def _may_be_verb(word: str, *, behind_noun: bool) -> bool:
    return (is_verb(word) or word.endswith("ed")) and (behind_noun or not is_noun(word))


def _is_counted(counted: str, words: str) -> bool:
    """Whether what is counted, or what is like it in meaning, stands near behind a number, or before it as a tally.

    Persons are counted by whatever they are, or by what befell them: "six workers", "forty were hurt".
    """
    tokens = [token.lower() for token in re.findall(r"\w+", words)]
    places = [i for i, token in enumerate(tokens) if _NUMBER.fullmatch(token) or token[0].isdigit()]
    beside = dict.fromkeys(
        token for i in places for token in (*tokens[i + 1 : i + 1 + _NEAR_NUMBER], *_tally(tokens[:i]))
    )
    stem = counted.removesuffix("s")[:_STEM]
    if any(token.startswith(stem) for token in beside):
        return True
    if counted in _PERSONS and any(_tells_persons(tokens, i) for i in places):
        return True
    vectors = word_vectors()
    nouns = [token for token in beside if len(token) > _SHORT and token not in FILLER]
    return bool(nouns) and float(vectors.likeness([counted], vectors.rows(nouns)).max()) >= _LIKE


def _tally(before: Sequence[str]) -> Sequence[str]:
    """What is counted before its number: "the death toll from the fire rose to", "the number of dead is"."""
    at = next((i for i, token in enumerate(before) if token in _TALLIES), None)
    return before[max(0, at - 1) : at + _NEAR_NUMBER] if at is not None else ()


def _tells_persons(tokens: Sequence[str], at: int) -> bool:
    """Whether a number counts persons, by their noun or by a verb right behind it."""
    following = tokens[at + 1 : at + 1 + _NEAR_NUMBER]
    if following[:1] and (following[0] in AUXILIARIES or _may_be_verb(following[0], behind_noun=False)):
        return True
    return any(denotes_person(form) for token in following for form in singulars(token))


def _person(want: Want, words: str) -> float:
    """A person's name that is not in the question: one that the corpus knows or a given name begins, or less surely."""
    names = [
        n for n in (_folded(found) for found in _FULL_NAME.finditer(words)) if not want.known.issuperset(n.split())
    ]
    if any(name in want.persons or _is_written_as_person(name) for name in names):
        return 1.0
    return _CAPITALISED if names else 0.0


def _is_written_as_person(name: str) -> bool:
    """ "Ida Brook", "President Brook", but neither "Sierra Leone" nor "Vice President"."""
    first, _, last = name.partition(" ")
    return (first in TITLES and last not in TITLES) or (is_given_name(first) and name not in _PLACES)


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
