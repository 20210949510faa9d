"""Stage two, what of a sentence belongs to a content behind its marks: the rest of it, and further quoted words."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import Frame
from index.english.quotation_marks import SENTENCE_END, Quotation
from index.models import Span
from index.statements.content.cues import Cue
from index.statements.content.reading import Reading
from index.statements.content.reporting_words import verb_of
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE, SUBJECTS, text_of, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STOPPED = re.compile(r"\.[”\"]$")  # a sentence that ends inside its marks
_NEW_SENTENCE = re.compile(r"\s+[A-Z]")
_CLOSING = " \xa0”\"'’»"
_BESIDE = frozenset('”"')
_SENTENCE_MARKS = frozenset(".?!")
_NARRATING = words_that(WordUse.NARRATES)
_TERMINAL = frozenset(".?!…,;:")


@rule(
    RuleId.REST,
    Concern.EXTENT,
    example="Ann Lee said, “Nobody ever came” to the first meeting.",
    gives="Ann Lee: “Nobody ever came” to the first meeting",
    not_on="Ann Lee said, “Nobody ever came.”",
)
def with_rest(doc: "Doc", span: Span, after: range) -> Span:
    """ "She said 'nobody came' to the first meeting": on to the end of the sentence that goes on behind the marks.

    ``after`` are the tokens between the quotation and the next one or the end of the sentence.
    """
    if text_of(doc)[span.start : span.end].rstrip("”\"'’»").rstrip()[-1:] in _TERMINAL:
        return span
    words = [doc[i] for i in after if not doc[i].is_space]
    if not words or words[0].text in _TERMINAL or any(_reports(word) for word in words) or _is_sentence(words):
        return span
    last = next((word for word in reversed(words) if not word.is_punct), None)
    return Span(span.start, last.idx + len(last)) if last is not None else span


def _is_sentence(words: "Sequence[Token]") -> bool:
    """ "…to his family” Orr played for the Rovers": a capital, a subject and its verb behind marks without a stop."""
    subjects = [t for t in words if t.dep_ in SUBJECTS and t.head in words and t.i < t.head.i]
    finite = any(t.tag_ in FINITE for s in subjects for t in (s.head, *s.head.lefts))
    return words[0].text[0].isupper() and bool(subjects) and subjects[0].left_edge.i <= words[0].i and finite


@rule(
    RuleId.REMAINDER,
    Concern.EXTENT,
    example="Ann Lee said it is “a big problem” but “nobody says a word about it.”",
    gives="Ann Lee: it is “a big problem” but “nobody says a word about it.”",
    not_on="Ann Lee said it is “a big problem.”",
)
def with_remainder(reading: Reading, parts: Sequence[Span], cue: Cue) -> tuple[Span, ...]:
    """Further quoted words of the same sentence, which the parse left out of the content.

    "says it is 'a big problem' but 'nobody has the guts to talk about it'" goes on to the last mark;
    "The bank 'knew,' she said, and still 'did nothing'" gets a second part. A sentence that reports
    again behind the content is left as it is.
    """
    text, marked, after = reading.text, reading.marked, max(parts[-1].end, cue.span.end)
    if _STOPPED.search(text, max(0, after - 2), after) and _NEW_SENTENCE.match(text, after):
        return tuple(parts)
    sentence_end = _sentence_end(text, after)
    inside = (q for q in marked if not q.single and q.closed and after <= q.span.start < sentence_end)
    more = list(takewhile(lambda q: _goes_on(text, q), inside))
    if not more:
        return tuple(parts)
    rest = reading.doc.char_span(after, more[-1].span.start, alignment_mode="contract")
    outside = [t for t in rest or () if not any(q.span.start <= t.idx < q.span.end for q in marked)]
    if any(_reports(t) or t.text == ";" or t.tag_ == "VBG" or t.lower_ in _NARRATING for t in outside):
        return tuple(parts)
    if cue.span.end <= parts[0].start:
        return (*parts[:-1], Span(parts[-1].start, more[-1].span.end))
    comma = text.rfind(",", after, more[0].span.start)
    start = trimmed(text, Span(comma + 1, more[-1].span.end)) if comma >= 0 else None
    return (*parts, Span(start.start, more[-1].span.end)) if start else tuple(parts)


def _goes_on(text: str, quotation: Quotation) -> bool:
    """Whether a quotation goes on in a sentence: none has just ended, and no words part it from another in marks."""
    before = text[: quotation.span.start]
    beside = before.endswith(" ") and before.rstrip()[-1:] in _BESIDE and text[quotation.inner.start].isupper()
    return not beside and before.rstrip(_CLOSING)[-1:] not in _SENTENCE_MARKS


@rule(
    RuleId.UNQUOTED_REST,
    Concern.EXTENT,
    example="Ann Lee called the plan “dead” if the town voted.",
    gives="Ann Lee: the plan “dead” if the town voted",
    not_on="Ann Lee said she would “get away from it.”",
)
def with_unquoted_rest(reading: Reading, part: Span, cue: Cue) -> Span:
    """ "would 'get away from' that if elected": a fragment in marks does not end the sentence that it is part of."""
    doc, text, marked = reading.doc, reading.text, reading.marked
    sentence_end = _sentence_end(text, max(part.end, cue.span.end))
    ends = next((q for q in marked if q.closed and q.span.end == part.end), None)
    rest = doc.char_span(part.end, sentence_end, alignment_mode="contract")
    more = any(not q.single and q.closed and part.end <= q.span.start < sentence_end for q in marked)
    if more or ends is None or rest is None or not text[ends.inner.end - 1].isalnum():
        return part
    words = [t for t in rest if not t.is_space]
    if not words or words[0].is_punct or words[0].lower_ in _NARRATING or any(_reports(t) for t in words):
        return part
    if _is_sentence(words):
        return part
    return trimmed(text, Span(part.start, sentence_end)) or part


def _reports(token: "Token") -> bool:
    """Whether a verb reports words even without marks behind it: "open" and "smile" do not."""
    verb = verb_of(token)
    return verb is not None and verb.frames is not Frame.QUOTE


def _sentence_end(text: str, start: int) -> int:
    """The end of the sentence, or of the line if that comes first."""
    ending = SENTENCE_END.search(text, start)
    return ending.end() if ending and "\n" not in text[start : ending.end()] else _line_end(text, start)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
