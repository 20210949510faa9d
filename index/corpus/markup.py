"""Text as it reads: without the HTML, the entities and the mojibake that exports leave in it."""

import html
import re
from contextlib import suppress
from functools import cache
from typing import Any

from index.corpus import tables

_TAG = re.compile(r"<(/?)([a-z]\w*)((?:\s[^<>]*)?)/?>", re.IGNORECASE)
_ATTRIBUTE = r"[a-z_:@][\w:.-]*\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_ESCAPED_TWICE = 2
_LETTER_ALONE = re.compile(r"Ã(?=\s)")  # a word of Portuguese as well as the half of an "à"
_BREAKS = re.compile(r"\n{3,}")
# Elements that lxml's list lacks, and those that a text may leave open
# (https://html.spec.whatwg.org/multipage/syntax.html#optional-tags).
_NEWER, _NEWER_INLINE, _END_OPEN = "html_newer", "html_newer_inline", "html_end_open"
_HIDDEN = "//template | //*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"
_MARKS = (("“", "”"), ("‘", "’"))  # of a quotation, and of one within


def readable(text: str) -> str:
    """A text without tags, entities and NUL; one without any is returned as it is."""
    if was_html := _is_html(text):
        text = _without_tags(text)
    for _ in range(_ESCAPED_TWICE):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    if not was_html and _is_html(text):  # its tags were escaped, as in feeds
        text = _without_tags(text)
    return text.replace("\0", "")  # shows nothing, and ends a string in SQLite and elsewhere


def mended(text: str) -> str:
    """A text whose UTF-8 was read as another encoding, read right; only where that is certain."""
    from ftfy import fix_encoding  # noqa: PLC0415 - few texts need it
    from ftfy.badness import is_bad  # noqa: PLC0415
    from ftfy.chardata import UTF8_DETECTOR_RE  # noqa: PLC0415

    if text.isascii() or not UTF8_DETECTOR_RE.search(text) or not is_bad(_LETTER_ALONE.sub("", text)):
        return text
    return fix_encoding(text)


def _is_html(text: str) -> bool:
    """Whether a text has tags of HTML: ``<EMAIL_ADDRESS>``, ``a<b>c`` and ``x<a and b>y`` hold none."""
    from lxml.html import defs  # noqa: PLC0415

    if "<" not in text:
        return False
    tags = [tag for tag in _TAG.finditer(text) if _is_tag(tag)]
    closed = {tag[2].lower() for tag in tags if tag[1]}
    alone = closed.union(tables.phrases(_END_OPEN), defs.empty_tags)
    return any(not tag[1] and tag[2].lower() in alone for tag in tags) or "-->" in text.partition("<!--")[2]


def _is_tag(tag: re.Match[str]) -> bool:
    """Whether words in angle brackets are a tag: a known element, with attributes or nothing behind its name."""
    return tag[2].lower() in _elements() and _attributes().fullmatch(tag[3]) is not None


@cache
def _attributes() -> re.Pattern[str]:
    bare = "|".join(tables.phrases("html_bare_attributes"))
    return re.compile(rf"(?:\s+(?:{_ATTRIBUTE}|(?:{bare})(?![\w-])))*[\s/]*", re.IGNORECASE)


@cache
def _elements() -> frozenset[str]:
    from lxml.html import defs  # noqa: PLC0415

    return frozenset(defs.tags).union(tables.phrases(_NEWER))


def _without_tags(text: str) -> str:
    """The text of HTML as a browser shows it: what stands in one line of it is joined, blocks are apart."""
    from html_text import etree_to_text  # noqa: PLC0415
    from html_text.html_text import cleaner, parse_html  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    # a placeholder in angle brackets would be read as an unknown tag, and its words lost
    kept = _TAG.sub(lambda tag: tag.group() if _is_tag(tag) else html.escape(tag.group(), quote=False), text)
    tree = parse_html(kept)
    for hidden in tree.xpath(_HIDDEN):
        if hidden.getparent() is not None:
            hidden.drop_tree()
    with suppress(AssertionError):  # https://bugs.launchpad.net/lxml/+bug/1838497
        tree = cleaner.clean_html(tree)
    for quotation in tree.iter("q"):
        _set_in_marks(quotation)
    inline, newlines, paragraphs = _kinds_of_elements()
    etree.strip_tags(tree, *inline)  # html_text would put a space for each
    plain: str = etree_to_text(tree, guess_punct_space=False, newline_tags=newlines, double_newline_tags=paragraphs)
    return _BREAKS.sub("\n\n", plain)


def _set_in_marks(quotation: Any) -> None:
    """Put the marks that a browser shows around a ``q`` into the text; what brings its own marks keeps them."""
    opening, closing = _MARKS[sum(1 for _ in quotation.iterancestors("q")) % 2]
    if "".join(quotation.itertext()).lstrip()[:1] in {'"', "“", "‘", "'", "«", "„"}:
        return
    quotation.text = opening + (quotation.text or "")
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "") + closing
    else:
        quotation.text += closing


@cache
def _kinds_of_elements() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Elements that stand within a line, those that begin one, and those that are paragraphs."""
    from html_text.html_text import DOUBLE_NEWLINE_TAGS, NEWLINE_TAGS  # noqa: PLC0415
    from lxml.html import defs  # noqa: PLC0415

    older = defs.phrase_tags | defs.font_style_tags | defs.special_inline_tags
    inline = older.union(tables.phrases(_NEWER_INLINE)) - {"br"}
    cells = {"td", "th", "col", "colgroup"}  # stand side by side
    blocks = (NEWLINE_TAGS | defs.block_tags | {"section", "hgroup", "summary"}) - DOUBLE_NEWLINE_TAGS - inline - cells
    return frozenset(inline), frozenset(blocks), frozenset(DOUBLE_NEWLINE_TAGS)
