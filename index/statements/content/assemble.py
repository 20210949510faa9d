"""The stages joined: marks, cues, contents and mentions into drafts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.english.lexicon import FIGURES
from index.english.lost_marks import closed_at_reports
from index.english.quotation_marks import SENTENCE_END, quotations
from index.models import Act, Kind, Span, hull
from index.statements.content.according import source_of_according
from index.statements.content.adjuncts import without_medium
from index.statements.content.carriers import carried
from index.statements.content.cues import Cue, cues_of
from index.statements.content.deeds import embedded
from index.statements.content.figures import maker_of
from index.statements.content.interviews import interviews
from index.statements.content.issued import issued
from index.statements.content.labels import labelled
from index.statements.content.layout import blocks, pull_quotes
from index.statements.content.notes import without_notes
from index.statements.content.noun_phrases import chunk_before, phrase
from index.statements.content.outlets import via_of
from index.statements.content.quote_edges import (
    before_quoted_sentence,
    kind_of,
    said_object,
    through_colon,
    to_closing_mark,
    within_sentence,
)
from index.statements.content.quote_rests import with_remainder, with_unquoted_rest
from index.statements.content.quoted import direct
from index.statements.content.reading import Reading
from index.statements.content.reported import contents_of
from index.statements.content.signatures import posts
from index.statements.content.source import mention_of
from index.statements.content.utterances import is_utterance
from index.statements.drafts import Contents, Draft
from index.statements.rules import ALL_RULES, CLAUSES, LAYOUT, OBJECTS, QUOTATIONS, Concern, RuleId, RuleSet, rule
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_EMPTY_PHRASE = frozenset({"PRON", "ADP", "DET", "PART", "PUNCT"})
_EMPTY_CLAUSE = frozenset({"SCONJ", "CCONJ", "ADP", "PUNCT", "SPACE"})
_STOPPED = re.compile(r"[.?!][”\"]$")
_EXTENDING = CLAUSES | OBJECTS | {RuleId.INFINITIVE}


Stage = Callable[[Reading, Sequence[Draft]], list[Draft]]


def drafts_of(doc: "Doc", rules: RuleSet = ALL_RULES, title: str = "") -> list[Draft]:
    """Everything that somebody is reported to have said in a text, in the order of the text.

    ``title`` is its headline where that is no part of it.
    """
    reading = replace(reading_of(doc, rules), title=title)
    drafts: list[Draft] = []
    for stage in STAGES:
        drafts = stage(reading, drafts)
        drafts = [draft for draft in drafts if draft.rule in rules]
    return sorted(drafts, key=lambda draft: hull(draft.parts))


def reading_of(doc: "Doc", rules: RuleSet) -> Reading:
    """A parsed article with its marks and cues."""
    text = text_of(doc)
    marked = closed_at_reports(text, quotations(text))
    utterances = [q.span for q in marked if not q.single or is_utterance(doc, q)]
    return Reading(doc, text, marked, tuple(cues_of(doc, utterances, rules)), rules)


def reported(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """What the remaining cues report, with and without marks."""
    used = {draft.cue for draft in drafts if draft.rule is not RuleId.BLOCK or _announces(reading, draft)}
    cues = (cue for cue in reading.free_cues(drafts) if cue.span not in used)
    return [*drafts, *(draft for cue in cues if (draft := _reported(reading, cue)))]


def _announces(reading: Reading, block: Draft) -> bool:
    """ "said the following:": nothing is reported before the block; "notes how it changed the town:" reports twice."""
    return block.cue is not None and "following" in reading.text[block.cue.end : block.parts[0].start].split()


@rule(
    RuleId.APPENDED,
    Concern.EXTENT,
    example="The plan “was dead,” Ann Lee said. “We tried it all.”",
    gives="Ann Lee: The plan “was dead,” … “We tried it all.”",
    not_on="The plan “was dead,” Ann Lee said. Bo Orr said, “We tried it all.”",
)
def continued(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Quotations without a cue of their own that belong to reported speech: part of it, or right behind it.

    "The plan 'was dead', he said. 'We tried.'" is one statement in two parts.
    """
    if RuleId.APPENDED not in reading.rules:
        return list(drafts)
    extended = [draft for draft in drafts if _is_report(draft)]
    kept = [draft for draft in drafts if not _is_report(draft) and draft.rule is not RuleId.ORPHAN]
    for draft in drafts:
        if draft.rule is not RuleId.ORPHAN:
            continue
        span = hull(draft.parts)
        if any(part.covers(span) for before in extended for part in before.parts):
            continue
        owner = next((i for i, before in enumerate(extended) if _leads_to(reading.text, before, span)), None)
        if owner is None:
            kept.append(draft)
        else:
            before = extended[owner]
            extended[owner] = replace(before, parts=(*before.parts, *draft.parts), kind=Kind.MIXED)
    return [*kept, *extended]


