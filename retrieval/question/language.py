"""The language of a message, where it is not English.

The script tells at once that a message is not English; which language it is, and whether Latin letters are another
than English, the letter sequences decide. Names mislead them in a message of a few words, so that Latin letters count
as English unless the message has none of the words by which English questions are put and a third of its words stand
nowhere in the corpus.
"""

import re
import unicodedata
from collections.abc import Callable

from index.english.function_words import WordUse, words_that
from index.english.languages import LATIN_LANGUAGES
from index.languages import likeliest_language
from retrieval.question.words import AUXILIARIES, FILLER, QUESTION_WORDS, words_of

_FEWEST = 3  # words of Latin letters from which a language can be told
_STRANGE = 0.3  # share of the words that stand nowhere in the corpus
_SURE = 0.85  # how likely another language than English must be
_LATIN = frozenset(language.code for language in LATIN_LANGUAGES)
_ENGLISH = (FILLER | AUXILIARIES | QUESTION_WORDS) - words_that(WordUse.SHARED)


def language_of(text: str, heard: Callable[[str], bool]) -> str:
    """The ISO 639-1 code of a message's language. ``heard`` tells whether a word stands in the corpus."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return "en"
    foreign = sum(not unicodedata.name(c, "LATIN").startswith("LATIN") for c in letters)
    if foreign > len(letters) / 2:
        return likeliest_language(text).code
    words = [word.low for word in words_of(text)]
    strange = sum(not heard(word) for word in words if not word.isdigit())
    if len(re.findall(r"\w+", text)) < _FEWEST or _ENGLISH.intersection(words) or strange < _STRANGE * len(words):
        return "en"
    told = likeliest_language(text, _LATIN)
    return told.code if told.probability >= _SURE else "en"
