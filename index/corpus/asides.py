"""Lines inside a text that belong to its page and not to its report: pointers to other articles, invitations.

A pointer is told by its words with a colon, a bar or capitals ("Read also: …", "RELATED | …", "READ MORE Ferry sails"),
or by standing alone on its line. "Read more of it," said Ek, is neither.
"""

import re
from collections.abc import Iterator
from functools import cache

from index.corpus import tables
from index.models import Span

_LONGEST = 250
_MARKS = r"[ \t\u00a0]*(?:[*•>»›▶►–—-]+[ \t]*)?"
_TURN = r"[ \t]*[:|»›>▶►–—]"


def asides_of(text: str) -> tuple[Span, ...]:
    """The lines of a text that only point elsewhere or invite its readers, in order."""
    return tuple(_asides(text))


def _asides(text: str) -> Iterator[Span]:
    for line in _line().finditer(text):
        yield Span(line.start("words"), line.start("words") + len(line["words"].rstrip()))


@cache
def _line() -> re.Pattern[str]:
    pointers = tables.phrases("pointers")
    capitals = _any_of(phrase.upper() for phrase in pointers)
    pointing = rf"{_any_of(pointers)}(?:{_TURN}.*|[ \t\W]*$)|(?-i:{capitals})\b.*"
    inviting = rf"{_any_of(tables.phrases('invitations'))}\b.*"
    return re.compile(
        rf"^(?=.{{1,{_LONGEST}}}$){_MARKS}(?P<words>(?:{pointing}|{inviting}))$", re.IGNORECASE | re.MULTILINE
    )


def _any_of(phrases: Iterator[str] | tuple[str, ...]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + ")"
