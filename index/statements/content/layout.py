"""Stage two, direct speech by layout: paragraphs set apart, as block quotations after a colon and pull quotes are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, first_person, words_of_class
from index.english.lexicon import Denotes, Frame
from index.english.names import is_given_name
from index.english.nouns import denotation
from index.english.quotation_marks import MAY_OPEN, paragraphs
from index.english.tables import alternatives
from index.models import Kind, Span, placed
from index.statements.content.cues import Cue
from index.statements.content.noun_phrases import phrase
from index.statements.content.reading import Reading, laid_out
from index.statements.content.reported import contents_of
from index.statements.content.source import mention_of
from index.statements.content.subjects import subject_of
from index.statements.drafts import Draft
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENING = re.compile(alternatives(MAY_OPEN))
_BLOCK_MARK = re.compile(r"(?:>\s*)?")
_FIRST_PERSON = re.compile(rf"(?:{alternatives(word.title() for word in first_person())})\b(?!\.)")
_SIGNED = re.compile(r"[.!?]\s+(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})$")
_I = frozenset(word.lower() for word in first_person())
_AUTHOR = frozenset({"i", "me", "my"})
_RELATIVES = words_of_class(WordClass.RELATIVE)
_COLON_TOKENS = 25
_TAG = "<"
_FINISHED = re.compile(r"[.?!…][”\"’')]*$")
_UNTIL_NEXT = 2  # paragraphs of a block before the next one is led to


@rule(
    RuleId.BLOCK,
    Concern.CONTENT,
    example="In a letter to the town, Ann Lee wrote:\n\nThe dam was never safe.",
    gives="Ann Lee: The dam was never safe.",
    not_on="The town has three dams:\n\nThe oldest was never safe.",
)
def blocks(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """ "In a letter she wrote:" and then a paragraph of its own, without marks, which is the letter."""
    all_paragraphs = paragraphs(reading.text)
    leads = [_lead(reading, drafts, paragraph) for paragraph in all_paragraphs]
    found = []
    for at, (lead, block) in enumerate(zip(leads, all_paragraphs[1:], strict=False)):
        if lead is None or leads[at + 1] is not None or not _may_be_block(reading, drafts, block):
            continue
        skipped = _BLOCK_MARK.match(reading.text, block.start)
        content = Span(skipped.end() if skipped else block.start, block.end)
        further = all_paragraphs[at + 2 :] if RuleId.FURTHER_BLOCK in reading.rules else []
        rest = _further(reading, drafts, further, lead, leads)
        found.append(replace(lead.draft, parts=(content, *rest)))
    return [*drafts, *found]


@dataclass(frozen=True, slots=True)
class _Lead:
    """A paragraph that leads to a block, and the block's draft before it has parts."""

    paragraph: Span
    draft: Draft


def _lead(reading: Reading, drafts: Sequence[Draft], paragraph: Span) -> _Lead | None:
    """What a paragraph leads to a block with: a cue and a colon, or a name or a text that it presents."""
    doc, words = reading.doc, paragraph.of(reading.text).rstrip()
    empty = Draft((), Kind.DIRECT, RuleId.BLOCK)
    if words.endswith(":"):
        cue = next(_cues_before(doc, reading.free_cues(drafts), paragraph.end), None)
        mention = mention_of(doc, cue, reading.rules) if cue else None
        if cue and mention:
            return _Lead(paragraph, replace(empty, cue=cue.span, act=cue.act, mention=mention))
        if cue:
            return None
    presented = _presented(reading, paragraph) if RuleId.PRESENTED in reading.rules else None
    return _Lead(paragraph, replace(empty, mention=presented)) if presented else None


