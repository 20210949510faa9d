"""What kind of thing answers a question after a fact, and whether a sentence has one: a number, a day, a name."""

import re
from collections.abc import Callable, Mapping

from retrieval.models import Asked

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    r"|billions?|half|third|quarter|several|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May \d|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)"
    r"|Nov(?:ember|\.)|Dec(?:ember|\.)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow|tonight"
    r"|last (?:week|month|year|night)|next (?:week|month|year)|(?:19|20)\d\d|\d{1,2}:\d\d|noon|midnight|\d ?[ap]\.?m\.?)",
)
_NAME = re.compile(r"(?<![.!?] )(?<!^)(?<!^[\"“])\b[A-Z][\w’'-]+(?: (?:[A-Z][\w’'.-]*|of|de|van|al|bin))*")
_FULL_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z]\.)?(?: (?:de|van|von|al|bin|el))? [A-Z][\w’'-]+")
_PLACED = re.compile(r"\b(?:in|at|near|from|to|off|outside|inside|on|into|over) (?:the )?(?:[A-Z][\w’'-]+)")
_REASON = re.compile(
    r"\b(?:because|due to|since|after|following|owing to|caused|cause|reasons?|as a result|in response|over|for fear"
    r"|so that|in order to|to (?:protest|avoid|prevent|protect)|led to|blamed?|amid|despite|charges?|convicted|accus\w+)\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(r",? (?:is|was|are|were|who|which|an?|the|known as|called|,)\b")

_FITS: Mapping[Asked, Callable[[str], bool]] = {
    Asked.NUMBER: lambda words: bool(_NUMBER.search(words)),
    Asked.DAY: lambda words: bool(_DAY.search(words)),
    Asked.PLACE: lambda words: bool(_PLACED.search(words)),
    Asked.PERSON: lambda words: bool(_FULL_NAME.search(words) or _NAME.search(words)),
    Asked.IDENTITY: lambda words: bool(_INTRODUCES.search(words)),
    Asked.REASON: lambda words: bool(_REASON.search(words)),
    Asked.MANNER: lambda words: True,
    Asked.THING: lambda words: True,
}


def has_wanted(asked: Asked | None, words: str) -> bool:
    """Whether words of an article hold the kind of thing that is asked for; true where nothing is said of it."""
    return asked is None or _FITS[asked](words)
