"""Text as it reads: without the HTML, the entities and the mojibake that exports leave in it."""

import html
import re

_TAG = re.compile(r"</?([a-z]\w*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_ESCAPED_TWICE = 2
_LETTER_ALONE = re.compile(r"Ã(?=\s)")  # a word of Portuguese as well as the half of an "à"
_BREAKS = re.compile(r"\n{3,}")


def readable(text: str) -> str:
    """A text without tags, entities and NUL; one without any is returned as it is."""
    if _is_html(text):
        text = _without_tags(text)
    for _ in range(_ESCAPED_TWICE):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
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
    """Whether a text has tags of HTML; ``<EMAIL_ADDRESS>`` is none."""
    return any(_is_tag(name) for name in set(_TAG.findall(text)))


def _is_tag(name: str) -> bool:
    from lxml.html import defs  # noqa: PLC0415

    return name.lower() in defs.tags


def _without_tags(text: str) -> str:
    from html_text import extract_text  # noqa: PLC0415

    # a placeholder in angle brackets would be read as an unknown tag, and its words lost
    kept = _TAG.sub(lambda tag: tag.group() if _is_tag(tag[1]) else html.escape(tag.group()), text)
    plain: str = extract_text(kept, guess_punct_space=True, guess_layout=True)
    return _BREAKS.sub("\n\n", plain)
