"""Stage two, direct speech: quotation marks matched with the cue beside them.

The surface around the marks is more reliable than the parse: a parser is trained on few quotations,
and one of several sentences falls apart in its hands. So a quotation looks for its cue first in the
words that follow it, if its own last mark asks for more (a comma, a question mark), then in the words
before it, if these lead up to it (a comma, a colon, the verb itself).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.english.lexicon import Denotes, Frame, nouns_for
from index.english.names import is_given_name
from index.english.quotation_marks import DOUBLE_OPENING_MARKS, Quotation
from index.models import Kind, Span
from index.statements.content.cues import Cue
from index.statements.content.outlets import via_of
from index.statements.content.quote_cues import Around, around_of, cue_after, cue_before
from index.statements.content.quote_edges import kind_of, with_introduction, with_lead
from index.statements.content.quote_joins import adjoins
from index.statements.content.quote_mentions import mention_beside
from index.statements.content.quote_rests import with_rest
from index.statements.content.reading import Reading, laid_out
from index.statements.content.signatures import names_source, signature
from index.statements.content.source import mention_of
from index.statements.content.utterances import is_title, is_utterance
from index.statements.drafts import Draft
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FROM = frozenset({"from", "by"})
_NAME_TOKENS = 4
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
        goes_on = found and last is not None and adjoins(reading, found[-1], last, quotation, cues)
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
    """A quotation that goes on behind its cue, or in the next paragraph: one statement in two parts.

    One without a cue stays one over several paragraphs; words between two in one paragraph may tell whose they are.
    """
    same = previous.cue == place.before.span if place.before else place.after is None
    spans = [cue.span for cue in reading.cues if cue.verb and Frame.QUOTE in cue.verb.frames]
    between = Span(previous.parts[-1].end, place.quotation.span.start)
    if any(between.covers(span) and span != previous.cue and _may_report(reading.doc, span) for span in spans):
        return None  # "“…,” A said. B told the paper “…”"
    if RuleId.QUOTE_CUE_QUOTE not in reading.rules or not same:
        return None
    alone = previous.rule is RuleId.ORPHAN and not between.of(reading.text).strip()
    id_ = RuleId.ORPHAN if alone else RuleId.QUOTE_CUE_QUOTE
    return replace(previous, parts=(*previous.parts, place.quotation.span), rule=id_)


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
    dash = signature(reading.text, place.quotation.span.end)
    if dash is None or names_source(dash):
        return None
    return Draft((place.quotation.span,), Kind.DIRECT, RuleId.DASH, mention=Span(*dash.span("name")))


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
    before = next((t for t in reversed(lead) if t.i < name.left_edge.i), None)
    of_a_house = last.nbor(1).tag_ == "POS" and last.nbor(2) == lead[-1]
    if of_a_house or (before is not None and before.pos_ == "ADP" and before.lower_ not in _FROM):
        return None  # "over what he called the “closure” of St Brigid's:"
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
    if signature(reading.text, place.quotation.span.end):
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
        mention = mention_beside(doc, cue, quotation) if RuleId.PHRASE_BESIDE in rules else None
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