def _is_report(draft: Draft) -> bool:
    """Whether a draft was read off the parse around a cue, not off marks or layout."""
    return draft.rule not in LAYOUT | QUOTATIONS


def _leads_to(text: str, draft: Draft, span: Span) -> bool:
    """Whether ``span`` stands right behind the sentence of a reported draft."""
    if draft.rule is RuleId.QUOTED_SOURCE or draft.via:
        return False  # who reports about a report does not go on in the other's words
    known = [*draft.parts, *filter(None, (draft.cue, draft.mention))]
    end = max((one.end for one in known if one.end <= span.start), default=-1)
    if end < 0:
        return False
    between = text[end : span.start]
    if _STOPPED.search(text, max(0, end - 2), end) and any(map(str.isalnum, between)):
        return False  # its sentence ended inside its marks, and another stands between
    return "\n" not in between and not SENTENCE_END.search(between.rstrip()[:-1])


def _reported(reading: Reading, cue: Cue) -> Draft | None:
    doc, text, rules = reading.doc, reading.text, reading.rules
    found = contents_of(doc, cue, rules)
    mention = mention_of(doc, cue, rules) or (_mention_before(doc, cue) if RuleId.PHRASE_BEFORE in rules else None)
    if found is None or mention is None:
        return None
    if doc[cue.token].lower_ == "according":
        mention = source_of_according(doc[cue.token], mention)
    if _is_no_statement(reading, cue, found, mention):
        return None
    parts = _extended(reading, cue, found)
    overlapping = any(mention.overlaps(part) for part in parts)
    return Draft(
        parts=parts,
        kind=kind_of(text, parts, reading.marked),
        rule=found.rule,
        cue=cue.span,
        act=_act(doc, cue, found.rule),
        negated=cue.negated,
        mention=None if overlapping and cue.verb is None else mention,
        via=via_of(doc, cue) if RuleId.TOLD_OUTLET in rules else None,
    )


def _is_no_statement(reading: Reading, cue: Cue, found: Contents, mention: Span) -> bool:
    """Whether a cue with its content and source still tells of no words."""
    if RuleId.EMPTY_PHRASE in reading.rules and _says_nothing(reading.doc, found):
        return True
    if RuleId.FIGURE in reading.rules and _counts(reading.doc, mention):
        return True
    return RuleId.WITHHELD_TOPIC in reading.rules and _withholds_topic(cue, found)


def _extended(reading: Reading, cue: Cue, found: Contents) -> tuple[Span, ...]:
    """The parts of a report where its marks, colons and sentences end, in the order in which these are looked at."""
    doc, text, rules = reading.doc, reading.text, reading.rules
    parts = found.parts
    if RuleId.SENTENCE_BEFORE_QUOTE in rules:
        parts = before_quoted_sentence(text, parts, reading.marked)
    if RuleId.CLOSING_MARK in rules:
        parts = tuple(to_closing_mark(text, part, reading.marked) for part in parts)
    object_ = said_object(doc, cue, parts[0].start) if cue.verb and RuleId.SAID_OBJECT in rules else None
    if object_ is not None:
        parts = (Span(object_.start, parts[0].end), *parts[1:])
    if found.rule in OBJECTS and RuleId.IN_MEDIUM in rules:
        parts = (*parts[:-1], without_medium(doc, parts[-1], cue))
    if found.rule in OBJECTS and RuleId.OBJECT_COLON in rules:
        parts = (*parts[:-1], through_colon(text, parts[-1]))
    if found.rule in _EXTENDING:
        parts = _to_sentence_end(reading, parts, cue)
    return within_sentence(text, parts, cue.span, reading.marked) if RuleId.FULL_STOP in rules else parts


