"""Addresses as they are linked to: web addresses only, and the publisher's page opened at very words of it."""

import re
from urllib.parse import quote, urldefrag, urlsplit

_SCHEMES = frozenset({"http", "https"})
_WHOLE = 10  # words up to which all are looked for; of more, the first and the last
_EDGE = 5
_NOT_A_WORD = re.compile(r"^[\W_]+|[\W_]+$")


def web_address(url: str | None) -> str:
    """An address that a link may lead to, or nothing: ``javascript:`` and its like are no places to go to."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url if url and parts.scheme in _SCHEMES and parts.netloc else ""


def at_words(url: str | None, words: str) -> str:
    """The address that opens a page at ``words``, of which a browser marks them; nothing if it is no web address.

    A text fragment (https://wicg.github.io/scroll-to-text-fragment/): short words whole, of longer ones where they
    start and end, since a page may break or mark up what lies between. Each lies within a line of the text, because
    a browser looks for it within one block.
    """
    address = web_address(url)
    lines = [tokens for line in words.splitlines() if (tokens := _tokens(line))]
    if not address or not lines or ":~:" in address:
        return address
    first, last = lines[0], lines[-1]
    short = len(lines) == 1 and len(first) <= _WHOLE
    sought = [first] if short else [first[:_EDGE], last[-_EDGE:]]
    page, fragment = urldefrag(address)
    return f"{page}#{fragment}:~:text={','.join(_encoded(' '.join(tokens)) for tokens in sought)}"


def _tokens(line: str) -> list[str]:
    """The words of a line, without the marks at its ends, which publishers set differently."""
    return _NOT_A_WORD.sub("", line.strip()).split()


def _encoded(text: str) -> str:
    """Percent-encoded, with the hyphen, which sets off what stands before and after."""
    return quote(_NOT_A_WORD.sub("", text), safe="").replace("-", "%2D")
