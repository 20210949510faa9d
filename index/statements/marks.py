"""Quotation marks of every convention, paired paragraph by paragraph.

A mark that opens a quotation and is not closed before the paragraph ends closes there; if the next
paragraph opens with a mark again, the quotation runs on (the convention for long quotations). So an
odd mark spoils at most its own paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.models import Span

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_OPENING = {"“": "”", "„": "“”", "«": "»", "‘": "’", "``": "''"}
_STRAIGHT = '"'
_MARK = re.compile(r"``|''|[“”„«»‘’\"]|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run between marks, the marks included. ``closed`` is false if the paragraph ended first."""

    span: Span
    inner: Span
    closed: bool
    single: bool


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text in order. They do not nest: marks inside marks belong to the outer pair."""
    return [quotation for paragraph in paragraphs(text) for quotation in _in_paragraph(text, paragraph)]


def paragraphs(text: str) -> list[Span]:
    """Runs of lines between empty lines."""
    return [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            if _may_open(text, mark):
                opened = mark
        elif _closes(text, opened, mark):
            yield _quotation(opened, mark.start(), mark.end(), closed=True)
            opened = None
        elif mark.group() == opened.group() and mark.group() in "“«" and _may_open(text, mark):
            # a second opening mark: the first was never closed, or the paragraph is doubly quoted
            continue
    if opened is not None and not _is_single(opened.group()):
        yield _quotation(opened, paragraph.end, paragraph.end, closed=False)


def _quotation(opened: re.Match[str], inner_end: int, end: int, *, closed: bool) -> Quotation:
    return Quotation(
        span=Span(opened.start(), end),
        inner=Span(opened.end(), inner_end),
        closed=closed,
        single=_is_single(opened.group()),
    )


def _is_single(mark: str) -> bool:
    return mark in {"‘", "'"}


def _may_open(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    kind = mark.group()
    if kind in {"”", "»", "’", "''"}:
        return kind == "''" and not before.isalnum() and not after.isspace()  # '' also opens in some exports
    if kind in {"'", "‘", _STRAIGHT}:
        return not before.isalnum() and not after.isspace()
    return not after.isspace() or kind != _STRAIGHT


def _closes(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    kind, opening = mark.group(), opened.group()
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < len(text) else " "
    if opening in _OPENING:
        closing = _OPENING[opening]
        if kind == "’":  # otherwise an apostrophe
            return opening == "‘" and not after.isalnum() and not _elides(text, mark)
        return kind in closing if len(kind) == 1 else kind == closing
    if kind != opening:
        return False
    if opening == _STRAIGHT:
        return not before.isspace() or after.isspace() or after in ".,;:?!)"
    return not after.isalnum() and not before.isspace()


def _elides(text: str, mark: re.Match[str]) -> bool:
    """Whether a ’ at a word's end is a plural possessive ("the states’ rights") rather than a closing mark."""
    following = text[mark.end() : mark.end() + 2]
    return text[mark.start() - 1] == "s" and bool(re.match(r" [a-z]", following))
