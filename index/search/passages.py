"""An article into passages: runs of whole sentences, the unit of general retrieval."""

from collections.abc import Sequence

from index.models import Article, Passage, Span


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
