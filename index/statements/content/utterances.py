"""Stage two, direct speech: whether marks hold words that stand for themselves."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import MEDIA, Denotes, Frame, nouns_for
from index.english.quotation_marks import MAY_OPEN, SENTENCE_END, Quotation
from index.english.tables import alternatives
from index.models import Span
from index.statements.content.cues import verb_of
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REOPENS = re.compile(rf"\s*\n\s*(?:{alternatives(MAY_OPEN)})")
_WORKS = nouns_for(Denotes.WORK)
_FRAGMENT = 3  # words
_STOPPED_TITLE = 3  # words with a capital
_SMALL = words_that(WordUse.SMALL)  # in titles without a capital


def is_utterance(doc: "Doc", quotation: Quotation) -> bool:
    """Whether the marks hold words that stand for themselves, not a name, a title or a quoted fragment."""
    text = text_of(doc)
    inner = quotation.inner.of(text).strip()
    words = inner.split()
    if len(words) < (4 if quotation.single else 2) and not _is_answer(inner, quotation):
        return False
    before = text[max(0, quotation.span.start - 12) : quotation.span.start].rstrip(" \xa0")
    after = text[quotation.span.end : quotation.span.end + 1]
    finished = inner[-1] in ",.?!…—–-" or after == ","
    stopped = finished or (after == "." and len(words) > _FRAGMENT)
    whole = stopped or (len(words) > _FRAGMENT and inner[0].isupper() and not is_title(words))
    introduced = bool(re.search(r"[,:]$", before)) or (whole and _follows_cue(doc, quotation))
    starts = before == "" or before[-1] in '\n.?!”"' or introduced
    if is_title(words) and (_names_work(before) or (not introduced and before[-1:] not in ("", "\n"))):
        return False
    capital = inner[0].isupper() or inner[0] in "[…." or inner[0].isdigit()
    if quotation.single:
        return finished and introduced and capital
    if not quotation.closed:
        # otherwise a mark is missing, not the end of a quotation
        return introduced or before[-1:] in ("", "\n") or bool(_REOPENS.match(text, quotation.span.end))
    sentences = bool(SENTENCE_END.search(inner))  # no fragment, even if it starts in the middle of one
    opens_a_sentence = capital and (starts or (finished and len(words) > _FRAGMENT))
    ends_a_sentence = finished and (starts or sentences)
    return opens_a_sentence or ends_a_sentence


def _follows_cue(doc: "Doc", quotation: Quotation) -> bool:
    """ "chanted 'What curfew?'": right behind a verb that does nothing but say."""
    first, _ = tokens_of(doc, quotation.span)
    verb = verb_of(doc[first - 1]) if first else None
    return verb is not None and Frame.QUOTE in verb.frames and Frame.OBJECT not in verb.frames


def _names_work(before: str) -> bool:
    """ "In her memoir, “Second Draft,” she wrote …": what stands in marks is the work's title."""
    noun = re.search(r"(\w+),$", before)
    return noun is not None and noun[1].lower() in MEDIA | _WORKS


def _is_answer(inner: str, quotation: Quotation) -> bool:
    """ "No," and "Look," in marks: one word, but one that asks for a cue."""
    return not quotation.single and inner[:1].isupper() and inner[-1:] in {",", "!", "?"} and len(inner) > 2


def is_title(words: Sequence[str]) -> bool:
    """Whether words are written as the title of a work is: all but the small ones with a capital."""
    large = [word for word in words if word[0].isalpha() and word.lower().strip(",.'’") not in _SMALL]
    capitals = len(large) > 1 and all(word[0].isupper() for word in large)
    if words[-1:] and words[-1][-1] in ".?!":  # American marks close behind the sentence's full stop
        return capitals and words[-1][-1] == "." and len(large) >= _STOPPED_TITLE
    return capitals


def tokens_of(doc: "Doc", span: Span) -> tuple[int, int]:
    """The first token of a span and the one behind its last."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return (found.start, found.end) if found is not None else (0, 0)
