"""What the end of a text says about its own licence and its publisher."""

import re
from dataclasses import dataclass, replace
from functools import cache

from index.licences import tables
from index.licences.statements import granted, is_about_text, stricter_of
from index.licences.wording import plain
from index.models import UNKNOWN_LICENCE, Licence, Span

_CHARACTERS = 1_200
_DASHES = "\\-\u2010-\u2015\u2212\u00ad"  # at the end of a line
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
    if not _TRIGGER.search(plain(text[offset:])):
        return Footer(UNKNOWN_LICENCE, None)
    unwrapped = _unwrapped(text[offset:])
    sentences = list(_SENTENCE.finditer(unwrapped))
    notices = [one for one in sentences if _is_notice(plain(one.group()))]
    if not notices:
        return Footer(UNKNOWN_LICENCE, None)
    words = [notice.group() for notice in notices]
    besides = "\n".join(one.group() for one in sentences if one not in notices and _is_beside(one, notices[0]))
    licences = [licence for one in words for licence in granted(one, besides)]
    publisher = next(
        (
            found["name"].strip()
            for one in words
            if is_about_text(one) and (found := _LICENSOR.search(one) or _PUBLISHER.search(one))
        ),
        None,
    )
    span = Span(offset + notices[0].start(), offset + notices[-1].end()) if licences or publisher else None
    known = [one for one in licences if one.id != "LicenseRef-Creative-Commons"]
    licence = replace(stricter_of(known), source="footer") if known else UNKNOWN_LICENCE
    return Footer(licence, publisher, span)


def _is_beside(sentence: re.Match[str], notice: re.Match[str]) -> bool:
    """Whether a sentence may limit what a notice grants: one behind it, or before it on its line."""
    return sentence.start() > notice.start() or "\n" not in sentence.string[sentence.end() : notice.start()]


def _unwrapped(text: str) -> str:
    """A text with spaces for the breaks of lines that go on, so that every place in it stays what it is."""
    return _wrap().sub(lambda wrap: " " * len(wrap.group()), text)


@cache
def _wrap() -> re.Pattern[str]:
    """A break within a notice: behind a dash or a word that wants another, or before the rest of a licence's name."""
    elements = tables.any_of(word.phrase for word in tables.words("elements") if word.phrase != "by").pattern
    return re.compile(
        rf"(?:(?<=[{_DASHES},/(])|(?<=\bcreative)|(?<=\bcommons)|(?<=\bCC)|(?<=\bunder)|(?<=\bunder a))"
        rf"[^\S\n]*\n(?!\s*\n)"
        rf"|\n(?=[^\S\n]*(?:(?-i:[a-z(])|v?[1-4]\.\d|{elements}))",
        re.IGNORECASE,
    )


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
