"""Exact words as they are shown: those that answer in bold, long ones to the sentences that answer.

Nothing is left out of a quotation without a mark in its place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.words.runs import Run, Runs
from bot.words.statements import BREAK, OMISSION
from index.models import Span


def words_of(text: str, parts: Sequence[Span], kept: Sequence[Span], highlight: Sequence[Span]) -> Runs:
    """The runs of what is ``kept`` of ``parts``: the answering words strong, every omission marked.

    Words of which all answer are not set apart.
    """
    shown = [both for part in parts for span in kept if (both := _shared(part, span))]
    whole = all(any(mark.covers(span) for mark in highlight) for span in shown)
    return tuple(_runs(text, parts, shown, () if whole else highlight))


def split(runs: Iterable[Run], start: int, end: int) -> Runs:
    """The runs of the characters from ``start`` to ``end`` of all."""
    cut, at = [], 0
    for run in runs:
        inside = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if inside:
            cut.append(replace(run, text=inside))
    return tuple(cut)


def _runs(text: str, parts: Sequence[Span], shown: Sequence[Span], highlight: Sequence[Span]) -> Iterator[Run]:
    if not shown:
        return
    if shown[0].start > parts[0].start:
        yield Run(f"{OMISSION} ")
    for i, span in enumerate(shown):
        if i:
            yield Run(_between(text, parts, shown[i - 1], span))
        yield from _marked(text, span, highlight)
    if shown[-1].end < parts[-1].end:
        yield Run(f" {OMISSION}")


def _between(text: str, parts: Sequence[Span], one: Span, two: Span) -> str:
    """What stands between two spans that are shown: a space, a new line, a break, or the mark of an omission."""
    skipped = any(_shared(part, Span(one.end, two.start)) for part in parts)
    if skipped and re.search(r"\w", "".join(_skipped(text, parts, Span(one.end, two.start)))):
        return f" {OMISSION} "
    gap = text[one.end : two.start]
    if re.search(r"[.!?]", text[one.end - 1 : two.start]):
        return "\n"  # another sentence
    return f" {BREAK} " if gap.strip() else " "


def _skipped(text: str, parts: Sequence[Span], gap: Span) -> Iterator[str]:
    yield from (both.of(text) for part in parts if (both := _shared(part, gap)))


def _marked(text: str, span: Span, highlight: Sequence[Span]) -> Iterator[Run]:
    marks = [both for mark in highlight if (both := _shared(mark, span))]
    cuts = sorted({span.start, span.end, *(m.start for m in marks), *(m.end for m in marks)})
    for start, end in pairwise(cuts):
        strong = any(mark.start <= start and end <= mark.end for mark in marks)
        yield Run(text[start:end], strong)


def _shared(one: Span, other: Span) -> Span | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None
