"""A sentence that a language model wrote, taken apart into claims.

A claim is the run of words that ends in a citation such as ``[1]``. What is wrong with one is told by
``retrieval.phrasing.flaws``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from index.english.names import SHORTENED
from index.english.tables import alternatives
from index.models import Kind
from retrieval.models import Item

CITATION = re.compile(r"(?:\s*\[\d+(?:\s*,\s*\d+)*\])+")
SENTENCE_END = re.compile(r"""[.!?]["”»’')]*(?:\s*\[\d+(?:\s*,\s*\d+)*\])*\s+(?=[^\s\[])|\n+""")
_ABBREVIATED = re.compile(rf"(?:\b[A-Z]|\b(?:{alternatives({word.title() for word in SHORTENED})}|No|vs))\.$")
QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"|«([^«»]*)»|„([^„“”]*)[“”]|(?<!\w)[‘']([^‘’']*\s[^‘’']*)[’'](?!\w)")
MARKS = re.compile(r"[“”\"«»„]")


class Flaw(StrEnum):
    """Why a sentence may not be shown."""

    UNCITED = "uncited"
    UNKNOWN_STATEMENT = "unknown-statement"
    QUOTATION = "quotation"
    NAME = "name"
    NUMBER = "number"
    SPEAKER = "speaker"
    POLARITY = "polarity"
    GROUND = "ground"
    VOICE = "voice"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Claim:
    """The words of a claim, its citation among them, and the statements that it cites."""

    text: str
    cited: tuple[Item, ...]

    @property
    def outside(self) -> str:
        """The words outside quotation marks; the marked ones are blanked, so that offsets hold."""
        return QUOTED.sub(lambda found: " " * len(found.group()), self.text)


def claims_of(sentence: str, statements: Mapping[int, Sequence[Item]]) -> list[list[Claim]] | Flaw:
    """The claims of a sentence, the citations kept in their texts.

    Several statements may stand under one number; each claim comes in as many readings as there are to cite.
    """
    claims: list[list[Claim]] = []
    start = 0
    for found in CITATION.finditer(sentence):
        numbers = [int(number) for number in re.findall(r"\d+", found.group())]
        if any(number not in statements for number in numbers):
            return Flaw.UNKNOWN_STATEMENT
        text = sentence[start : found.end()]
        inside = QUOTED.sub("", sentence[start : found.start()]).strip()
        if any(ends_sentence(inside, end) for end in SENTENCE_END.finditer(inside)):
            return Flaw.UNCITED  # a sentence inside has no citation of its own
        claims.append([Claim(text, cited) for cited in product(*(statements[number] for number in numbers))])
        start = found.end()
    if not claims or re.search(r"\w", sentence[start:]):
        return Flaw.UNCITED
    return claims


def ends_sentence(text: str, end: re.Match[str]) -> bool:
    """Whether a match of ``SENTENCE_END`` is more than the full stop of an abbreviation or an initial."""
    return end.group().startswith("\n") or not _ABBREVIATED.search(text[: end.start() + 1])


def settled(claim: Claim) -> str:
    """The claim with stops moved out of quotations: “… timetable.” becomes “… timetable”. where that is verbatim."""

    def settle(found: re.Match[str]) -> str:
        words = inner(found)
        if words[-1:] in {".", ","} and not is_verbatim(words, claim.cited) and is_verbatim(words[:-1], claim.cited):
            return f"{found.group()[0]}{words[:-1]}{found.group()[-1]}{words[-1]}"
        return found.group()

    text = QUOTED.sub(settle, claim.text)
    return re.sub(r"\.(\s*\[)", r"\1", text) if text != claim.text else text


def inner(found: re.Match[str]) -> str:
    """The words between the marks of a match of ``QUOTED``."""
    return next(group for group in found.groups() if group is not None).strip()


def is_verbatim(words: str, items: Sequence[Item]) -> bool:
    """Whether words stand so in one of the items, there too as the speaker's own."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return bool(words) and any(whole.search(text) for item in items for text in _quotable(item))


def _quotable(item: Item) -> Iterator[str]:
    """The speaker's own words: all of a direct statement, of another one what it has in quotation marks."""
    for text in item.texts:
        if item.statement and item.statement.kind is Kind.DIRECT:
            yield text
        else:
            yield from (inner(found) for found in QUOTED.finditer(text))
