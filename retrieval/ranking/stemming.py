"""Words as their English (Porter 2) stems, at the speed that many candidates a question need."""

import re
import threading
from functools import lru_cache
from unicodedata import normalize

_WORDS = re.compile(r"\w+")
_MARKS = re.compile(r"[\u0300-\u036f]+|[’']s\b")  # accents, possessives
_local = threading.local()  # a stemmer keeps its state between calls: one for each thread


def stems(words: str) -> frozenset[str]:
    """The stems of the words."""
    return frozenset(map(stem_of, split(words)))


def split(words: str) -> list[str]:
    """The words in lower case, without accents and possessives."""
    plain = words if words.isascii() else normalize("NFKD", words)
    if "'" in plain or not plain.isascii():
        plain = _MARKS.sub("", plain)
    return _WORDS.findall(plain.lower())


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """The stem of a word in lower case."""
    if not hasattr(_local, "stemmer"):
        import Stemmer  # noqa: PLC0415

        _local.stemmer = Stemmer.Stemmer("english")
    stem: str = _local.stemmer.stemWord(word)
    return stem
