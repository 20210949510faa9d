"""The stages joined: marks, cues, contents and mentions into drafts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.models import Act, Kind, Span, hull
from index.statements.cues import Cue, cues_of
from index.statements.direct import direct_drafts
from index.statements.drafts import Draft
from index.statements.extent import kind_of, to_closing_mark
from index.statements.indirect import contents_of
from index.statements.lexicon import FIGURES
from index.statements.marks import SENTENCE_END, Quotation, paragraphs, quotations
from index.statements.mentions import chunk_before, mention_of, phrase, via_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABEL = re.compile(r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}):\s+(?=\S)")
_CARRYING = frozenset({"according to", "reported", "reports", "has reported"})


def drafts_of(doc: "Doc") -> list[Draft]:
    """Everything that somebody is reported to have said in a text, in the order of the text."""
    text = doc.text
    marked = quotations(text)
    double = [q.span for q in marked if not q.single]
    cues = list(cues_of(doc, double))
    direct = direct_drafts(doc, marked, cues)
    used = {draft.cue for draft in direct}
    reported = [d for cue in cues if cue.span not in used and (d := _reported(doc, cue, marked))]
    direct, reported = _continued(text, direct, reported)
    drafts = [*direct, *_labelled(doc, [*direct, *reported]), *reported]
    return sorted(_with_via(text, drafts), key=lambda draft: hull(draft.parts))


def _continued(text: str, direct: Sequence[Draft], reported: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Quotations without a cue of their own that belong to reported speech: part of it, or right behind it.

    "The plan 'was dead', he said. 'We tried.'" is one statement in two parts.
    """
    kept, extended = [], list(reported)
    for draft in direct:
        if draft.pattern != "orphan":
            kept.append(draft)
            continue
        span = hull(draft.parts)
        if any(part.covers(span) for before in extended for part in before.parts):
            continue
        owner = next((i for i, before in enumerate(extended) if _leads_to(text, before, span)), None)
        if owner is None:
            kept.append(draft)
        else:
            before = extended[owner]
            extended[owner] = replace(before, parts=(*before.parts, span), kind=Kind.MIXED)
    return kept, extended


def _leads_to(text: str, draft: Draft, span: Span) -> bool:
    """Whether ``span`` stands right behind the sentence of a reported draft."""
    known = [*draft.parts, *filter(None, (draft.cue, draft.mention))]
    if not any(one.end <= span.start for one in known):
        return False
    between = text[max(one.end for one in known if one.end <= span.start) : span.start]
    return "\n" not in between and not SENTENCE_END.search(between.rstrip()[:-1])


def _reported(doc: "Doc", cue: Cue, marked: Sequence[Quotation]) -> Draft | None:
    found = contents_of(doc, cue)
    mention = mention_of(doc, cue) or _mention_before(doc, cue)
    text = doc.text
    if found is None or mention is None:
        return None
    parts, pattern = found
    parts = tuple(to_closing_mark(part, marked) for part in parts)
    if mention is not None and any(mention.overlaps(part) for part in parts):
        mention = None if cue.verb is None else mention
    if mention is not None and _counts(doc, mention):
        return None
    if cue.act is Act.DECLINES and sum(len(p.of(text).split()) for p in parts) < 3:
        return None
    return Draft(
        parts=parts,
        kind=kind_of(text, parts, marked),
        pattern=pattern,
        cue=cue.span,
        act=cue.act,
        negated=cue.negated,
        mention=mention,
        via=via_of(doc, cue),
    )


def _mention_before(doc: "Doc", cue: Cue) -> Span | None:
    """Where the parse gives a finite verb no subject: the noun phrase right before it."""
    verb = doc[cue.token]
    if cue.verb is None or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    head = chunk_before(verb)
    return phrase(head) if head is not None else None


def _counts(doc: "Doc", mention: Span) -> bool:
    """Whether the source is a figure, not somebody's words: a poll, an estimate."""
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return tokens is not None and tokens.root.lemma_.lower() in FIGURES


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


def _with_via(text: str, drafts: list[Draft]) -> list[Draft]:
    """A report about a report names the outlet of the inner one: "…, X said, according to ISNA"."""
    carriers = [draft for draft in drafts if draft.cue and draft.cue.of(text).lower() in _CARRYING and draft.mention]
    result = [draft for draft in drafts if draft not in carriers]
    for carrier in carriers:
        carried = [i for i, inner in enumerate(result) if _carries(carrier, inner)]
        for i in carried:
            result[i] = replace(result[i], via=result[i].via or (carrier.mention or carrier.parts[0]).of(text))
        if not carried:
            result.append(carrier)
    return result


def _carries(outer: Draft, inner: Draft) -> bool:
    """Whether ``outer`` is the postposed report of ``inner``, or of the sentence in which it stands."""
    if outer.cue is None or inner.cue is None or outer.cue.start < inner.cue.start:
        return False
    whole = hull([*inner.parts, inner.cue])
    return hull(outer.parts).overlaps(whole) and outer.mention != inner.mention
