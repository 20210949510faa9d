"""The forms in which names are compared: folded letters, and a key for their sound."""

import re
import unicodedata
from functools import cache, lru_cache

_MARKED = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i"}
    | {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"}
)  # letters that have no decomposition in Unicode
_POSSESSIVE = re.compile(r"[’']s?(?!\w)")
_APOSTROPHE = re.compile(r"(?<=\w)[’'‘`](?=\w)")
_INITIALS = re.compile(r"\b(?:\w ){1,}\w\b")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=200_000)  # the same names come again in article after article
def fold(words: str) -> str:
    """Lower case, accents and possessives off, punctuation to spaces, initials joined ("U.S.": "us")."""
    if not words.isascii():
        words = unicodedata.normalize("NFKD", words.translate(_MARKED))
        words = "".join(c for c in words if not unicodedata.combining(c))
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", words.lower()))
    folded = " ".join(_WORD.findall(plain))
    return _INITIALS.sub(lambda run: run.group().replace(" ", ""), folded)


@cache
def sounds(word: str) -> tuple[str, ...]:
    """How a folded word may sound (Double Metaphone): equal for Mekdad and Miqdad, for Gaddafi and Qadhafi."""
    from metaphone import doublemetaphone  # noqa: PLC0415 - a run that compares no names need not load it

    keys = tuple(key.strip() for key in doublemetaphone(word) if key.strip())
    return keys or (word,)
