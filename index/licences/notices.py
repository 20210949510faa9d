"""What the end of a text says about its own licence and its publisher."""

import re
from dataclasses import dataclass, replace
from functools import cache

from index.licences import tables
from index.licences.statements import granted, stricter_of
from index.models import UNKNOWN_LICENCE, Licence, Span

_CHARACTERS = 1_200
_SENTENCE = re.compile(r"[^\s][^\n]*?(?:[.!?](?=\s)|(?=\n|\Z))")
_TRIGGER = re.compile(
    r"licen[cs]|creative commons|\bCC[ -]?(?:BY|0)|rights? reserved|public domain|©|\(c\) \d{4}|government work",
    re.IGNORECASE,
)
_LICENSOR = re.compile(
    r"(?:\bby|©|\(c\)|copyright)\s+(?:\d{4}\s+)?(?P<name>[^\W_][^.,;\n]{1,80}?)\s+(?:is|are)\s+licen", re.IGNORECASE
)
_PUBLISHER = re.compile(
    r"published under (?:a )?creative commons[^\n]*? by (?P<name>[^\W_][^.,;\n]{1,80})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Footer:
    """What an article's own footer says of its licence and its publisher; ``span`` are its words."""

    licence: Licence
    publisher: str | None
    span: Span | None = None


def licence_of_footer(text: str) -> Footer:
    """The licence that the end of an article's text states for the article, and who licenses it.

    A sentence counts if it speaks of this text or opens as a notice does; what the report tells of
    other licences is no notice.
    """
    offset = max(0, len(text) - _CHARACTERS)
    if not _TRIGGER.search(text, offset):
        return Footer(UNKNOWN_LICENCE, None)
    notices = [
        Span(offset + s.start(), offset + s.end()) for s in _SENTENCE.finditer(text[offset:]) if _is_notice(s.group())
    ]
    if not notices:
        return Footer(UNKNOWN_LICENCE, None)
    words = [notice.of(text) for notice in notices]
    licences = [licence for one in words for licence in granted(one)]
    publisher = next(
        (found["name"].strip() for one in words if (found := _LICENSOR.search(one) or _PUBLISHER.search(one))), None
    )
    span = Span(notices[0].start, notices[-1].end) if licences or publisher else None
    known = [one for one in licences if one.id != "LicenseRef-Creative-Commons"]
    licence = replace(stricter_of(known), source="footer") if known else UNKNOWN_LICENCE
    return Footer(licence, publisher, span)


def _is_notice(sentence: str) -> bool:
    if not _TRIGGER.search(sentence):
        return False
    return _opening().match(sentence) is not None or _of_this_text().search(sentence) is not None


@cache
def _opening() -> re.Pattern[str]:
    published, opening = tables.phrases_of("publishing").pattern, tables.phrases_of("opening").pattern
    return re.compile(rf"(?:originally |first )?{published}|{opening}|CC[ -]?(?:BY|0)|©|\(c\)", re.IGNORECASE)


@cache
def _of_this_text() -> re.Pattern[str]:
    determiners, nouns = tables.phrases_of("determiner").pattern, tables.phrases_of("text").pattern
    return re.compile(
        rf"(?:{determiners}\s+(?:original\s+|our\s+)?|\A){nouns}|\bour\s+licen",
        re.IGNORECASE,
    )
