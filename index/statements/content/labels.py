"""Stage two, direct speech by layout: turns of a transcript, and headlines that name their speaker before a colon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.english.lexicon import Denotes, VerbUse, finite_forms, nouns_for, verbs_that
from index.english.names import HONORIFICS, TITLES, is_given_name
from index.english.quotation_marks import MAY_OPEN, paragraphs
from index.english.tables import alternatives
from index.models import Kind, Span
from index.statements.content.label_contents import tells_of
from index.statements.content.reading import Reading
from index.statements.content.turns import is_turn, is_utterance
from index.statements.drafts import Draft
from index.statements.rules import Concern, RuleId, rule

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABEL = re.compile(
    r"(?:\d{1,2}[:.]\d\d\s+)?[“\"]?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})"
    r"(?:, [A-Z][^:\n]{2,40}| \((?P<aside>[^)\n]{1,40})\))?:\s+(?=\S)"  # "INA HOLT, HOST:", "HOLT (laughing):"
)
_OPENING = re.compile(alternatives(MAY_OPEN))
_SAYING = frozenset(form for verb in verbs_that(VerbUse.INTRODUCES) for form in finite_forms(verb))
_TEXTS = nouns_for(Denotes.TEXT) | {"note"}
_TURNS = 2  # a name in capitals is a transcript's label where there are so many of them


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
    text = reading.text
    all_paragraphs = paragraphs(text)
    labels = [_LABEL.match(text, p.start, p.end) for p in all_paragraphs]
    page = _Page.of(reading.doc, all_paragraphs, labels)
    turns: list[Draft] = []
    open_turn = False
    for paragraph, label in zip(all_paragraphs, labels, strict=True):
        quoted = bool(_OPENING.match(text, paragraph.start))
        turn = _turn(reading, paragraph, label, page) if label else None
        if turn is not None:
            turns.append(turn)
            open_turn = quoted
        elif open_turn and quoted and not label:
            turns[-1] = replace(turns[-1], parts=(*turns[-1].parts, paragraph), kind=Kind.DIRECT)
        else:
            open_turn = False
    return [*drafts, *turns]


@dataclass(frozen=True, slots=True)
class _Page:
    """What the labels of an article tell together.

    ``capitals`` is how many are in capitals, ``people`` the words of the names in the text; ``transcript`` tells
    whether clauses or answers stand behind several labels.
    """

    capitals: int
    people: frozenset[str]
    transcript: bool

    @classmethod
    def of(cls, doc: "Doc", all_paragraphs: Sequence[Span], labels: "Sequence[re.Match[str] | None]") -> "_Page":
        """The labels of a text, one or none for each of its paragraphs, seen together."""
        people = frozenset(word for ent in doc.ents if ent.label_ == "PERSON" for word in ent.text.lower().split())
        found = [(label, paragraph) for label, paragraph in zip(labels, all_paragraphs, strict=True) if label]
        said = sum(is_utterance(doc, Span(label.end(), paragraph.end)) for label, paragraph in found)
        return cls(sum(label["name"].isupper() for label, _ in found), people, said >= _TURNS)


def _turn(reading: Reading, paragraph: Span, label: re.Match[str], page: _Page) -> Draft | None:
    """What stands behind a label, if it is the turn of somebody; that of a headline is no exact wording."""
    name, words = Span(*label.span("name")), Span(label.end(), paragraph.end)
    if not is_turn(reading, words, in_transcript=page.transcript) or tells_of(reading.doc, name, words):
        return None
    bearer = _bearer(label)
    if bearer == "name" and not _names_somebody(label["name"], page):
        return None
    headline = paragraph.start == 0 and not _OPENING.match(reading.text, words.start)
    kind = Kind.INDIRECT if headline else Kind.DIRECT
    return Draft((words,), kind, RuleId.LABEL, mention=Span(*label.span(bearer)))


def _bearer(label: re.Match[str]) -> str:
    """ "The MINISTER FOR WATER (Mrs Orr):": the group of a label in which the name stands."""
    aside = (label["aside"] or "").split()
    titled = len(aside) > 1 and aside[0].lower().strip(".") in HONORIFICS
    office = any(word.lower() in TITLES for word in label["name"].split())
    return "aside" if titled and office else "name"


def _names_somebody(name: str, page: _Page) -> bool:
    words = name.split()
    if words[0].lower() in _SAYING or words[-1].lower() in _TEXTS:
        return False  # "Said Colonel Novak:", "Editor's Note:"
    if name.isupper() and len(name) > 1:
        return page.capitals >= _TURNS
    if words[0].lower().strip(".") in HONORIFICS and len(words) > 1:
        return True  # "Mr OKELLO (Lower Ridge):"
    if words[0] == "The" and " ".join(words[1:]).isupper():
        return words[-1].lower() in TITLES  # "The SPEAKER:"
    return is_given_name(words[0]) or words[-1].lower() in page.people
