"""Stage two, how far a content runs: words that the marks or the parse alone would cut off."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, MEDIA, Frame, denotes_person
from index.english.quotation_marks import SENTENCE_END, Quotation
from index.models import Kind, Span
from index.statements.content.cues import Cue
from index.statements.content.reading import Reading
from index.statements.content.reported import contents_of
from index.statements.content.reporting_words import verb_of
from index.statements.rules import CLAUSES, OBJECTS, Concern, RuleId, rule
from index.statements.tokens import FINITE, SUBJECTS, spans_of, text_of, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc

# a full stop outside marks, and a quotation right beside another
_STOP_BEFORE_CAPITAL = re.compile(r"(?<=[a-z]{4})[.?!]\s+(?=[A-Z][a-z]+\b(?!\.))|(?<=[”\"])\s+(?=[“\"][A-Z])")
_STOP = 3  # characters before a mark in which a full stop and a space stand


def kind_of(text: str, parts: Sequence[Span], marked: Sequence[Quotation]) -> Kind:
    """Direct if all letters stand in marks, indirect if none do."""
    total = sum(_letters(part.of(text)) for part in parts)
    inside = sum(
        _letters(text[max(part.start, mark.start) : min(part.end, mark.end)])
        for part in parts
        for mark in (quotation.inner for quotation in marked)  # which do not overlap
        if mark.overlaps(part)
    )
    if total and inside == total:
        return Kind.DIRECT
    return Kind.MIXED if inside else Kind.INDIRECT


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


@rule(
    RuleId.CLOSING_MARK,
    Concern.EXTENT,
    example="Ann Lee said the plan was “a trap for the poor and the old.”",
    gives="Ann Lee: the plan was “a trap for the poor and the old.”",
    not_on="Ann Lee said the plan was a trap.",
)
def to_closing_mark(text: str, part: Span, marked: Sequence[Quotation]) -> Span:
    """A part that ends inside a quotation or just before one, or leaves its mark out, is taken to the mark."""
    start, end = part.start, part.end
    for quotation in marked:
        if quotation.single or not quotation.closed:
            continue
        reaches = quotation.span.start <= end or (end == quotation.span.start - 1 and text[end - 1].isalnum())
        if start <= quotation.span.start and reaches and end <= quotation.span.end:
            end = quotation.span.end
        if quotation.span.start <= start < quotation.span.end <= end:
            start = quotation.span.start
    return Span(start, end)


@rule(
    RuleId.LEAD,
    Concern.EXTENT,
    example="With two ships at sea, “there is no reserve,” Ann Lee said.",
    gives="Ann Lee: With two ships at sea, “there is no reserve,”",
    not_on="“There is no reserve,” Ann Lee said.",
)
def with_lead(doc: "Doc", quotation: Quotation, lead: range) -> Span:
    """ "With two ships at sea, 'there is no reserve,' she said": the words before the marks are reported too.

    ``lead`` are the tokens between the last sentence and the quotation. One that holds a reporting
    verb of its own, or that introduces a whole sentence in marks, is left out.
    """
    colon = next((i for i in reversed(lead) if doc[i].text == ":"), -1)
    words = [doc[i] for i in lead if i > colon and not doc[i].is_space and not doc[i].is_punct]
    inner = quotation.inner.of(text_of(doc)).lstrip("'‘[")
    if len(words) < 2 or not inner[:1].islower() or any(verb_of(word) for word in words):
        return quotation.span
    return Span(words[0].idx, quotation.span.end)


@rule(
    RuleId.INTRODUCTION,
    Concern.EXTENT,
    example="Ann Lee told the court that, for months, “nobody came to the door.”",
    gives="Ann Lee: that, for months, “nobody came to the door.”",
    not_on="Ann Lee told the court: “Nobody came to the door.”",
)
def with_introduction(reading: Reading, quotation: Quotation, cue: Cue) -> tuple[Span, ...]:
    """ "He told the court that, for months, 'nobody came'": from where the reported clause starts.

    "When it closed, she said, 'nobody came'" has a part on either side of the cue.
    """
    doc, text, rules = reading.doc, reading.text, reading.rules
    object_ = said_object(doc, cue, quotation.span.start) if RuleId.SAID_OBJECT in rules else None
    if object_ is not None:
        return (Span(object_.start, quotation.span.end),)
    half = _first_half(doc, quotation, cue) if RuleId.FIRST_HALF in rules else ()
    found = contents_of(doc, cue, rules) if RuleId.INTRODUCTION in rules else None
    between = doc.char_span(cue.span.end, quotation.span.start, alignment_mode="contract")
    if found is None or between is None:
        return (*half, quotation.span)
    if text[: quotation.span.start].rstrip().endswith(":") and not any(t.tag_ in FINITE for t in between):
        return (quotation.span,)  # "said Ann Lee: '…'": the words between are the speaker
    first, *rest = found.parts
    if found.rule is RuleId.PARENTHETICAL and rest and rest[0].start < quotation.span.start:
        return first, Span(rest[0].start, quotation.span.end)
    if found.rule in CLAUSES | OBJECTS and cue.span.end < first.start < quotation.span.start:
        return (Span(first.start, quotation.span.end),)
    return (*half, quotation.span)


@rule(
    RuleId.SENTENCE_BEFORE_QUOTE,
    Concern.EXTENT,
    example="Time, Ann Lee added, was on their side. ''It is early days, for heaven's sake,'' she said.",
    gives="Ann Lee: Time … was on their side | Ann Lee: ''It is early days, for heaven's sake,''",
    not_on="Time, Ann Lee added, was on their side.",
)
def before_quoted_sentence(text: str, parts: tuple[Span, ...], marked: Sequence[Quotation]) -> tuple[Span, ...]:
    """ "The answer, she told them, was simple. 'Sell the ships,' …": to the full stop before a sentence in marks.

    The parse may take marks that it does not know for the middle of a sentence.
    """
    for quotation in marked:
        at = quotation.span.start
        inside = not quotation.single and any(part.start < at < part.end for part in parts)
        if inside and quotation.inner.of(text)[:1].isupper() and SENTENCE_END.search(text, max(0, at - _STOP), at):
            kept = [part for part in parts if part.start < at]
            last = trimmed(text, Span(kept[-1].start, min(kept[-1].end, at)))
            return (*kept[:-1], last) if last else tuple(kept)
    return parts


@rule(
    RuleId.SAID_OBJECT,
    Concern.EXTENT,
    example="Ann Lee proposed a bold step: “Sell the ships.”",
    gives="Ann Lee: a bold step: “Sell the ships.”",
    not_on="Ann Lee told the paper: “Sell the ships.”",
)
def said_object(doc: "Doc", cue: Cue, end: int) -> Span | None:
    """ "He proposed a bold step: sell the ships", "adds the words 'and sons'": a thing that is said, named before it.

    It runs up to the character ``end``. Whom one tells and the text in which one writes are no such things.
    """
    verb = doc[cue.token]
    if verb.lemma_ in ADDRESSING or cue.verb is None or cue.verb.frames is Frame.QUOTE:
        return None  # "closed the meeting: '…'"
    for noun in verb.rights:
        if noun.dep_ == "dobj" and noun.pos_ == "NOUN" and noun.idx < end:
            word = noun.lemma_.lower()
            if word in MEDIA or denotes_person(word) or word == "people":
                return None
            own = set(noun.subtree)
            between = [t for t in doc[noun.i : verb.sent.end] if t.idx < end and t not in own and not t.is_punct]
            leads = all(t.is_space or t.lower_ in {"such", "as", "like"} for t in between)
            return Span(noun.left_edge.idx, end) if leads else None
    return None


@rule(
    RuleId.OBJECT_COLON,
    Concern.EXTENT,
    example="Councillor Dev Rao proposed a simple test for the canal: swim in it for an hour.",
    gives="Dev Rao: a simple test for the canal: swim in it for an hour",
    not_on="Ann Lee proposed a test. Bo Orr swam.",
)
def through_colon(text: str, part: Span) -> Span:
    """ "offered a test: swim in it": on to the end of the sentence, in which the colon opens what the object is."""
    ending = SENTENCE_END.search(f"{text} ", part.end)
    if text[part.end : part.end + 2] != ": " or ending is None or "\n" in text[part.end : ending.start()]:
        return part
    return trimmed(text, Span(part.start, ending.end())) or part


@rule(
    RuleId.FIRST_HALF,
    Concern.EXTENT,
    example="When the dam closed, Ann Lee said, “nobody came to the door.”",
    gives="Ann Lee: When the dam closed … “nobody came to the door.”",
    not_on="Ann Lee said, “Nobody came to the door.”",
)
def _first_half(doc: "Doc", quotation: Quotation, cue: Cue) -> tuple[Span, ...]:
    """What stands before a cue that is put into the middle of the sentence which the quotation ends.

    That is a clause ("When it closed, she said, 'nobody came'") or the subject of the quoted verb ("Grief, she
    wrote, 'is rent'").
    """
    verb = doc[cue.token]
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    quoted = doc.char_span(quotation.inner.start, quotation.inner.end, alignment_mode="expand")
    if subject is None or quoted is None or not quotation.inner.of(text_of(doc))[:1].islower():
        return ()
    comma = min(verb.i, subject.left_edge.i) - 1
    if (
        comma <= verb.sent.start
        or doc[comma].text != ","
        or not text_of(doc)[: quotation.span.start].rstrip().endswith(",")
    ):
        return ()
    before = doc[verb.sent.start : comma]
    whole = any(t.tag_ in FINITE for t in before) or quoted[0].tag_ in FINITE
    return spans_of(doc, before.start, before.end) if whole else ()


@rule(
    RuleId.FULL_STOP,
    Concern.EXTENT,
    example='Ann Lee said it has "few friends in the town" "It is a war. The radio is their tool," Bo Orr said.',
    gives='Ann Lee: it has "few friends in the town" | Bo Orr: "It is a war. The radio is their tool,"',
    not_on="Ann Lee said that Mr. Orr had left.",
)
def within_sentence(text: str, parts: tuple[Span, ...], cue: Span, marked: Sequence[Quotation]) -> tuple[Span, ...]:
    """A report ends where its sentence does, though the parse may run two together: "to a nuclear Iran. The poll …"."""
    return tuple(_within(text, part, cue, marked) for part in parts)


def _within(text: str, part: Span, cue: Span, marked: Sequence[Quotation]) -> Span:
    found = _STOP_BEFORE_CAPITAL.finditer(text, part.start, part.end)
    stops = [s for s in found if not any(q.span.start < s.start() < q.span.end for q in marked)]
    if not stops:
        return part
    cut = Span(part.start, stops[0].start()) if cue.start < part.start else Span(stops[-1].end(), part.end)
    return trimmed(text, cut) or part
