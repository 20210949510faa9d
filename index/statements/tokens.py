"""What the stages share about tokens: runs of them as spans of characters, and a few classes."""

import re
from typing import TYPE_CHECKING

from index.english.quotation_marks import DOUBLE_MARKS
from index.models import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TEXT = "onrecord_text"
_TRIM_LEFT = re.compile(r"^[\s,;:–—-]+")
_TRIM_RIGHT = re.compile(r"[\s,;:–—-]+$")
_FULL_STOP = re.compile(r"(?<![A-Z])\.$")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ASIDE_TOKENS = 12
MARKS = DOUBLE_MARKS
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FAR_AS = frozenset({"far", "as"})


def text_of(doc: "Doc") -> str:
    """``doc.text``, joined once: spaCy joins it anew from all tokens whenever it is asked for."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def trimmed(text: str, span: Span) -> Span | None:
    """Without spaces, commas and dashes at its ends and without the sentence's full stop; None if nothing is left."""
    words = span.of(text)
    left = _TRIM_LEFT.match(words)
    start = span.start + (left.end() if left else 0)
    words = _TRIM_RIGHT.sub("", text[start : span.end])
    words = _TRIM_RIGHT.sub("", _FULL_STOP.sub("", words))
    return Span(start, start + len(words)) if any(c.isalnum() for c in words) else None


def spans_of(doc: "Doc", start: int, end: int) -> tuple[Span, ...]:
    """The tokens from ``start`` to before ``end`` as one span without its punctuation, or none."""
    if start >= end:
        return ()
    last = doc[end - 1]
    span = trimmed(text_of(doc), Span(doc[start].idx, last.idx + len(last)))
    return (span,) if span else ()


def before_adverbs(token: "Token") -> "Token":
    """The word before a verb, adverbs passed over: the "and" of "and also warned"."""
    before = token.nbor(-1)
    while before.pos_ == "ADV" and before.i > token.sent.start + 1:
        before = before.nbor(-1)
    return before


def verb_above(token: "Token") -> "Token":
    """The word that governs a verb, "far" passed over: "went so far as to say", "went as far as saying"."""
    above = token.head
    while above.lower_ in _FAR_AS and above.head != above:
        above = above.head
    return above
