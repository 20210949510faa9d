"""Stage two, direct speech by layout: what stands behind a label and is no turn of whoever the label names."""

from typing import TYPE_CHECKING

from index.english.function_words import WordClass, first_person, words_of_class
from index.models import Span
from index.statements.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Run

_PERSONAL = frozenset(first_person()) | words_of_class(WordClass.POSSESSIVE) | {"you"}
_PLACES = frozenset({"GPE", "LOC"})
_SHORT = 5  # words: "No comment at all." is an answer


def tells_of(doc: "Doc", label: Span, words: Span) -> bool:
    """Whether words tell of whoever the label names: where news come from, what somebody is charged with, a birth."""
    name = doc.char_span(label.start, label.end, alignment_mode="expand")
    content = doc.char_span(words.start, words.end, alignment_mode="expand")
    if name is None or content is None:
        return False
    return _is_dateline(doc, name, words) or _is_birth(doc, name, content) or _is_entry(content)


def _is_dateline(doc: "Doc", name: "Run", words: Span) -> bool:
    """ "Velm, Ohio, United States: The dam …": nothing but places before the colon that opens an article."""
    before = doc.char_span(0, words.start, alignment_mode="contract")
    places = [t for t in before or () if t.is_alpha]
    return name.start == 0 and bool(places) and all(t.ent_type_ in _PLACES for t in places)


def _is_birth(doc: "Doc", name: "Run", content: "Run") -> bool:
    """ "Bo Orr, DOB: 4-23-88, was arrested": the label ends in letters that a date explains."""
    last = doc[content.start - 2] if content.start > 1 else name[-1]
    return last.i >= name.end and last.is_upper and content[0].text[0].isdigit()


def _is_entry(content: "Run") -> bool:
    """ "Bo Orr: Possession of a knife, held in lieu of bond.": a list without a verb, which tells nobody's words."""
    words = [token for token in content if token.is_alpha]
    if len(words) < _SHORT or content.text.rstrip().endswith("?"):
        return False
    return not any(t.tag_ in FINITE or t.tag_ in {"MD", "UH"} or t.lower_ in _PERSONAL for t in words)
