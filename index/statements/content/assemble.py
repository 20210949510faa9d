"""The stages joined: marks, cues, contents and mentions into drafts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.english.lexicon import FIGURES
from index.english.names import plain
from index.english.quotation_marks import SENTENCE_END, Quotation, quotations
from index.models import Act, Kind, Span, hull
from index.statements.content.according import source_of_according
from index.statements.content.cues import Cue, cues_of
from index.statements.content.layout import block_drafts, labelled_drafts, pull_quotes
from index.statements.content.quote_edges import (
    kind_of,
    said_object,
    through_colon,
    to_closing_mark,
    with_remainder,
    without_speaker,
)
from index.statements.content.quoted import direct_drafts, is_utterance
from index.statements.content.reported import contents_of
from index.statements.content.source import chunk_before, mention_of, phrase, via_of
from index.statements.drafts import Draft
from index.statements.tokens import text_of, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PUNCTUATION = 2  # characters by which two contents that end together may differ
_EXTENDING = frozenset({"clause", "that-clause", "infinitive", "object"})
_PHRASES = frozenset({"object", "prepositional"})
_CLAUSES = frozenset({"clause", "that-clause"})
_CARRYING = frozenset({"according to", "reported", "reports", "has reported"})


def drafts_of(doc: "Doc") -> list[Draft]:
    """Everything that somebody is reported to have said in a text, in the order of the text."""
    text = text_of(doc)
    marked = quotations(text)
    labelled = labelled_drafts(doc)
    taken = [part for draft in labelled for part in draft.parts]
    utterances = [q.span for q in marked if not q.single or is_utterance(doc, q)]
    cues = list(cues_of(doc, [*taken, *utterances]))
    labelled += block_drafts(doc, cues, marked)
    taken = [part for draft in labelled for part in draft.parts]
    labelled += pull_quotes(doc, marked, taken)
    taken = [part for draft in labelled for part in draft.parts]
    cues = [cue for cue in cues if not any(part.overlaps(cue.span) for part in taken)]
    direct = direct_drafts(doc, [q for q in marked if not any(part.overlaps(q.span) for part in taken)], cues)
    used = {draft.cue for draft in (*direct, *labelled)}
    reported = [d for cue in cues if cue.span not in used and (d := _reported(doc, cue, marked))]
    direct, reported = _continued(text, direct, reported)
    drafts = [*direct, *labelled, *reported]
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
    if draft.pattern == "quoted-source" or draft.via:
        return False  # who reports about a report does not go on in the other's words
    known = [*draft.parts, *filter(None, (draft.cue, draft.mention))]
    if not any(one.end <= span.start for one in known):
        return False
    between = text[max(one.end for one in known if one.end <= span.start) : span.start]
    return "\n" not in between and not SENTENCE_END.search(between.rstrip()[:-1])


def _reported(doc: "Doc", cue: Cue, marked: Sequence[Quotation]) -> Draft | None:
    found = contents_of(doc, cue)
    mention = mention_of(doc, cue) or _mention_before(doc, cue)
    text = text_of(doc)
    if found is None or mention is None:
        return None
    if doc[cue.token].lower_ == "according":
        mention = source_of_according(doc[cue.token], mention)
    parts, pattern = found
    if pattern in _PHRASES and not _says_something(doc, parts):
        return None
    parts = tuple(to_closing_mark(text, part, marked) for part in parts)
    if cue.verb is not None and (object_ := said_object(doc, cue, parts[0].start)):
        parts = (Span(object_.start, parts[0].end), *parts[1:])
    if pattern == "object":
        parts = (*parts[:-1], through_colon(text, parts[-1]))
    if pattern in _EXTENDING:
        parts = with_remainder(doc, parts, cue, marked)
    if mention is not None and cue.verb is not None and parts[-1].end <= cue.span.start:
        parts = (*parts[:-1], without_speaker(doc, parts[-1], mention))
    if mention is not None and any(mention.overlaps(part) for part in parts):
        mention = None if cue.verb is None else mention
    if mention is not None and _counts(doc, mention):
        return None
    if cue.act is Act.DECLINES and pattern not in _CLAUSES:
        return None  # "declined to comment on the case" tells a topic, no words
    return Draft(
        parts=parts,
        kind=kind_of(text, parts, marked),
        pattern=pattern,
        cue=cue.span,
        act=_act(doc, cue, pattern),
        negated=cue.negated,
        mention=mention,
        via=via_of(doc, cue),
    )


def _says_something(doc: "Doc", parts: Sequence[Span]) -> bool:
    """Whether a phrase has more than pronouns and prepositions in it ("asked her about it")."""
    tokens = (t for part in parts for t in doc.char_span(part.start, part.end, alignment_mode="expand") or ())
    return any(t.pos_ not in {"PRON", "ADP", "DET", "PART", "PUNCT"} for t in tokens)


def _act(doc: "Doc", cue: Cue, pattern: str) -> Act:
    """What "call" and "ask" do hangs on their complement: "called for calm" and "asked her to go" are requests."""
    requests = {"call": {"prepositional"}, "ask": {"prepositional", "infinitive", "object"}}
    return Act.ORDERS if pattern in requests.get(doc[cue.token].lemma_, ()) else cue.act


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


def _with_via(text: str, drafts: list[Draft]) -> list[Draft]:
    """A report about a report names the outlet of the inner one: "…, X said, according to ISNA"."""
    carriers = [draft for draft in drafts if draft.cue and draft.cue.of(text).lower() in _CARRYING and draft.mention]
    result = [draft for draft in drafts if draft not in carriers]
    for carrier in carriers:
        carried = [i for i, inner in enumerate(result) if _carries(carrier, inner)]
        for i in carried:
            via = result[i].via or plain((carrier.mention or carrier.parts[0]).of(text))
            result[i] = replace(result[i], via=via, parts=_without_carrier(text, result[i], carrier))
        if not carried:
            result.append(carrier)
    return result


def _without_carrier(text: str, inner: Draft, carrier: Draft) -> tuple[Span, ...]:
    """ "The bridge will open, the minister said, the agency reported": the inner words without the outer cue."""
    start = carrier.mention.start if carrier.mention else 0
    last = inner.parts[-1]
    if carrier.cue is None or not last.start < start < carrier.cue.end <= last.end:
        return inner.parts
    kept = trimmed(text, Span(last.start, start))
    return (*inner.parts[:-1], kept) if kept else inner.parts


def _carries(outer: Draft, inner: Draft) -> bool:
    """Whether ``outer`` is the report of ``inner``, behind it or around it, and of hardly anything else."""
    if outer.cue is None or inner.cue is None or outer.mention == inner.mention:
        return False
    if outer.cue.start < inner.cue.start:
        around = hull(outer.parts)
        return around.covers(inner.cue) and around.end - inner.parts[-1].end <= _PUNCTUATION
    whole = hull([*inner.parts, inner.cue])
    return hull(outer.parts).overlaps(whole)
