"""Stage two, the turns of a transcript: whether words behind a label may be said, or are an entry in a list."""

import re
from typing import TYPE_CHECKING

from index.english.function_words import first_person
from index.english.quotation_marks import DOUBLE_MARKS, MAY_OPEN
from index.models import Span
from index.statements.content.reading import Reading
from index.statements.tokens import FINITE, SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINISHED = re.compile(r"[.?!…][”\"’')]*$")
_MARKS = DOUBLE_MARKS | {"‘", "’", "'"}
_ANSWERS = frozenset({"no", "not", "never", "yes"})
_ADDRESSING = frozenset(word.lower() for word in first_person()) | {"you", "your"}
_JOINING = frozenset(",/&|()")  # names in a credit


def _is_said(doc: "Doc", words: Span) -> bool:
    """Whether words behind a label may be a turn: "Ann Lee: 547" is a count, "Art: Ann Lee and Bo Orr" a credit."""
    tokens = doc.char_span(words.start, words.end, alignment_mode="contract")
    if tokens is None or not any(c.isalpha() for c in tokens.text):
        return False
    return not all(t.pos_ in {"PROPN", "CCONJ", "SYM", "SPACE"} or t.text in _JOINING for t in tokens)


def is_turn(reading: Reading, words: Span, *, in_transcript: bool) -> bool:
    """Whether words behind a label are a turn; of half a sentence, only among turns that are whole ones."""
    if not _is_said(reading.doc, words):
        return False
    ended = bool(_FINISHED.search(words.of(reading.text).rstrip()))
    headline = not reading.text.rfind("\n", 0, words.start) > 0 and _is_headline(reading.doc, words)
    return headline or is_utterance(reading.doc, words) or (in_transcript and ended)


def is_utterance(doc: "Doc", words: Span) -> bool:
    """Whether words behind a label are a clause, an address or an answer, and no entry in a list.

    "1,204 votes", "Mayor since 2011" and "played by Bo Orr" have no verb with a subject, no "I" or "you", no "No".
    """
    tokens = doc.char_span(words.start, words.end, alignment_mode="contract")
    if tokens is None or tokens.text.rstrip('”"’)').endswith(("?", "!")):
        return tokens is not None
    if any(t.lower_ in _ADDRESSING for t in tokens):
        return True
    first = next((t for t in tokens if t.is_alpha), tokens[0])
    answers = first.tag_ in {"UH", "VB"} or first.lower_ in _ANSWERS
    clause = any(_is_clause(t) for t in tokens)
    if tokens[0].is_lower or tokens[0].like_num:
        return clause and bool(_FINISHED.search(tokens.text.rstrip()))
    return clause or answers or tokens[0].text in MAY_OPEN


def _is_clause(verb: "Token") -> bool:
    finite = verb.tag_ in FINITE or any(c.tag_ in FINITE for c in verb.lefts)
    subjects = (c for c in verb.children if c.dep_ in SUBJECTS | {"expl"})
    return finite and verb.dep_ not in {"relcl", "acl"} and any(not c.like_num for c in subjects)


def _is_headline(doc: "Doc", words: Span) -> bool:
    """Whether a headline's words may be said: they hold a verb, or marks; its capitals mislead a parse."""
    tokens = doc.char_span(words.start, words.end, alignment_mode="contract")
    if tokens is None or tokens[0].is_lower or tokens[0].like_num or tokens[0].tag_ == "VBN":
        return False
    return any(t.pos_ in {"VERB", "AUX"} or t.text in _MARKS for t in tokens)
