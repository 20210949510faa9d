"""A quotation with its speaker and its credit, in pieces that a button may copy."""

from collections.abc import Iterator

from bot.layout.quotation import words_of
from bot.words.copied import heading_of, spoken
from bot.words.runs import plain
from index.licences import credit_line
from retrieval.models import Item

COPY_UNITS = 256  # https://core.telegram.org/bots/api#copytextbutton
MOST_PIECES = 40  # a keyboard holds 100 buttons


def pieces_of(item: Item) -> tuple[str, ...]:
    """Who said it, the whole quotation and the credit line: one piece, or, where that is long, several to copy in turn.

    Pieces are cut between words, and together hold everything that the article's licence lets be quoted.
    """
    text = item.article.text
    quoted = plain(words_of(text, item.parts, item.quotable or item.parts, ()))
    whole = f"{spoken(heading_of(item), quoted)}\n{credit_line(item.article)}"
    return tuple(_cut(whole))[:MOST_PIECES]


def _cut(text: str) -> Iterator[str]:
    while _units(text) > COPY_UNITS:
        window = text[:COPY_UNITS]
        while _units(window) > COPY_UNITS:
            window = window[:-1]
        end = max(window.rfind(" "), window.rfind("\n")) + 1 or len(window)
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
