"""Telegram's HTML style, parsed strictly: what it refuses is refused, lengths are those after parsing."""

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote", "tg-spoiler"}
_NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")


class MarkupError(Exception):
    """The text would be refused with "can't parse entities"."""


@dataclass(frozen=True)
class Parsed:
    """What is left when the markup is parsed: the visible text and the entities as (tag, start, end, attributes)."""

    text: str
    entities: list[tuple[str, int, int, dict[str, str | None]]]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.open: list[tuple[str, int, dict[str, str | None]]] = []
        self.entities: list[tuple[str, int, int, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            raise MarkupError(f'unsupported start tag "{tag}"')
        if tag == "blockquote" and any(name == "blockquote" for name, _, _ in self.open):
            raise MarkupError("blockquotes do not nest")
        self.open.append((tag, len(self.text), dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            raise MarkupError(f'unexpected end tag "{tag}"')
        name, start, attributes = self.open.pop()
        self.entities.append((name, start, len(self.text), attributes))

    def handle_data(self, data):
        if "<" in data:
            raise MarkupError("unescaped <")
        self.text += data

    def handle_entityref(self, name):
        self.text += unescape(f"&{name};")

    def handle_charref(self, name):
        self.text += unescape(f"&#{name};")


def parse_html(html: str) -> Parsed:
    """Parse a text of parse mode HTML. Raises MarkupError for what Telegram refuses."""
    if _NAMED.search(html):
        raise MarkupError("unescaped &")
    parser = _Parser()
    parser.feed(html)
    parser.close()
    if parser.open:
        raise MarkupError(f'can\'t find end tag corresponding to start tag "{parser.open[-1][0]}"')
    return Parsed(parser.text, parser.entities)


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
