"""Words about reuse as they read, whatever signs they are set with: one kind of dash and of space, no unseen marks."""

import re
import unicodedata
from functools import lru_cache

_DASHES = frozenset("−⁃˗")  # minus and bullets that look like a dash; the rest of them are Unicode's category Pd
_UNSEEN = frozenset("\u034f\u115f\u1160\u3164\ufe0e\ufe0f")  # show nothing, and are not of the category Cf
_BROKEN_OFF = re.compile(r"(?<=\w)-\s+(?=\w)")


def plain(words: str) -> str:
    """Words with one kind of dash and of space and no unseen marks, joined where a line ends in a dash.

    A licence is told by single signs: "BY‑NC" with a dash that does not break is "BY-NC", not "BY".
    """
    if not words.isascii():
        words = "".join(map(_plain_sign, unicodedata.normalize("NFKC", words)))
    return _BROKEN_OFF.sub("-", words)


@lru_cache(maxsize=4_096)
def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf" or sign in _UNSEEN:
        return ""
    if category == "Pd" or sign in _DASHES:
        return "-"
    return " " if category == "Zs" else sign
