"""Stage two, direct speech: quotation marks matched with the cue beside them.

The surface around the marks is more reliable than the parse: a parser is trained on few quotations,
and one of several sentences falls apart in its hands. So a quotation looks for its cue first in the
words that follow it, if its own last mark asks for more (a comma, a question mark), then in the words
before it, if these lead up to it (a comma, a colon, the verb itself).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, Denotes, Frame, nouns_for
from index.english.names import is_given_name
from index.english.quotation_marks import DOUBLE_OPENING_MARKS, SENTENCE_END, Quotation
from index.models import Kind, Span
from index.statements.content.cues import Cue
from index.statements.content.noun_phrases import head_noun, phrase
from index.statements.content.outlets import via_of
from index.statements.content.quote_cues import Around, around_of, cue_after, cue_before
from index.statements.content.quote_edges import kind_of, with_introduction, with_lead, with_rest
from index.statements.content.reading import Reading, laid_out
from index.statements.content.source import mention_of
from index.statements.content.utterances import is_title, is_utterance, tokens_of
from index.statements.drafts import Draft
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAME_TOKENS = 4
_DASH = re.compile(r"\s*[―—–-]{1,2}\s*(?P<name>[A-Z][^\n!?“\"]{2,80}?)\.?\s*$")
_SIGNED_BELOW = re.compile(
    r"\s*\n\s*[―—–-]{1,2}\s*(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?:, [^\n]{2,60})?[^\S\n]*(?=\n|$)"
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_BESIDE_TOKENS = 25
_TEXTS = nouns_for(Denotes.TEXT)  # "coined the phrase “…”"


@dataclass(frozen=True, slots=True)
class _Place:
    """A quotation, the words around it, the cues in them that claim it, and all quotations (``others``)."""

    quotation: Quotation
    around: Around
    before: Cue | None
    after: Cue | None
    others: tuple[Quotation, ...]


def direct(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """A draft for each utterance in quotation marks that no draft holds; one that is split around its cue is one."""
    taken = laid_out(drafts)
    quotations = [q for q in reading.marked if not any(part.overlaps(q.span) for part in taken)]
    free = reading.free_cues(drafts)
    cues = {cue.token: cue for cue in free if cue.verb and Frame.QUOTE in cue.verb.frames}
    sources = {cue.token: cue for cue in free if reading.doc[cue.token].lower_ == "according"}
    found: list[Draft] = []
    last: Quotation | None = None
    for quotation in quotations:
        if not is_utterance(reading.doc, quotation):
            continue
        place = _place(reading, quotation, quotations, cues, sources)
        goes_on = found and last is not None and _adjoins(reading, found[-1], last, quotation, cues)
        split = _split(reading, found[-1], place) if goes_on else None
        if split is not None:
            found[-1] = split
        else:
            draft = next((d for id_, read in _FINDERS if id_ in reading.rules and (d := read(reading, place))), None)
            found += [draft] if draft is not None else []
        last = quotation
    return [*drafts, *found]


def _place(
    reading: Reading,
    quotation: Quotation,
    quotations: Sequence[Quotation],
    cues: dict[int, Cue],
    sources: dict[int, Cue],
) -> "_Place":
    around = around_of(reading.doc, quotation, quotations)
    words = (i for i in around.after if not reading.doc[i].is_punct)
    source = sources.get(next(words, -1))  # "“…,” according to X"
    before = cue_before(reading, around, cues)
    return _Place(
        quotation,
        around,
        before=before,
        after=source if source and before is None else cue_after(reading, quotation, around, cues),
        others=tuple(quotations),
    )


@rule(
    RuleId.QUOTE_CUE_QUOTE,
    Concern.CONTENT,
    example="“The dam is a patient,” Ann Lee said, “and it needs a doctor.”",
    gives="Ann Lee: “The dam is a patient,” … “and it needs a doctor.”",
    not_on="“The dam is a patient,” Ann Lee said. Bo Orr said, “It needs a doctor.”",
)
def _split(reading: Reading, previous: Draft, place: "_Place") -> Draft | None:
    """A quotation that goes on behind its cue, or in the next paragraph: one statement in two parts."""
    same = previous.cue == place.before.span if place.before else place.after is None
    spans = [cue.span for cue in reading.cues if cue.verb and Frame.QUOTE in cue.verb.frames]
    between = Span(previous.parts[-1].end, place.quotation.span.start)
    if any(between.covers(span) and span != previous.cue and _may_report(reading.doc, span) for span in spans):
        return None  # "“…,” A said. B told the paper “…”"
    if RuleId.QUOTE_CUE_QUOTE not in reading.rules or not same:
        return None
    return replace(previous, parts=(*previous.parts, place.quotation.span), rule=RuleId.QUOTE_CUE_QUOTE)


def _may_report(doc: "Doc", cue: Span) -> bool:
    """Whether a cue has a subject of its own or is finite: "speaking on condition of anonymity" goes with another."""
    tokens = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return tokens is not None and tokens.root.tag_ in FINITE


@rule(
    RuleId.CUE_QUOTE,
    Concern.CONTENT,
    example="Ann Lee said: “The dam is a patient.”",
    gives="Ann Lee: “The dam is a patient.”",
    not_on="“The dam is a patient,” Ann Lee said.",
)
def _behind_cue(reading: Reading, place: "_Place") -> Draft | None:
    """A quotation to which a cue leads up."""
    if place.before is None:
        return None
    *first, last = with_introduction(reading, place.quotation, place.before)
    rest = with_rest(reading.doc, last, place.around.after) if RuleId.REST in reading.rules else last
    parts = (*first, rest)
    draft = _draft(reading, place.quotation, place.before, RuleId.CUE_QUOTE)
    return replace(draft, parts=parts, kind=kind_of(reading.text, parts, place.others))


@rule(
    RuleId.QUOTE_CUE,
    Concern.CONTENT,
    example="“The dam is a patient,” Ann Lee said.",
    gives="Ann Lee: “The dam is a patient,”",
    not_on="Ann Lee said: “The dam is a patient.”",
)
def _before_cue(reading: Reading, place: "_Place") -> Draft | None:
    """A quotation that asks for more, and the cue behind it."""
    if place.after is None:
        return None
    bare = place.quotation.span
    span = with_lead(reading.doc, place.quotation, place.around.before) if RuleId.LEAD in reading.rules else bare
    draft = _draft(reading, place.quotation, place.after, RuleId.QUOTE_CUE)
    return replace(draft, parts=(span,), kind=kind_of(reading.text, (span,), place.others))


@rule(
    RuleId.DASH,
    Concern.CONTENT,
    example="“The dam is a patient.” — Ann Lee",
    gives="Ann Lee: “The dam is a patient.”",
    not_on="“The Dam and the Doctor” — Velm Herald, 12 May 2014",
)
def _before_dash(reading: Reading, place: "_Place") -> Draft | None:
    """A quotation that a dash and a name sign, behind it or on a line of their own.

    With a year it is an entry in a list of sources.
    """
    end = place.quotation.span.end
    dash = _signature(reading.text, end)
    if dash is None or _DATED.search(dash["name"]):
        return None
    return Draft((place.quotation.span,), Kind.DIRECT, RuleId.DASH, mention=Span(*dash.span("name")))


def _signature(text: str, end: int) -> re.Match[str] | None:
    """The dash and the name behind a quotation that ends at ``end``, on its line or on one of their own."""
    return _DASH.match(text, end, _line_end(text, end)) or _SIGNED_BELOW.match(text, end)


@rule(
    RuleId.COLON_LED,
    Concern.CONTENT,
    example="And from Ann Lee: “The dam is a patient.”",
    gives="Ann Lee: “The dam is a patient.”",
    not_on="Ann Lee sold a book: “The dam is a patient.”",
)
def _led_by_name(reading: Reading, place: "_Place") -> Draft | None:
    """A quotation to which a name and a colon lead, without a verb: "And from Ann Lee:", "Ann Lee, Velm Radio:"."""
    lead = [t for t in (reading.doc[i] for i in place.around.before) if not t.is_space]
    if not lead or lead[-1].text != ":" or any(t.pos_ in {"VERB", "AUX"} for t in lead):
        return None
    proper = (t for t in lead if t.pos_ == "PROPN")
    name = next((t for t in proper if t.ent_type_ == "PERSON" or is_given_name(t.text)), None)
    if name is None:
        return None
    last = name
    while last.nbor(1).pos_ == "PROPN":
        last = last.nbor(1)
    if last.i - name.i >= _NAME_TOKENS:
        return None  # a headline with capitals
    mention = Span(name.idx, last.idx + len(last))
    return Draft((place.quotation.span,), Kind.DIRECT, RuleId.COLON_LED, mention=mention)


@rule(
    RuleId.ORPHAN,
    Concern.CONTENT,
    example="Ann Lee said the dam was old. She paused.\n\n“Nobody ever listened to us.”",
    gives="Ann Lee: the dam was old | Ann Lee: “Nobody ever listened to us.”",
    not_on="Ann Lee read “The Dam and the Doctor” twice.",
)
def _alone(reading: Reading, place: "_Place") -> Draft | None:
    """An utterance without a cue or a signature, if it is not written as a title is."""
    words = place.quotation.inner.of(reading.text)
    if _signature(reading.text, place.quotation.span.end):
        return None
    before = reading.text[: place.quotation.span.start].rstrip(" ")
    names = before[-1:].isalnum() and before.rsplit(maxsplit=1)[-1].lower() not in _TEXTS  # "is host of “…”"
    if names or words[:1].islower() or is_title(words.split()):
        return None
    return Draft((place.quotation.span,), Kind.DIRECT, RuleId.ORPHAN)


_FINDERS: Sequence[tuple[RuleId, Callable[[Reading, "_Place"], Draft | None]]] = (
    (RuleId.CUE_QUOTE, _behind_cue),
    (RuleId.QUOTE_CUE, _before_cue),
    (RuleId.DASH, _before_dash),
    (RuleId.COLON_LED, _led_by_name),
    (RuleId.ORPHAN, _alone),
)


def _draft(reading: Reading, quotation: Quotation, cue: Cue, id_: RuleId) -> Draft:
    doc, rules = reading.doc, reading.rules
    mention = mention_of(doc, cue, rules)
    if mention is None or mention.overlaps(quotation.span) or _follows_mark(reading.text, mention):
        mention = _mention_beside(doc, cue, quotation) if RuleId.PHRASE_BESIDE in rules else None
    return Draft(
        parts=(quotation.span,),
        kind=Kind.DIRECT,
        rule=id_,
        cue=cue.span,
        act=cue.act,
        negated=cue.negated,
        mention=mention,
        via=via_of(doc, cue) if RuleId.TOLD_OUTLET in rules else None,
    )


def _follows_mark(text: str, mention: Span) -> bool:
    """Whether a mention opens a quotation ("said on “Fox and Friends”"): the parse took it for the subject."""
    return text[mention.start - 1 : mention.start] in DOUBLE_OPENING_MARKS if mention.start else False


def _adjoins(reading: Reading, draft: Draft, first: Quotation, second: Quotation, cues: dict[int, Cue]) -> bool:
    """Whether no more than a cue clause, or a sentence about the speaker, stands between two quotations of a paragraph.

    "“Look,” he said. He paused. “You cannot have it soon.”"
    """
    doc, text = reading.doc, reading.text
    between = text[first.span.end : second.span.start]
    if "\n" in between.strip(" "):
        if not first.closed:
            return True  # an unclosed paragraph runs on
        return _opens_next_paragraph(between, doc, first, cues) and _fills_paragraph(text, second, reading.marked)
    ends = [match.end() for match in SENTENCE_END.finditer(between.rstrip()[:-1])]
    if text[: first.inner.end].endswith(".") and not (draft.cue and draft.cue.start >= first.span.end):
        ends.insert(0, 0)  # its sentence ended inside the marks
    if len(ends) > 1:
        return False
    aside = doc.char_span(first.span.end + ends[0], second.span.start, alignment_mode="expand") if ends else None
    reports = {cue.token for cue in reading.cues if draft.cue is None or cue.span != draft.cue}
    return aside is None or not any(t.i in reports or (t.pos_ == "PROPN" and t.dep_ == "nsubj") for t in aside)


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


@rule(
    RuleId.PHRASE_BESIDE,
    Concern.SOURCE,
    example="“The dam is a patient,” — Ann Lee, said to the crowd of the town.",
    gives="Ann Lee: “The dam is a patient,”",
    not_on="Ann Lee said, “The dam is a patient.”",
)
def _mention_beside(doc: "Doc", cue: Cue, quotation: Quotation) -> Span | None:
    """Where the parse gives no subject: the noun phrase before the verb, or after it when the verb comes first.

    Between a quotation and a verb that follows it that is the first phrase ("Lee, 69, told CNN").
    """
    verb = doc[cue.token]
    behind = verb.idx >= quotation.span.end
    first = tokens_of(doc, quotation.span)[1] if behind else 0
    if behind and verb.i == first and verb.dep_ == "amod":  # "“…,” recalled farmer Ann Lee, who …"
        noun = verb.head if verb.head.dep_ != "compound" else verb.head.head
        return Span(verb.nbor(1).idx, noun.idx + len(noun))
    start = next((t.i + 1 for t in reversed(doc[max(0, verb.i - _BESIDE_TOKENS) : verb.i]) if "\n" in t.text), 0)
    stretch = doc[max(start, verb.i - _BESIDE_TOKENS) : verb.i + 15]
    chunks = [c for c in stretch.noun_chunks if not _inside(c, quotation)]
    opening = [c for c in chunks if behind and c.end <= verb.i and 0 <= c.start - first <= 1]
    before = opening or [c for c in chunks if c.end <= verb.i and verb.i - c.end <= 3 and c.start >= first]
    if before:
        return phrase(head_noun(before[-1].root, quotation.span.end if behind else 0))
    if verb.i > start and verb.nbor(-1).pos_ == "PROPN" and verb.nbor(-1).idx >= (quotation.span.end if behind else 0):
        return phrase(verb.nbor(-1))  # "Keneally stated": the parse takes a name for an adverb
    after = [c for c in chunks if c.start > verb.i and c.start - verb.i <= 2]
    if behind and verb.i - first > 1:  # what follows a verb that has its subject before it is told or asked
        after = [c for c in after if c.root.dep_ != "pobj" and verb.lemma_ not in ADDRESSING]
    return Span(after[0].start_char, after[0].end_char) if after else None


def _inside(chunk: "object", quotation: Quotation) -> bool:
    start: int = chunk.start_char  # type: ignore[attr-defined] # a spaCy Span
    return quotation.span.start <= start < quotation.span.end


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
