"""Runs of whole sentences: the passages of an article, the context of a statement, and what is embedded of both.

A statement alone is often too short to be found ("It is unacceptable"): the encoder sees its speaker,
the title and the sentences in which it stands as well.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from index.models import Article, Passage, Span, Statement, hull


def passages_of(article: Article, sentences: Sequence[Span], size: int = 600) -> tuple[Passage, ...]:
    """Consecutive sentences joined while they stay within ``size`` characters.

    A sentence that is longer than ``size`` is a passage of its own, cut at spaces into pieces of at
    most ``size``, so that an encoder with a limited window sees every word.
    """
    runs: list[Span] = []
    for sentence in sentences:
        for piece in _pieces(article.text, sentence, size):
            if runs and piece.end - runs[-1].start <= size:
                runs[-1] = Span(runs[-1].start, piece.end)
            else:
                runs.append(piece)
    return tuple(Passage(article.id, run) for run in runs)


def context_of(sentences: Sequence[Span], span: Span, before: int = 1) -> Span:
    """The sentences in which ``span`` stands and as many ``before`` them."""
    first, last = sentences_at(sentences, span)
    return span if first >= last else hull([span, sentences[max(0, first - before)], sentences[last - 1]])


def sentences_at(sentences: Sequence[Span], span: Span) -> tuple[int, int]:
    """Where the sentences in which ``span`` stands begin and end among all; the first is not below the second if none.

    Sentences stand in order and apart from each other.
    """
    last = bisect_left(sentences, span.end, key=lambda sentence: sentence.start)
    first = bisect_right(sentences, span.start, 0, last, key=lambda sentence: sentence.end)
    return first, last


def passage_text(article: Article, passage: Passage) -> str:
    """The text that is embedded for a passage."""
    words = passage.span.of(article.text)
    return f"{article.title}. {words}" if article.title else words


def statement_text(article: Article, sentences: Sequence[Span], statement: Statement) -> str:
    """The text that is embedded for a statement."""
    context = context_of(sentences, statement.span).of(article.text)
    title = f"{article.title}. " if article.title else ""
    speaker = f"{statement.speaker}: " if statement.speaker else ""
    return f"{title}{speaker}{context}"


def _pieces(text: str, sentence: Span, size: int) -> list[Span]:
    pieces = []
    start = sentence.start
    while sentence.end - start > size:
        cut = text.rfind(" ", start + 1, start + size + 1)
        end = cut if cut > start else start + size
        pieces.append(Span(start, end))
        start = end
    pieces.append(Span(start, sentence.end))
    return pieces
