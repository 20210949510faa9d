"""The language of an article, told by its own text where that is long enough to tell."""

import re

from index.english.function_words import FUNCTION_WORDS
from index.languages import likeliest_language

_LETTERS = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 60
_READ_CHARACTERS = 1_000
_CERTAIN = 0.95
# English prose has 40 to 50 function words in a hundred; no other language has half as many that look like them
_ENGLISH_SHARE = 0.3
_ENGLISH = frozenset(row.word for row in FUNCTION_WORDS)


def language_of(body: str, stated: str | None) -> str:
    """An ISO 639-1 code. What a source states gives way to a text that is certainly in another language."""
    claimed = (stated or "en").replace("_", "-").partition("-")[0].lower()
    claimed = claimed if len(claimed) in {2, 3} and claimed.isalpha() else "en"
    sample = " ".join(body.split())[:_READ_CHARACTERS]
    letters = _LETTERS.findall(sample)
    if len(letters) < _FEWEST_LETTERS:
        return claimed
    words = sample.casefold().split()
    if sum(word in _ENGLISH for word in words) > _ENGLISH_SHARE * len(words):
        return "en"
    told = likeliest_language(sample)
    in_latin_letters = sum(letter.isascii() for letter in letters) > len(letters) / 2
    uncertain = told.probability < _CERTAIN and (in_latin_letters or claimed != "en")
    return claimed if uncertain else told.code
