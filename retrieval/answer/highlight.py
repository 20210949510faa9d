"""The words of an item that answer: the sentence that has most of the question, or the piece of it that has."""

import re
from collections.abc import Iterator, Sequence

from index.english.function_words import WordUse, words_that
from index.english.tables import alternatives
from index.models import Span
from index.search.found import Found
from retrieval.ranking.terms import Terms
from retrieval.ranking.wanted import wanted_in

MOST_WORDS = 35  # a reader finds the answer at a glance
_WANTED = 0.5  # what the kind of thing that is asked for counts, beside the share of the topic
_EARLIER = 0.02  # what a sentence loses to the one before it: news tell the main thing first
_BREAK = re.compile(rf"(?:[;:,–—]| -)\s+|\s+(?=(?:{alternatives(words_that(WordUse.OPENS_CLAUSE))})\b)")


def highlight_of(terms: Terms, found: Found, parts: Sequence[Span]) -> tuple[Span, ...]:
    """The span, of at most about ``MOST_WORDS`` words, within ``parts`` that fits the question best."""
    text = found.article.text
    pieces = [piece for part in parts for piece in _sentences(found.sentences, part)]
    if not pieces:
        return ()
    fit = _Fit(terms, found.article.title)
    best = max(enumerate(pieces), key=lambda one: fit.of(one[1].of(text)) - _EARLIER * one[0])[1]
    return (_shortened(fit, text, best),)


class _Fit:
    """How well words fit a question, given the title that stands above them."""

    def __init__(self, terms: Terms, title: str) -> None:
        self._want = terms.want
        self._part = terms.whole if terms.speech < 1 else terms.topic
        self._title = self._part.met(title)

    def of(self, words: str) -> float:
        """The share of the question's words, and whether the kind of thing that is asked for is there."""
        share = self._part.share_beyond(self._part.met(words), self._title)
        return share + _WANTED * wanted_in(self._want, words)


def _sentences(sentences: Sequence[Span], part: Span) -> Iterator[Span]:
    """The sentences of a part, cut at its ends."""
    inside = [s for s in sentences if s.overlaps(part)]
    for sentence in inside or [part]:
        yield Span(max(part.start, sentence.start), min(part.end, sentence.end))


def _shortened(fit: _Fit, text: str, sentence: Span) -> Span:
    """The sentence, or of a long one the run of its clauses that fits best."""
    if len(sentence.of(text).split()) <= MOST_WORDS:
        return sentence
    cuts = [sentence.start, *(sentence.start + m.end() for m in _BREAK.finditer(sentence.of(text))), sentence.end]
    runs = [
        Span(start, end)
        for i, start in enumerate(cuts[:-1])
        for end in cuts[i + 1 :]
        if len(text[start:end].split()) <= MOST_WORDS
    ]
    if not runs:
        return _first_words(text, sentence)
    return max(runs, key=lambda run: (fit.of(run.of(text)), run.end - run.start))


def _first_words(text: str, sentence: Span) -> Span:
    words = list(re.finditer(r"\S+", sentence.of(text)))
    return Span(sentence.start, sentence.start + words[MOST_WORDS - 1].end())
