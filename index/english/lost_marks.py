"""Quotations whose closing mark is lost: they end where the article itself says who speaks, not with the paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from index.english.lexicon import TELLING, VerbUse, finite_forms, verbs_that
from index.english.quotation_marks import DOUBLE, SENTENCE_END, Quotation, turned
from index.english.tables import alternatives
from index.models import Span

_SAID = alternatives(
    form
    for verb in verbs_that(VerbUse.INTRODUCES) | TELLING
    for form in finite_forms(verb)  # "said", "told"
)
_NAME = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}"
_REPORTING = rf"(?:{_NAME}|he|she|they)(?:, [^,\n]{{1,40}},)? (?:{_SAID})\b"
_CLAUSE = re.compile(rf",(?= (?:{_REPORTING}|(?:{_SAID}) (?:{_NAME}|(?:the|a|an) \w+)))")  # "We go, said Ann Lee."
_INVERTED = re.compile(rf",(?= (?:{_SAID}) {_NAME}\.(?!\w))")  # and its sentence ends there
_REPORT = re.compile(rf"(?<![“\"] )\b{_NAME}(?:, [^,\n]{{1,40}},)? (?:{_SAID})\b")


def closed_at_reports(text: str, marked: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Quotations in the order of the text, those that are left open cut before the words that tell whose they are.

    One that goes on in the next paragraph keeps its end, and so does one whose paragraph reports nothing.
    """
    return tuple(_cut(text, marked))


def _cut(text: str, marked: Sequence[Quotation]) -> Iterator[Quotation]:
    for one, following in zip_longest(marked, marked[1:]):
        again = _reopened(text, one)
        if again is not None:
            yield _up_to(one, _end_before_report(text, one, again) or len(text[:again].rstrip()))
            yield replace(one, span=Span(again, one.span.end), inner=Span(again + 1, one.inner.end))
            continue
        end: int | None = None
        if not one.closed and _goes_on(text, one, following):
            end = _end_before(_INVERTED, text, one, one.span.end)
        elif not one.closed:
            end = _end_before_report(text, one, one.span.end)
        yield one if end is None else _up_to(one, end)


def _up_to(one: Quotation, end: int) -> Quotation:
    return replace(one, span=Span(one.span.start, end), inner=Span(one.inner.start, end), closed=True)


def _reopened(text: str, one: Quotation) -> int | None:
    """Where a quotation is opened within one whose own mark is lost: more marks open in it than close."""
    inner = [] if one.single else [*DOUBLE.finditer(text, one.inner.start, one.inner.end)]
    opening = [mark.start() for mark in inner if turned(text, mark)]
    if len(opening) <= sum(turned(text, mark) is False for mark in inner):
        return None
    return opening[-1] if SENTENCE_END.search(text, one.inner.start, opening[-1]) else None


def _goes_on(text: str, one: Quotation, following: Quotation | None) -> bool:
    return following is not None and not text[one.span.end : following.span.start].strip()


def _end_before_report(text: str, one: Quotation, end: int) -> int | None:
    """Behind the comma before "said Ann Lee", or at the end of the first sentence, if "Bo Orr said" follows it."""
    clause = _end_before(_CLAUSE, text, one, end)
    if clause is not None:
        return clause
    sentence = SENTENCE_END.search(text, one.inner.start, end)
    report = _REPORT.search(text, sentence.end(), end) if sentence else None
    return sentence.start() + 1 if report is not None and sentence is not None else None


def _end_before(clause: re.Pattern[str], text: str, one: Quotation, end: int) -> int | None:
    """Behind the comma before a reporting clause that stands in the first sentence of a quotation."""
    found = clause.search(text, one.inner.start, end)
    sentence = SENTENCE_END.search(text, one.inner.start, end)
    return found.end() if found and (sentence is None or found.start() < sentence.start()) else None
