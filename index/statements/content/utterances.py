"""Stage two, direct speech: whether marks hold words that stand for themselves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.english.function_words import WordUse, words_that
from index.english.lexicon import MEDIA, Denotes, Frame, nouns_for
from index.english.quotation_marks import MAY_OPEN, SENTENCE_END, Quotation
from index.english.tables import alternatives
from index.models import Span
from index.statements.content.reporting_words import verb_of
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REOPENS = re.compile(rf"\s*\n\s*(?:{alternatives(MAY_OPEN)})")
_LEADS = re.compile(r"[,:]$")
_WORKS = nouns_for(Denotes.WORK)
_FRAGMENT = 3  # words
_BEFORE = 12  # characters
_STOPPED_TITLE = 3  # words with a capital
_SMALL = words_that(WordUse.SMALL)  # in titles without a capital


def is_utterance(doc: "Doc", quotation: Quotation) -> bool:
    """Whether the marks hold words that stand for themselves, not a name, a title or a quoted fragment."""
    words = _Marked.of(text_of(doc), quotation)
    if len(words.words) < (4 if quotation.single else 2) and not _is_answer(words.inner, quotation):
        return False
    introduced = words.follows_comma or (words.whole and _follows_cue(doc, quotation))
    if words.is_title and (_names_work(words.before) or not (introduced or words.opens_line)):
        return False
    if quotation.single:
        return words.finished and introduced and words.capital
    if not quotation.closed:
        # otherwise a mark is missing, not the end of a quotation
        return introduced or words.opens_line or bool(_REOPENS.match(text_of(doc), quotation.span.end))
    return _is_sentence(words, opens=introduced or words.opens_sentence)


@dataclass(frozen=True, slots=True)
class _Marked:
    """The words between marks, and what stands around them."""

    inner: str
    words: Sequence[str]
    before: str
    after: str

    @classmethod
    def of(cls, text: str, quotation: Quotation) -> "_Marked":
        """What stands inside, before and behind the marks of a quotation."""
        inner = quotation.inner.of(text).strip()
        before = text[max(0, quotation.span.start - _BEFORE) : quotation.span.start].rstrip(" \xa0")
        return cls(inner, inner.split(), before, text[quotation.span.end : quotation.span.end + 1])

    @property
    def is_title(self) -> bool:
        """ "Second Draft"."""
        return is_title(self.words)

    @property
    def finished(self) -> bool:
        """Whether a sentence, or its clause before the cue, ends with them: "It is over,"."""
        return self.inner[-1] in ",.?!…—–-" or self.after == ","

    @property
    def whole(self) -> bool:
        """Whether they may be a sentence: they end as one, or are more than a fragment and begin as one."""
        if self.finished:
            return True
        return self.long and (self.after == "." or (self.inner[0].isupper() and not self.is_title))

    @property
    def long(self) -> bool:
        """Whether they are more than a fragment."""
        return len(self.words) > _FRAGMENT

    @property
    def capital(self) -> bool:
        """Whether they begin as a sentence does, or with what is left out of one."""
        return self.inner[0].isupper() or self.inner[0] in "[…." or self.inner[0].isdigit()

    @property
    def follows_comma(self) -> bool:
        """Whether a comma or a colon leads to them, in their line or at the end of the one before."""
        return bool(_LEADS.search(self.before))

    @property
    def opens_line(self) -> bool:
        """Whether nothing stands before them in their line."""
        return self.before[-1:] in ("", "\n")

    @property
    def opens_sentence(self) -> bool:
        """Whether nothing of a sentence stands before them."""
        return self.before == "" or self.before[-1] in '\n.?!”"'


def _is_sentence(words: _Marked, *, opens: bool) -> bool:
    """Whether closed marks hold a sentence, to its start or to its end; where one ends inside they hold no fragment."""
    opens_one = words.capital and (opens or (words.finished and words.long))
    ends_one = words.finished and (opens or bool(SENTENCE_END.search(words.inner)))
    return opens_one or ends_one


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
