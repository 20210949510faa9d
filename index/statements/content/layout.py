"""Stage two, direct speech by layout: transcripts, "NAME: words" headlines, and block quotations after a colon."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.english.function_words import first_person
from index.english.lexicon import Denotes, Frame, VerbUse, finite_forms, nouns_for, verbs_that
from index.english.names import HONORIFICS, TITLES, is_given_name
from index.english.quotation_marks import paragraphs
from index.english.tables import alternatives
from index.models import Kind, Span
from index.statements.content.cues import Cue
from index.statements.content.reading import Reading, laid_out
from index.statements.content.source import mention_of
from index.statements.drafts import Draft
from index.statements.rules import Concern, RuleId, rule

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABEL = re.compile(
    r"(?:\d{1,2}[:.]\d\d\s+)?[“\"]?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})"
    r"(?:, [A-Z][^:\n]{2,40}| \((?P<aside>[^)\n]{1,40})\))?:\s+(?=\S)"  # "INA HOLT, HOST:", "HOLT (laughing):"
)
_OPENING = re.compile(r"[“\"«„]")
_BLOCK_MARK = re.compile(r"(?:>\s*)?")
_FIRST_PERSON = re.compile(rf"(?:{alternatives(word.title() for word in first_person())})\b(?!\.)")
_SIGNED = re.compile(r"[.!?]\s+(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})$")
_I = frozenset(word.lower() for word in first_person())
_SAYING = frozenset(form for verb in verbs_that(VerbUse.INTRODUCES) for form in finite_forms(verb))
_TEXTS = nouns_for(Denotes.TEXT) | {"note"}
_TURNS = 2  # a name in capitals is a transcript's label where there are so many of them
_COLON_TOKENS = 25


@rule(
    RuleId.LABEL,
    Concern.CONTENT,
    example="Ann Lee: Was the dam safe?\n\nBo Orr: It was not.",
    gives="Ann Lee: Was the dam safe? | Bo Orr: It was not.",
    not_on="Note: the dam was safe.",
)
def labelled(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The turns of a transcript, and headlines that name their speaker before a colon.

    A turn of several paragraphs in quotation marks opens each of them with a mark.
    """
    doc, text = reading.doc, reading.text
    all_paragraphs = paragraphs(text)
    labels = [_LABEL.match(text, p.start, p.end) for p in all_paragraphs]
    turns = sum(bool(label) and label["name"].isupper() for label in labels if label)
    people = {word for ent in doc.ents if ent.label_ == "PERSON" for word in ent.text.lower().split()}
    turns_taken: list[Draft] = []
    open_turn = False
    for paragraph, label in zip(all_paragraphs, labels, strict=True):
        quoted = bool(_OPENING.match(text, paragraph.start))
        speaks = label and any(c.isalpha() for c in text[label.end() : paragraph.end])  # "Ann Lee: 547" is a count
        bearer = _bearer(label) if label else "name"
        if label and speaks and (bearer == "aside" or _names_somebody(label["name"], people, turns)):
            headline = paragraph.start == 0 and not _OPENING.match(text, label.end())
            kind = Kind.INDIRECT if headline else Kind.DIRECT
            content = Span(label.end(), paragraph.end)
            turns_taken.append(Draft((content,), kind, RuleId.LABEL, mention=Span(*label.span(bearer))))
            open_turn = quoted
        elif open_turn and quoted and not label:
            last = turns_taken[-1]
            turns_taken[-1] = replace(last, parts=(*last.parts, paragraph), kind=Kind.DIRECT)
        else:
            open_turn = False
    return [*drafts, *turns_taken]


def _bearer(label: re.Match[str]) -> str:
    """ "The MINISTER FOR WATER (Mrs Orr):": the group of a label in which the name stands."""
    aside = (label["aside"] or "").split()
    titled = len(aside) > 1 and aside[0].lower().strip(".") in HONORIFICS
    office = any(word.lower() in TITLES for word in label["name"].split())
    return "aside" if titled and office else "name"


def _names_somebody(name: str, people: set[str], turns: int) -> bool:
    words = name.split()
    if words[0].lower() in _SAYING or words[-1].lower() in _TEXTS:
        return False  # "Said Colonel Novak:", "Editor's Note:"
    if name.isupper() and len(name) > 1:
        return turns >= _TURNS
    if words[0].lower().strip(".") in HONORIFICS and len(words) > 1:
        return True  # "Mr OKELLO (Lower Ridge):"
    if words[0] == "The" and " ".join(words[1:]).isupper():
        return words[-1].lower() in TITLES  # "The SPEAKER:"
    return is_given_name(words[0]) or words[-1].lower() in people


@rule(
    RuleId.BLOCK,
    Concern.CONTENT,
    example="In a letter to the town, Ann Lee wrote:\n\nThe dam was never safe.",
    gives="Ann Lee: The dam was never safe.",
    not_on="The town has three dams:\n\nThe oldest was never safe.",
)
def blocks(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """ "In a letter she wrote:" and then a paragraph of its own, without marks, which is the letter."""
    doc, text = reading.doc, reading.text
    unclosed = [q.span for q in reading.marked if not q.closed]
    found = []
    for paragraph, block in pairwise(paragraphs(text)):
        if not text[paragraph.start : paragraph.end].rstrip().endswith(":") or _OPENING.match(text, block.start):
            continue
        cue = next(_cues_before(doc, reading.free_cues(drafts), paragraph.end), None)
        mention = mention_of(doc, cue, reading.rules) if cue else None
        if cue is None or mention is None or any(span.overlaps(block) for span in unclosed):
            continue
        if _narrates(reading, drafts, block):
            continue
        skipped = _BLOCK_MARK.match(text, block.start)
        content = Span(skipped.end() if skipped else block.start, block.end)
        found.append(Draft((content,), Kind.DIRECT, RuleId.BLOCK, cue=cue.span, act=cue.act, mention=mention))
    return [*drafts, *found]


def _narrates(reading: Reading, drafts: Sequence[Draft], block: Span) -> bool:
    """Whether a paragraph reports what others say, in no first person: the article goes on, the letter is left out."""
    tokens = reading.doc.char_span(block.start, block.end, alignment_mode="expand")
    if tokens is None or any(token.lower_ in _I for token in tokens):
        return False
    return any(block.covers(cue.span) for cue in reading.free_cues(drafts))


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
        words = text[paragraph.start : signature.start("name") if signature else paragraph.end].rstrip()
        content = Span(paragraph.start, paragraph.start + len(words))
        if signature:
            signed[words] = Draft((content,), Kind.DIRECT, RuleId.PULL_QUOTE, mention=Span(*signature.span("name")))
            found.append(signed[words])
        elif words in signed:
            found.append(replace(signed[words], parts=(content,)))
    return [*drafts, *found]


def _cues_before(doc: "Doc", cues: Sequence[Cue], at: int) -> Iterator[Cue]:
    """The cues of the clause that leads up to a colon, the nearest first."""
    for cue in reversed(cues):
        if cue.span.end < at and cue.verb and Frame.QUOTE in cue.verb.frames:
            between = doc.char_span(cue.span.end, at, alignment_mode="expand")
            if between is not None and len(between) <= _COLON_TOKENS and not any(t.text in {".", "?"} for t in between):
                yield cue
