"""What is copied out of an answer: who said it and the words, for whoever pastes them into a text."""

from bot.words.language import translated
from bot.words.runs import plain
from bot.words.statements import attribution_of, passage_label_of
from retrieval.models import Item

_SPOKEN = "{who} {words}"


def heading_of(item: Item) -> str:
    """Who said it and in which manner, as a line of text."""
    if item.statement is None:
        return plain(passage_label_of(item.article))
    return plain(attribution_of(item, item.statement))


def spoken(heading: str, words: str) -> str:
    """The words behind whoever said them."""
    return translated(_SPOKEN).format(who=heading, words=words)
