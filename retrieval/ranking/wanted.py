"""What kind of thing answers a question after a fact, and how well a sentence holds it: a number, a day, a name."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from retrieval.models import Asked

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    r"|billions?|half|third|quarter|several|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May \d|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)"
    r"|Nov(?:ember|\.)|Dec(?:ember|\.)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow|tonight"
    r"|last (?:week|month|year|night)|next (?:week|month|year)|(?:19|20)\d\d|\d{1,2}:\d\d|noon|midnight|\d ?[ap]\.?m\.?)"
)
_FULL_NAME = re.compile(r"(?=\b([A-Z][\w’'-]+) (?:[A-Z]\.? )?((?:al-|Mc|O[’'])?[A-Z][\w’'-]+))")
_PLACED = re.compile(r"\b(?:in|at|near|from|to|off|outside|inside|on|into|over) (?:the )?(?P<place>[A-Z][\w’'-]+)")
_REASON = re.compile(
    r"\b(?:because|due to|since|after|following|owing to|caused|cause|reasons?|as a result|in response|over|for fear"
    r"|so that|in order to|to (?:protest|avoid|prevent|protect)|led to|blamed?|amid|despite|charges?|convicted"
    r"|accus\w+)\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"(?:,| is| was| are| were) (?:an?|the|one of|known as|[a-z-]+ (?:of|for)|[a-z]+(?:er|or|ist|man))\b"
)
_MEASURES: Mapping[str, re.Pattern[str]] = {
    "much": re.compile(r"[$€£¥]|\b(?:dollars?|euros?|pounds?|percent|per cent|million|billion|cents?)\b|%"),
    "long": re.compile(
        r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|km|kilomet\w+|miles?|met\w+)\b"
    ),
    "old": re.compile(r"\baged?\b|year-old|years old|, \d{1,3},"),
    "deep": re.compile(r"\b(?:m|metres?|meters?|ft|feet|foot|km|miles?|fathoms?)\b"),
    "score": re.compile(r"\b\d+ ?[-–] ?\d+\b"),
}
_MEASURE_OF = {
    "tall": "deep", "high": "deep", "wide": "deep", "far": "deep", "large": "deep", "big": "deep", "often": "long",
    "fast": "deep", "heavy": "deep",
}  # fmt: skip
_HOW = re.compile(
    r"\bhow (?P<measure>many|much|long|old|far|often|big|high|large|tall|deep|heavy|wide|fast)\b(?: (?P<of>[a-z]+))?"
)
_NEAR_NUMBER = 4  # words between a number and what is counted


@dataclass(frozen=True, slots=True)
class Want:
    """What a question after a fact wants.

    ``measure`` is the pattern of the unit that the number has, ``counted`` the words for what is counted,
    ``known`` the words of the question: a name among them is no answer. ``persons`` are the names of the corpus's
    persons, the last two words of each, folded.
    """

    asked: Asked | None
    measure: re.Pattern[str] | None = None
    counted: str = ""
    known: frozenset[str] = frozenset()
    persons: Collection[str] = frozenset()


def want_of(asked: Asked | None, text: str, persons: Collection[str]) -> Want:
    """What the question ``text`` wants, a thing of the kind ``asked``."""
    low = text.lower()
    found = _HOW.search(low)
    measure = found["measure"] if found else "score" if re.search(r"\bscore\b", low) else ""
    pattern = _MEASURES.get(_MEASURE_OF.get(measure, measure))
    counted = (found["of"] or "") if found and measure == "many" else ""
    known = frozenset(re.findall(r"\w+", low))
    return Want(asked, pattern, counted, known | {word.removesuffix("s") for word in known}, persons)


def wanted_in(want: Want, words: str) -> float:
    """How well words of an article hold what is wanted, between 0 and 1; 1 where nothing is known of it."""
    return 1.0 if want.asked is None else _FITS[want.asked](want, words)


def _number(want: Want, words: str) -> float:
    if not _NUMBER.search(words):
        return 0.0
    if want.measure is not None:
        return 1.0 if want.measure.search(words) else 0.4
    if not want.counted:
        return 1.0
    tokens = re.findall(r"\w+", words)
    places = [i for i, token in enumerate(tokens) if _NUMBER.fullmatch(token) or token[0].isdigit()]
    stem = want.counted.removesuffix("s")[:_STEM]
    near = any(t.lower().startswith(stem) for i in places for t in tokens[i + 1 : i + 1 + _NEAR_NUMBER])
    return 1.0 if near else 0.6


_STEM = 5


def _person(want: Want, words: str) -> float:
    """A person's name that is not in the question: one that the corpus knows, less surely two capitalised words."""
    names = [
        n for n in (_folded(found) for found in _FULL_NAME.finditer(words)) if not want.known.issuperset(n.split())
    ]
    if any(name in want.persons for name in names):
        return 1.0
    return 0.5 if names else 0.0


def _folded(found: re.Match[str]) -> str:
    return " ".join(re.sub(r"[’']s$", "", word).lower() for word in found.groups())


def _place(want: Want, words: str) -> float:
    return float(any(found["place"].lower() not in want.known for found in _PLACED.finditer(words)))


def _anything(_: Want, __: str) -> float:
    return 1.0


def _when(pattern: re.Pattern[str]) -> Callable[[Want, str], float]:
    return lambda _, words: float(bool(pattern.search(words)))


_FITS: Mapping[Asked, Callable[[Want, str], float]] = {
    Asked.NUMBER: _number,
    Asked.DAY: _when(_DAY),
    Asked.PLACE: _place,
    Asked.PERSON: _person,
    Asked.IDENTITY: _when(_INTRODUCES),
    Asked.REASON: _when(_REASON),
    Asked.MANNER: _anything,
    Asked.THING: _anything,
}


def kinds_in(words: str) -> Sequence[Asked]:
    """The kinds of things that words of an article hold, for making questions of them."""
    bare = Want(None)
    return [asked for asked in (Asked.NUMBER, Asked.DAY, Asked.PLACE) if _FITS[asked](bare, words)]
