"""Stage two, direct speech by layout: transcripts, "NAME: words" headlines, and block quotations after a colon."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.english.function_words import first_person
from index.english.lexicon import Frame, VerbUse, finite_forms, verbs_that
from index.english.names import is_given_name
from index.english.quotation_marks import Quotation, paragraphs
from index.english.tables import alternatives
from index.models import Kind, Span
from index.statements.content.cues import Cue
from index.statements.content.source import mention_of
from index.statements.drafts import Draft
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABEL = re.compile(r"(?:\d{1,2}[:.]\d\d\s+)?[“\"]?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}):\s+(?=\S)")
_OPENING = re.compile(r"[“\"«„]")
_BLOCK_MARK = re.compile(r"(?:>\s*)?")
_FIRST_PERSON = re.compile(rf"(?:{alternatives(word.title() for word in first_person())})\b(?!\.)")
_SIGNED = re.compile(r"[.!?]\s+(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})$")
_SAYING = frozenset(form for verb in verbs_that(VerbUse.INTRODUCES) for form in finite_forms(verb))
_TURNS = 2  # a name in capitals is a transcript's label where there are so many of them
_COLON_TOKENS = 25


def labelled_drafts(doc: "Doc") -> list[Draft]:
    """The turns of a transcript, and headlines that name their speaker before a colon.

    A turn of several paragraphs in quotation marks opens each of them with a mark.
    """
    text = text_of(doc)
    all_paragraphs = paragraphs(text)
    labels = [_LABEL.match(text, p.start, p.end) for p in all_paragraphs]
    turns = sum(bool(label) and label["name"].isupper() for label in labels if label)
    people = {word for ent in doc.ents if ent.label_ == "PERSON" for word in ent.text.lower().split()}
    drafts: list[Draft] = []
    open_turn = False
    for paragraph, label in zip(all_paragraphs, labels, strict=True):
        quoted = bool(_OPENING.match(text, paragraph.start))
        if label and _names_somebody(label["name"], people, turns):
            headline = paragraph.start == 0 and not _OPENING.match(text, label.end())
            kind = Kind.INDIRECT if headline else Kind.DIRECT
            content = Span(label.end(), paragraph.end)
            drafts.append(Draft((content,), kind, "label", mention=Span(*label.span("name"))))
            open_turn = quoted
        elif open_turn and quoted and not label:
            drafts[-1] = Draft((*drafts[-1].parts, paragraph), Kind.DIRECT, "label", mention=drafts[-1].mention)
        else:
            open_turn = False
    return drafts


def _names_somebody(name: str, people: set[str], turns: int) -> bool:
    words = name.split()
    if words[0].lower() in _SAYING:
        return False  # "Said Colonel Novak:"
    if name.isupper() and len(name) > 1:
        return turns >= _TURNS
    return is_given_name(words[0]) or words[-1].lower() in people


def block_drafts(doc: "Doc", cues: Sequence[Cue], marked: Sequence[Quotation]) -> list[Draft]:
    """ "In a letter she wrote:" and then a paragraph of its own, without marks, which is the letter."""
    text = text_of(doc)
    drafts = []
    for paragraph, block in pairwise(paragraphs(text)):
        if not text[paragraph.start : paragraph.end].rstrip().endswith(":") or _OPENING.match(text, block.start):
            continue
        cue = next(_cues_before(doc, cues, paragraph.end), None)
        mention = mention_of(doc, cue) if cue else None
        if cue is None or mention is None or any(q.span.overlaps(block) for q in marked if not q.closed):
            continue
        skipped = _BLOCK_MARK.match(text, block.start)
        content = Span(skipped.end() if skipped else block.start, block.end)
        drafts.append(Draft((content,), Kind.DIRECT, "block", cue=cue.span, act=cue.act, mention=mention))
    return drafts


def pull_quotes(doc: "Doc", marked: Sequence[Quotation], taken: Sequence[Span]) -> list[Draft]:
    """A paragraph in the first person, without marks, that is signed: a quotation set apart, and its repetition."""
    text = text_of(doc)
    signed: dict[str, Draft] = {}
    drafts = []
    for paragraph in paragraphs(text):
        if not _FIRST_PERSON.match(text, paragraph.start, paragraph.end):
            continue
        if any(paragraph.overlaps(one) for one in (*taken, *(q.span for q in marked if not q.single))):
            continue
        signature = _SIGNED.search(text, paragraph.start, paragraph.end)
        words = text[paragraph.start : signature.start("name") if signature else paragraph.end].rstrip()
        content = Span(paragraph.start, paragraph.start + len(words))
        if signature:
            signed[words] = Draft((content,), Kind.DIRECT, "pull-quote", mention=Span(*signature.span("name")))
            drafts.append(signed[words])
        elif words in signed:
            drafts.append(replace(signed[words], parts=(content,)))
    return drafts


def _cues_before(doc: "Doc", cues: Sequence[Cue], at: int) -> Iterator[Cue]:
    """The cues of the clause that leads up to a colon, the nearest first."""
    for cue in reversed(cues):
        if cue.span.end < at and cue.verb and Frame.QUOTE in cue.verb.frames:
            between = doc.char_span(cue.span.end, at, alignment_mode="expand")
            if between is not None and len(between) <= _COLON_TOKENS and not any(t.text in {".", "?"} for t in between):
                yield cue
