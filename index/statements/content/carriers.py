"""Reports about reports: "the dam will hold, X said, according to Y" is X's, known through Y."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.english.names import plain
from index.models import Span, hull
from index.statements.content.reading import Reading
from index.statements.drafts import Draft
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE, SUBJECTS, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PUNCTUATION = 2  # characters by which two contents that end together may differ
_CARRYING = frozenset({"according to", "reported", "reports", "has reported"})


@rule(
    RuleId.CARRIED,
    Concern.SOURCE,
    example="Ann Lee said the dam was safe, according to Velm Radio.",
    gives="Ann Lee (Velm Radio): the dam was safe",
    not_on="The dam was safe, according to Velm Radio.",
)
def carried(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """A report about a report names the outlet of the inner one: "…, X said, according to ISNA"."""
    if RuleId.CARRIED not in reading.rules:
        return list(drafts)
    text = reading.text
    carriers = [draft for draft in drafts if draft.cue and draft.cue.of(text).lower() in _CARRYING and draft.mention]
    result = [draft for draft in drafts if draft not in carriers]
    for carrier in carriers:
        carried = [i for i, inner in enumerate(result) if _carries(reading.doc, carrier, inner)]
        for i in carried:
            via = result[i].via or plain((carrier.mention or carrier.parts[0]).of(text))
            result[i] = replace(result[i], via=via, parts=_without_carrier(reading, result[i], carrier))
        if not carried:
            result.append(carrier)
    return result


def _without_carrier(reading: Reading, inner: Draft, carrier: Draft) -> tuple[Span, ...]:
    """ "The bridge will open, the minister said, the agency reported": the inner words without the outer cue.

    "that, according to the agency, the bridge will open": the clause goes on behind an aside.
    """
    text, last = reading.text, inner.parts[-1]
    start = carrier.mention.start if carrier.mention else 0
    start = min(start, carrier.cue.start) if carrier.cue else start
    if carrier.cue is None or not last.start < start < carrier.cue.end <= last.end:
        return inner.parts
    behind = max(carrier.cue.end, carrier.mention.end if carrier.mention else 0)
    rest = reading.doc.char_span(behind, last.end, alignment_mode="contract") if behind < last.end else None
    goes_on = rest is not None and any(token.tag_ in FINITE for token in rest)
    halves = (trimmed(text, Span(last.start, start)), trimmed(text, Span(behind, last.end)) if goes_on else None)
    kept = tuple(half for half in halves if half and half.of(text).lower() != "that")
    return (*inner.parts[:-1], *kept) if kept else inner.parts


def _tells_more(doc: "Doc", before: Span, inner: Draft) -> bool:
    """Whether a clause of its own stands before a report: "officers saw him leave, and they ordered him to stop"."""
    tokens = doc.char_span(before.start, before.end, alignment_mode="expand") or ()
    content = hull(inner.parts)
    own = (t for t in tokens if t.tag_ in FINITE and not content.start <= t.idx < content.end)
    return any(t.idx + len(t) <= before.end and any(c.dep_ in SUBJECTS for c in t.children) for t in own)


def _carries(doc: "Doc", outer: Draft, inner: Draft) -> bool:
    """Whether ``outer`` is the report of ``inner``, behind it or around it, and of hardly anything else."""
    if outer.cue is None or inner.cue is None or outer.mention == inner.mention:
        return False
    if any(part.covers(outer.cue) and part.covers(hull(outer.parts)) for part in inner.parts):
        return False  # a report inside the other's words
    if outer.cue.start < inner.cue.start:
        around = hull(outer.parts)
        at_end = around.covers(inner.cue) and around.end - inner.parts[-1].end <= _PUNCTUATION
        return at_end and not _tells_more(doc, Span(around.start, inner.cue.start), inner)
    whole = hull([*inner.parts, inner.cue])
    return hull(outer.parts).overlaps(whole)
