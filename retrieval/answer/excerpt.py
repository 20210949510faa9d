"""Parts of quotations: the sentences that answer, within a number of characters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.models import Article, Span, hull
from retrieval.models import Answer, Item
from retrieval.phrasing.claims import SENTENCE_END, ends_sentence

_LAST_WORD = re.compile(r"\s+\S*\Z")


def within_limit(answer: Answer, most: int) -> Answer:
    """The answer with short quotations, of ``most`` characters each, where nothing is known to permit reuse."""
    items = tuple(shortened(item, most) for item in answer.items)
    abstention = answer.abstention
    if abstention:
        abstention = replace(abstention, nearest=tuple(shortened(item, most) for item in abstention.nearest))
    return replace(answer, items=items, abstention=abstention)


def quotable_of(article: Article, parts: Sequence[Span], highlight: Sequence[Span], most: int) -> tuple[Span, ...]:
    """What may be shown of ``parts``: all, or ``most`` characters where nothing is known to permit reuse."""
    if article.licence.permits_reuse or _length(parts) <= most:
        return tuple(parts)
    quotable: list[Span] = []
    for span in kept_of(article.text, parts, highlight, most):
        left = most - _length(quotable)
        if left <= 0:
            break
        quotable.append(_cut(article.text, span, left))
    return tuple(quotable)


def shortened(item: Item, most: int) -> Item:
    """The item as ``within_limit`` gives it."""
    quotable = quotable_of(item.article, item.parts, item.highlight, most)
    context = context_within(item.article, item.context, quotable, most)
    return replace(item, quotable=() if quotable == item.parts else quotable, context=context)


def context_within(article: Article, context: Span, quotable: Sequence[Span], most: int) -> Span:
    """The words about a quotation that may be shown with it: where nothing permits reuse ``most`` characters in all.

    Parts that stand far apart have the whole article between them; then it is the first part alone.
    """
    if article.licence.permits_reuse:
        return context
    fitting = (span for span in (context, hull(quotable)) if span.end - span.start <= most)
    return next(fitting, quotable[0])


def _cut(text: str, span: Span, most: int) -> Span:
    """A span, or as many whole words of it as ``most`` characters hold."""
    if span.end - span.start <= most:
        return span
    words = text[span.start : span.start + most + 1]
    end = _LAST_WORD.search(words)
    return Span(span.start, span.start + (end.start() if end and end.start() else most))


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def kept_of(text: str, parts: Sequence[Span], highlight: Sequence[Span], most: int) -> tuple[Span, ...]:
    """What is shown of ``parts``: all where that is short; else the sentences that answer and those next to them.

    At least one sentence is shown, however long it is. Without a ``highlight`` the first ones are.
    """
    if _length(parts) <= most:
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