@rule(
    RuleId.PRESENTED,
    Concern.CONTENT,
    example="Ann Lee left this message\n\nMy thoughts are with the town.",
    gives="Ann Lee: My thoughts are with the town.",
    not_on="Ann Lee left this town\n\nMy thoughts are with the town.",
)
def _presented(reading: Reading, paragraph: Span) -> Span | None:
    """ "From Ann Lee of Velm:", "Ann Lee left this message": whose text follows, where no verb of saying tells it."""
    words = paragraph.of(reading.text).rstrip()
    tokens = reading.doc.char_span(paragraph.start, paragraph.start + len(words), alignment_mode="expand")
    if tokens is None or words[-1] in ".?!…”\"'":
        return None
    sentence = [token for token in tokens if token.sent == tokens[-1].sent]
    if words[-1] == ":" and sentence[0].lower_ == "from" and not any(t.pos_ in {"VERB", "AUX"} for t in sentence):
        return _sender(sentence)
    texts = (t for t in sentence if t.dep_ == "dobj" and denotation(t) is Denotes.TEXT)
    text = next((t for t in texts if t.left_edge.lower_ == "this" or t.nbor(-1).lower_ == "following"), None)
    subject = subject_of(text.head) if text is not None and text.head.pos_ == "VERB" else None
    return phrase(subject) if subject is not None else None


def _sender(line: "Sequence[Token]") -> Span | None:
    """ "From Ann Lee of Velm:": the person with whose name the line goes on."""
    if len(line) < 2 or line[1].ent_type_ != "PERSON":
        return None
    name = next(token for token in line if token.ent_type_ == "PERSON")  # with "From", if the model sees it so
    return Span(name.idx, _end_of_entity(name))


def _end_of_entity(token: "Token") -> int:
    last = token
    while last.i + 1 < len(token.doc) and last.nbor(1).ent_iob_ == "I":
        last = last.nbor(1)
    return last.idx + len(last)


def _may_be_block(reading: Reading, drafts: Sequence[Draft], block: Span) -> bool:
    """Whether a paragraph stands without marks and reports nobody else."""
    marked = reading.text[block.start] == _TAG or _OPENING.match(reading.text, block.start)
    if marked or _narrates(reading, drafts, block):
        return False
    return not any(q.span.overlaps(block) for q in reading.marked if not q.closed)


@rule(
    RuleId.FURTHER_BLOCK,
    Concern.EXTENT,
    example="Ann Lee wrote:\n\nI never saw the dam.\n\nMy house is below it.\n\nThe town has two dams.",
    gives="Ann Lee: I never saw the dam. … My house is below it.",
    not_on="Ann Lee wrote:\n\nI never saw the dam.\n\nThe town has two dams.",
)
def _further(
    reading: Reading,
    drafts: Sequence[Draft],
    following: Sequence[Span],
    lead: _Lead,
    leads: Sequence[_Lead | None],
) -> list[Span]:
    """Further paragraphs of a block: those in the first person, or up to two before the next that leads to a block.

    Not where the article itself is written in the first person.
    """
    if _opens_personally(reading, leads):
        return []
    kept: list[Span] = []
    led = {one.paragraph for one in leads if one}
    for paragraph in following:
        if paragraph in led or not _goes_on(reading, drafts, paragraph, lead):
            break
        kept.append(paragraph)
    behind = following[len(kept)] if len(kept) < len(following) else None
    until_next = behind in led and len(kept) <= _UNTIL_NEXT
    return list(
        takewhile(
            lambda one: _is_personal(reading, [one]) or (until_next and not _is_narrated(reading.doc, one)),
            kept,
        )
    )


def _is_narrated(doc: "Doc", paragraph: Span) -> bool:
    """Whether a paragraph names a person, or tells what happened: the article may have gone on with it."""
    tokens = doc.char_span(paragraph.start, paragraph.end, alignment_mode="expand") or ()
    finite = [token for token in tokens if token.tag_ in FINITE]
    return any(t.ent_type_ == "PERSON" for t in tokens) or all(t.tag_ == "VBD" for t in finite)


def _goes_on(reading: Reading, drafts: Sequence[Draft], paragraph: Span, lead: _Lead) -> bool:
    """Whether a paragraph may belong to a block: sentences that neither report nor name whose block it is."""
    words = paragraph.of(reading.text).rstrip()
    mention = lead.draft.mention
    last = mention.of(reading.text).split()[-1] if mention else ""
    named = last[:1].isupper() and re.search(rf"\b{re.escape(last)}\b", words)
    return bool(_FINISHED.search(words)) and not named and _may_be_block(reading, drafts, paragraph)