def _to_sentence_end(reading: Reading, parts: tuple[Span, ...], cue: Cue) -> tuple[Span, ...]:
    further = with_remainder(reading, parts, cue) if RuleId.REMAINDER in reading.rules else parts
    if further != parts or RuleId.UNQUOTED_REST not in reading.rules:
        return further
    return (*parts[:-1], with_unquoted_rest(reading, parts[-1], cue))


@rule(
    RuleId.EMPTY_PHRASE,
    Concern.CUE,
    example="Ann Lee called for it.",
    gives="",
    not_on="Ann Lee called for a vote in May.",
)
def _says_nothing(doc: "Doc", found: Contents) -> bool:
    """ "called for it": a phrase of nothing but pronouns and prepositions; a "that" whose clause is lost."""
    empty = _EMPTY_PHRASE if found.rule in OBJECTS | {RuleId.PREPOSITIONAL} else _EMPTY_CLAUSE
    tokens = (t for p in found.parts for t in doc.char_span(p.start, p.end, alignment_mode="expand") or ())
    return all(t.pos_ in empty or t.lower_ == "that" for t in tokens)


@rule(
    RuleId.WITHHELD_TOPIC,
    Concern.CUE,
    example="Ann Lee refused to blame the pitch.",
    gives="",
    not_on="Ann Lee declined to say whether the dam was safe.",
)
def _withholds_topic(cue: Cue, found: Contents) -> bool:
    """ "declined to comment on the case": tells a topic, no words."""
    return cue.act is Act.DECLINES and found.rule not in CLAUSES


def _act(doc: "Doc", cue: Cue, id_: RuleId) -> Act:
    """What "call" and "ask" do hangs on their complement: "called for calm" and "asked her to go" are requests."""
    requests = {
        "call": {RuleId.PREPOSITIONAL},
        "ask": {RuleId.PREPOSITIONAL, RuleId.INFINITIVE, *OBJECTS},
    }
    return Act.ORDERS if id_ in requests.get(doc[cue.token].lemma_, ()) else cue.act


def _mention_before(doc: "Doc", cue: Cue) -> Span | None:
    """Where the parse gives a finite verb no subject: the noun phrase right before it."""
    verb = doc[cue.token]
    if cue.verb is None or not (verb.tag_ in {"VBD", "VBZ", "VBP"} or _is_active(verb)):
        return None
    head = chunk_before(verb)
    return phrase(head) if head is not None else None


def _is_active(participle: "Token") -> bool:
    """ "have said"; and "Lee called it a farce", where the tagger takes the main verb for a participle."""
    auxiliaries = [c for c in participle.lefts if c.dep_ in {"aux", "auxpass"}]
    perfect = bool(auxiliaries) and all(c.lemma_ == "have" for c in auxiliaries)
    return participle.tag_ == "VBN" and participle.dep_ == "ROOT" and (perfect or not auxiliaries)


@rule(
    RuleId.FIGURE,
    Concern.CUE,
    example="The latest poll says that the party would win.",
    gives="",
    not_on="The latest report says that the party would win.",
)
def _counts(doc: "Doc", mention: Span) -> bool:
    """Whether the source is a figure and nobody's words: a poll, an estimate. One that names its maker is theirs."""
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if tokens is None or tokens.root.lemma_.lower() not in FIGURES or tokens.root.pos_ == "PROPN":
        return False
    return maker_of(tokens.root) is None


STAGES: Sequence[Stage] = (
    labelled,
    interviews,
    blocks,
    pull_quotes,
    posts,
    direct,
    reported,
    continued,
    carried,
    embedded,
    without_notes,
    issued,
)
