"""Exact words as they are shown: those that answer in bold, long ones to the sentences that answer.

Nothing is left out of a quotation without a mark in its place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.words.runs import Run, Runs
from bot.words.statements import BREAK, OMISSION
from index.models import Span
from retrieval.phrasing.claims import SENTENCE_END, ends_sentence

SHOWN_CHARACTERS = 350  # from more than these on a quotation is shown in part


def kept_of(
    text: str, parts: Sequence[Span], highlight: Sequence[Span], most: int = SHOWN_CHARACTERS
) -> tuple[Span, ...]:
    """What is shown of ``parts``: all where that is short; else the sentences that answer and those next to them.

    At least one sentence is shown, however long it is. Without a ``highlight`` the first ones are.
    """
    if sum(part.end - part.start for part in parts) <= most:
        return tuple(parts)
    sentences = [sentence for part in parts for sentence in sentences_in(text, part)]
    answering = [i for i, one in enumerate(sentences) if any(one.overlaps(span) for span in highlight)] or [0]
    chosen, left = set(answering), most - sum(sentences[i].end - sentences[i].start for i in answering)
    after, before = range(answering[-1] + 1, len(sentences)), range(answering[0] - 1, -1, -1)
    for direction in (after, before):
        for i in direction:
            left -= sentences[i].end - sentences[i].start
            if left < 0:
                break
            chosen.add(i)
    return tuple(_joined(text, [sentences[i] for i in sorted(chosen)], parts))


def sentences_in(text: str, part: Span) -> list[Span]:
    """The sentences of a run of words, without the spaces between them."""
    words = part.of(text)
    ends = [found for found in SENTENCE_END.finditer(words) if ends_sentence(words, found)]
    starts = [0, *(found.end() for found in ends)]
    stops = [*(found.start() + len(found.group().rstrip()) for found in ends), len(words)]
    pairs = zip(starts, stops, strict=True)
    return [Span(part.start + start, part.start + stop) for start, stop in pairs if stop > start]


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
            cut.append(Run(inside, run.strong, run.url))
    return tuple(cut)


def _joined(text: str, sentences: Sequence[Span], parts: Sequence[Span]) -> Iterator[Span]:
    """Sentences that follow each other in one part as one span."""
    open_span: Span | None = None
    for sentence in sentences:
        part = next(one for one in parts if one.covers(sentence))
        if open_span and part.covers(open_span) and not text[open_span.end : sentence.start].strip():
            open_span = Span(open_span.start, sentence.end)
            continue
        if open_span:
            yield open_span
        open_span = sentence
    if open_span:
        yield open_span


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