def _is_personal(reading: Reading, stretches: Sequence[Span], words: frozenset[str] = _I) -> bool:
    """Whether any of some stretches has words of the first person outside marks."""
    marked = placed(quotation.span for quotation in reading.marked)
    spans = (reading.doc.char_span(s.start, s.end, alignment_mode="expand") or () for s in stretches)
    return any(token.lower_ in words and not marked.hold(token.idx) for tokens in spans for token in tokens)


def _opens_personally(reading: Reading, leads: Sequence[_Lead | None]) -> bool:
    """Whether the author of an article says "I" before it leads to any block."""
    first = next((one.paragraph.start for one in leads if one), 0)
    return _is_personal(reading, [p for p in paragraphs(reading.text) if p.end <= first], _AUTHOR)


def _narrates(reading: Reading, drafts: Sequence[Draft], block: Span) -> bool:
    """Whether a paragraph reports what others say, in no first person: the article goes on, the letter is left out."""
    if _is_personal(reading, [block]):
        return False
    within = (cue for cue in reading.free_cues(drafts) if block.covers(cue.span))
    return any(_reports(reading, cue) for cue in within)


def _reports(reading: Reading, cue: Cue) -> bool:
    """Whether a cue has a source, and a content where its word may mean another thing: "boats go", "the demands of"."""
    mention = mention_of(reading.doc, cue, reading.rules)
    if mention is None or mention.of(reading.text).lower() in _RELATIVES:
        return False
    reporting = cue.verb is not None and cue.verb.frames is not Frame.QUOTE
    return reporting or contents_of(reading.doc, cue, reading.rules) is not None


@rule(
    RuleId.PULL_QUOTE,
    Concern.CONTENT,
    example="The dam broke.\n\nWe were never told that the dam was old. Ann Lee",
    gives="Ann Lee: We were never told that the dam was old.",
    not_on="The dam broke.\n\nWe were never told that the dam was old.",
)
def pull_quotes(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """A paragraph in the first person, without marks, that is signed: a quotation set apart, and its repetition."""
    text = reading.text
    taken = [*laid_out(drafts), *(q.span for q in reading.marked if not q.single)]
    signed: dict[str, Draft] = {}
    found = []
    for paragraph in paragraphs(text):
        if not _FIRST_PERSON.match(text, paragraph.start, paragraph.end):
            continue
        if any(paragraph.overlaps(one) for one in taken):
            continue
        signature = _SIGNED.search(text, paragraph.start, paragraph.end)
        if signature and not _is_persons(reading.doc, Span(*signature.span("name"))):
            continue
        words = text[paragraph.start : signature.start("name") if signature else paragraph.end].rstrip()
        content = Span(paragraph.start, paragraph.start + len(words))
        if signature:
            signed[words] = Draft((content,), Kind.DIRECT, RuleId.PULL_QUOTE, mention=Span(*signature.span("name")))
            found.append(signed[words])
        elif words in signed:
            found.append(replace(signed[words], parts=(content,)))
    return [*drafts, *found]


def _is_persons(doc: "Doc", name: Span) -> bool:
    """Whether the words of a signature are somebody's name: "God Bless You." signs nothing."""
    tokens = doc.char_span(name.start, name.end, alignment_mode="expand")
    return tokens is not None and (is_given_name(tokens[0].text) or any(t.ent_type_ == "PERSON" for t in tokens))


def _cues_before(doc: "Doc", cues: Sequence[Cue], at: int) -> Iterator[Cue]:
    """The cues of the clause that leads up to a colon, the nearest first."""
    for cue in reversed(cues):
        if cue.span.end < at and cue.verb and Frame.QUOTE in cue.verb.frames:
            between = doc.char_span(cue.span.end, at, alignment_mode="expand")
            if between is not None and len(between) <= _COLON_TOKENS and not any(t.text in {".", "?"} for t in between):
                yield cue
