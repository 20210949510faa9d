"""The stages joined: marks, cues, contents and mentions into drafts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.models import Act, Kind, Span, hull
from index.statements.cues import Cue, cues_of
from index.statements.direct import direct_drafts
from index.statements.drafts import Draft
from index.statements.indirect import contents_of
from index.statements.marks import Quotation, paragraphs, quotations
from index.statements.mentions import mention_of, via_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABEL = re.compile(r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}):\s+(?=\S)")
_INDEFINITE = re.compile(r"(?:an?|some|one|another|several|many|two|three)\b", re.I)
_DIRECT_SHARE = 0.8


def drafts_of(doc: "Doc") -> list[Draft]:
    """Everything that somebody is reported to have said in a text, in the order of the text."""
    text = doc.text
    marked = quotations(text)
    double = [q.span for q in marked if not q.single]
    cues = list(cues_of(doc, double))
    direct = direct_drafts(doc, marked, cues)
    used = {draft.cue for draft in direct}
    reported = [d for cue in cues if cue.span not in used and (d := _reported(doc, cue, marked))]
    drafts = [*direct, *_labelled(doc, [*direct, *reported]), *reported]
    drafts = _with_via(doc, drafts)
    return _continued(doc, sorted(drafts, key=lambda draft: hull(draft.parts)))


def _reported(doc: "Doc", cue: Cue, marked: Sequence[Quotation]) -> Draft | None:
    found = contents_of(doc, cue)
    mention = mention_of(doc, cue)
    if found is None or (mention is None and cue.verb is None):
        return None
    parts, pattern = found
    parts = tuple(_to_closing_mark(part, marked) for part in parts)
    if mention is not None and any(mention.overlaps(part) for part in parts):
        mention = None if cue.verb is None else mention
    if cue.act is Act.DECLINES and len(" ".join(p.of(doc.text) for p in parts).split()) < 3:
        return None
    return Draft(
        parts=parts,
        kind=_kind(doc.text, parts, marked),
        pattern=pattern,
        cue=cue.span,
        act=cue.act,
        negated=cue.negated,
        mention=mention,
        via=via_of(doc, cue),
    )


def _to_closing_mark(part: Span, marked: Sequence[Quotation]) -> Span:
    """A part that ends inside a quotation, or leaves its mark out, is taken to the mark."""
    start, end = part.start, part.end
    for quotation in marked:
        if quotation.single or not quotation.closed:
            continue
        if quotation.span.start < end <= quotation.span.end and start <= quotation.span.start:
            end = quotation.span.end
        if quotation.span.start <= start < quotation.span.end <= end:
            start = quotation.span.start
    return Span(start, end)


def _kind(text: str, parts: Sequence[Span], marked: Sequence[Quotation]) -> Kind:
    inside = total = 0
    for part in parts:
        for at in range(part.start, part.end):
            if text[at].isalnum():
                total += 1
                inside += any(q.inner.start <= at < q.inner.end for q in marked)
    if total and inside / total > _DIRECT_SHARE:
        return Kind.DIRECT
    return Kind.MIXED if inside else Kind.INDIRECT


def _labelled(doc: "Doc", drafts: Sequence[Draft]) -> list[Draft]:
    """Transcripts and headlines: "NAME: words" at the start of a paragraph, the name being a person's."""
    taken = [hull(draft.parts) for draft in drafts]
    people = {word for ent in doc.ents if ent.label_ == "PERSON" for word in ent.text.lower().split()}
    found = []
    for paragraph in paragraphs(doc.text):
        label = _LABEL.match(doc.text, paragraph.start, paragraph.end)
        if not label or not set(label["name"].lower().split()) & people:
            continue
        content = Span(label.end(), paragraph.end)
        if not any(content.overlaps(span) for span in taken):
            mention = Span(*label.span("name"))
            found.append(Draft((content,), Kind.DIRECT, "label", mention=mention))
    return found


def _with_via(doc: "Doc", drafts: list[Draft]) -> list[Draft]:
    """A report about a report names the outlet of the inner one: "…, X said, according to ISNA"."""
    result = []
    dropped: set[int] = set()
    for i, outer in enumerate(drafts):
        for j, inner in enumerate(drafts):
            if i == j or inner.cue is None or outer.mention is None or outer.cue is None or j in dropped:
                continue
            if _carries(doc.text, outer, inner):
                drafts[j] = replace(inner, via=inner.via or outer.mention.of(doc.text))
                dropped.add(i)
    for i, draft in enumerate(drafts):
        if i not in dropped:
            result.append(drafts[i] if drafts[i] is not draft else draft)
    return result


def _carries(text: str, outer: Draft, inner: Draft) -> bool:
    """Whether ``outer`` is the postposed report ("Press TV reported", "according to ISNA") of ``inner``."""
    if outer.cue is None or inner.cue is None or outer.mention == inner.mention or outer.pattern == inner.pattern == "":
        return False
    if outer.cue.of(text).lower() not in {"according to", "reported", "reports", "has reported"}:
        return False
    whole = hull([*inner.parts, inner.cue])
    return whole.end <= outer.cue.start and hull(outer.parts).overlaps(whole) or (
        hull(outer.parts).covers(inner.cue) and outer.cue.start > inner.cue.start
    )


def _continued(doc: "Doc", drafts: list[Draft]) -> list[Draft]:
    """A quotation without a cue goes on from the last speaker who is a person, over reports that stand between."""
    result: list[Draft] = []
    for draft in drafts:
        if draft.pattern == "orphan":
            before = (i for i in range(len(result) - 1, -1, -1) if _may_go_on(doc, result[i]))
            draft = replace(draft, continues=next(before, None))  # noqa: PLW2901 - the loop's own draft, completed
        result.append(draft)
    return result


def _may_go_on(doc: "Doc", draft: Draft) -> bool:
    if draft.pattern == "orphan":
        return draft.continues is not None
    if draft.mention is None:
        return False
    words = draft.mention.of(doc.text)
    if draft.kind is Kind.DIRECT:
        return True
    named = doc.char_span(draft.mention.start, draft.mention.end, alignment_mode="expand")
    organisation = named is not None and named.root.ent_type_ in {"ORG", "GPE", "NORP"}
    plural = named is not None and named.root.tag_ in {"NNS", "NNPS"}
    return not (organisation or plural or _INDEFINITE.match(words) or words.lower() in {"it", "they", "we"})
