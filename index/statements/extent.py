"""Stage two, how far a content runs: words that the marks or the parse alone would cut off."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.models import Kind, Span
from index.statements.cues import Cue, verb_of
from index.statements.indirect import contents_of
from index.statements.marks import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DIRECT_SHARE = 0.8
_TERMINAL = frozenset(".?!…,;:")


def kind_of(text: str, parts: Sequence[Span], marked: Sequence[Quotation]) -> Kind:
    """Direct if at least four fifths of the letters stand in marks, indirect if none do."""
    inside = total = 0
    for part in parts:
        for at in range(part.start, part.end):
            if text[at].isalnum():
                total += 1
                inside += any(q.inner.start <= at < q.inner.end for q in marked)
    if total and inside / total > _DIRECT_SHARE:
        return Kind.DIRECT
    return Kind.MIXED if inside else Kind.INDIRECT


def to_closing_mark(part: Span, marked: Sequence[Quotation]) -> Span:
    """A part that ends inside a quotation or just before one, or leaves its mark out, is taken to the mark."""
    start, end = part.start, part.end
    for quotation in marked:
        if quotation.single or not quotation.closed:
            continue
        if start <= quotation.span.start and quotation.span.start - 1 <= end <= quotation.span.end:
            end = quotation.span.end
        if quotation.span.start <= start < quotation.span.end <= end:
            start = quotation.span.start
    return Span(start, end)


def with_lead(doc: "Doc", quotation: Quotation, lead: range) -> Span:
    """ "With two ships at sea, 'there is no reserve,' she said": the words before the marks are reported too.

    ``lead`` are the tokens between the last sentence and the quotation. One that holds a reporting
    verb of its own, or that introduces a whole sentence in marks, is left out.
    """
    words = [doc[i] for i in lead if not doc[i].is_space and not doc[i].is_punct]
    inner = quotation.inner.of(doc.text).lstrip("'‘[")
    if len(words) < 2 or not inner[:1].islower() or any(verb_of(word) for word in words):
        return quotation.span
    return Span(words[0].idx, quotation.span.end)


def with_introduction(doc: "Doc", quotation: Quotation, cue: Cue) -> Span:
    """ "He told the court that, for months, 'nobody came'": from where the reported clause starts."""
    found = contents_of(doc, cue)
    if found is None:
        return quotation.span
    (first, *_), pattern = found
    if pattern in {"clause", "that-clause", "object"} and cue.span.end < first.start < quotation.span.start:
        return Span(first.start, quotation.span.end)
    return quotation.span


def with_rest(doc: "Doc", span: Span, after: range) -> Span:
    """ "She said 'nobody came' to the first meeting": on to the end of the sentence that goes on behind the marks.

    ``after`` are the tokens between the quotation and the next one or the end of the sentence.
    """
    if doc.text[span.start : span.end].rstrip("”\"'’»").rstrip()[-1:] in _TERMINAL:
        return span
    words = [doc[i] for i in after if not doc[i].is_space]
    if not words or words[0].text in _TERMINAL or any(verb_of(word) for word in words):
        return span
    last = next((word for word in reversed(words) if not word.is_punct), None)
    return Span(span.start, last.idx + len(last)) if last is not None else span
