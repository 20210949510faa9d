"""Stage two, direct speech: when a quotation goes on in the next one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.quotation_marks import SENTENCE_END, Quotation
from index.models import Span
from index.statements.content.cues import Cue
from index.statements.content.reading import Reading
from index.statements.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc


def adjoins(reading: Reading, draft: Draft, first: Quotation, second: Quotation, cues: dict[int, Cue]) -> bool:
    """Whether no more than a cue clause, or a sentence about the speaker, stands between two quotations of a paragraph.

    "“Look,” he said. He paused. “You cannot have it soon.”"
    """
    between = reading.text[first.span.end : second.span.start]
    if "\n" in between.strip(" "):
        return _goes_on_in_next_paragraph(reading, draft, first, second, cues)
    ends = _sentence_ends(reading.text, draft, first, between)
    if len(ends) > 1:
        return False
    return not ends or not _tells_of_another(reading, draft, Span(first.span.end + ends[0], second.span.start))


def _goes_on_in_next_paragraph(
    reading: Reading, draft: Draft, first: Quotation, second: Quotation, cues: dict[int, Cue]
) -> bool:
    """Whether a quotation runs on from one paragraph to the next: it is not closed, or its cue stands between."""
    if not first.closed:
        return True
    text = reading.text
    between = text[first.span.end : second.span.start]
    alike = draft.cue is not None and text[first.span.start] == text[second.span.start] and second.closed
    goes_on = _opens_next_paragraph(between, reading.doc, first, cues) or (alike and not between.strip())
    return goes_on and _fills_paragraph(text, second, reading.marked)


def _sentence_ends(text: str, draft: Draft, first: Quotation, between: str) -> list[int]:
    """Where sentences end between two quotations, counted from the first; 0 if its own ended inside the marks."""
    ends = [match.end() for match in SENTENCE_END.finditer(between.rstrip()[:-1])]
    led = draft.cue is not None and draft.cue.start >= first.span.end  # "“Look.” he said": the cue ends the sentence
    return [0, *ends] if text[: first.inner.end].endswith(".") and not led else ends


def _tells_of_another(reading: Reading, draft: Draft, stretch: Span) -> bool:
    """Whether a sentence between two quotations reports, or has a name for its subject: another may speak then."""
    aside = reading.doc.char_span(stretch.start, stretch.end, alignment_mode="expand")
    reports = {cue.token for cue in reading.cues if draft.cue is None or cue.span != draft.cue}
    return any(t.i in reports or (t.pos_ == "PROPN" and t.dep_ == "nsubj") for t in aside or ())


def _fills_paragraph(text: str, quotation: Quotation, marked: Sequence[Quotation]) -> bool:
    """Whether no words but in marks stand behind a quotation in its paragraph: others may tell whose it is."""
    end = _line_end(text, quotation.span.end)
    inside = [q for q in marked if quotation.span.end <= q.span.start and q.span.end <= end and not q.single]
    return not any(
        text[i].isalnum() and not any(q.span.start <= i < q.span.end for q in inside)
        for i in range(quotation.span.end, end)
    )


def _opens_next_paragraph(between: str, doc: "Doc", first: Quotation, cues: dict[int, Cue]) -> bool:
    """Whether only the cue's clause stands between a quotation and the next one, which opens a paragraph."""
    clause, _, rest = between.partition("\n")
    if rest.strip() or len(SENTENCE_END.findall(clause.rstrip()[:-1])) > 0 or not clause.rstrip().endswith("."):
        return False
    tokens = doc.char_span(first.span.end, first.span.end + len(clause), alignment_mode="contract")
    return tokens is not None and any(t.i in cues for t in tokens)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
