"""Stage two, at its end: notes of the newsroom to its readers, which report nothing of the story."""

import re
from collections.abc import Sequence

from index.english.quotation_marks import paragraphs
from index.models import Span, hull
from index.statements.content.reading import Reading
from index.statements.drafts import Draft
from index.statements.rules import Concern, RuleId, rule

_NOTE = re.compile(
    r"(?:^|(?<=[.?!…”\"’)] ))[(\[*_]*(?:(?:editor|publisher|author)s?[’']?s? note|correction|clarification)s?\b"
    r"[^:\n.]{0,40}:",
    re.IGNORECASE,
)


@rule(
    RuleId.NEWSROOM_NOTE,
    Concern.CUE,
    example="Ann Lee said the dam was safe.\n\nEditor’s note: Bo Orr has vowed to close it.",
    gives="Ann Lee: the dam was safe",
    not_on="Ann Lee said the dam was safe.\n\nBo Orr has vowed to close it.",
)
def without_notes(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """ "Editor's note: …", "Correction: …": what the newsroom says of its own article, and of whom it writes about."""
    if RuleId.NEWSROOM_NOTE not in reading.rules:
        return list(drafts)
    lines = [(line, _NOTE.search(line.of(reading.text))) for line in paragraphs(reading.text)]
    notes = [Span(line.start + note.start(), line.end) for line, note in lines if note]  # a line may hold a whole text
    return [draft for draft in drafts if not _stands_in(hull(draft.parts), notes)]


def _stands_in(span: Span, notes: Sequence[Span]) -> bool:
    return any(note.covers(span) for note in notes)
