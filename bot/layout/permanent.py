"""What is shown, linked to the page: the permanent address of each statement, where anybody can check it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.layout.blocks import Block, Section
from bot.layout.walk import shown_of
from bot.words.language import translated
from bot.words.runs import Run
from bot.words.statements import READ
from index.keys import STATEMENT_KEY, article_key, statement_key
from retrieval.models import Item


def path_of(key: str) -> str:
    """The path of a permanent key on the page: of a statement, or of an article."""
    return f"/s/{key}#said" if len(key) == STATEMENT_KEY else f"/a/{key}"


def key_of(item: Item) -> str:
    """The permanent key of an item: that of the first statement that it shows, or of a passage its article's."""
    shown = shown_of(item)
    said = (one for one in item.run if any(part.overlaps(span) for part in one.parts for span in shown))
    first = next(said, item.statement)
    return statement_key(item.article, first) if first else article_key(item.article.id)


def addresses_of(items: Sequence[Item], public: str) -> tuple[str, ...]:
    """Where each item is read on the page whose address is ``public``; none without one."""
    return tuple(f"{public}{path_of(key_of(item))}" for item in items) if public else ()


def linked(blocks: Iterable[Block], public: str) -> tuple[Block, ...]:
    """The blocks with a link to the page behind each credit; unchanged without a ``public`` address."""
    return tuple(_linked(block, public) if public and isinstance(block, Section) else block for block in blocks)


def _linked(section: Section, public: str) -> Section:
    link = Run(translated(READ), url=f"{public}{path_of(section.said[0].key)}")
    return replace(section, source=(*section.source, Run(" · "), link))
