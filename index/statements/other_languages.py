"""Sentences of texts that are not in English: by their marks alone, in any script; no rule reads what is said."""

from functools import cache
from typing import TYPE_CHECKING

from index.models import Span
from index.statements.pieces import pieces_of

if TYPE_CHECKING:
    from spacy.language import Language


def sentences_of(text: str) -> tuple[Span, ...]:
    """The sentences of a text, none across a paragraph."""
    found = []
    start = 0
    for paragraph in text.splitlines(keepends=True):
        for piece in pieces_of(paragraph):
            for sentence in _marks()(piece.of(paragraph)).sents:
                words = sentence.text.strip()
                if words:
                    at = start + piece.start + sentence.start_char + sentence.text.index(words)
                    found.append(Span(at, at + len(words)))
        start += len(paragraph)
    return tuple(found)


@cache
def _marks() -> "Language":
    import spacy  # noqa: PLC0415 - a second that a corpus in English need not pay

    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    return nlp
