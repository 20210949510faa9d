"""The language of a message, where it is not English.

The script tells at once that a message is not English; among languages of one script, and for Latin letters,
lingua decides (P. M. Stahl, Apache-2.0). Names mislead it in a message of a few words, so that Latin letters count as
English unless the message has none of the words by which English questions are put and a third of its words stand
nowhere in the corpus.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

from index.english.function_words import WordUse, words_that
from index.english.languages import LATIN_LANGUAGES
from retrieval.question.words import AUXILIARIES, FILLER, QUESTION_WORDS, words_of

_FEWEST = 3  # words of Latin letters from which a language can be told
_STRANGE = 0.3  # share of the words that stand nowhere in the corpus
_SURE = 0.45  # how likely lingua must find another language than English
_ENGLISH = (FILLER | AUXILIARIES | QUESTION_WORDS) - words_that(WordUse.SHARED)


def language_of(text: str, heard: Callable[[str], bool]) -> str:
    """The ISO 639-1 code of a message's language. ``heard`` tells whether a word stands in the corpus."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return "en"
    foreign = sum(not unicodedata.name(c, "LATIN").startswith("LATIN") for c in letters)
    if foreign > len(letters) / 2:
        return _most_likely(text, latin=False)[0]
    words = [word.low for word in words_of(text)]
    strange = sum(not heard(word) for word in words if not word.isdigit())
    if len(re.findall(r"\w+", text)) < _FEWEST or _ENGLISH.intersection(words) or strange < _STRANGE * len(words):
        return "en"
    code, likelihood = _most_likely(text, latin=True)
    return code if likelihood >= _SURE else "en"


def _most_likely(text: str, *, latin: bool) -> tuple[str, float]:
    best = _detector(latin).compute_language_confidence_values(re.sub(r"\d+", " ", text))[0]
    return best.language.iso_code_639_1.name.lower(), float(best.value)


@cache
def _detector(latin: bool) -> Any:
    from lingua import IsoCode639_1, Language, LanguageDetectorBuilder  # noqa: PLC0415 - few messages need it

    if latin:
        codes = [getattr(IsoCode639_1, language.code.upper()) for language in LATIN_LANGUAGES]
        return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
    others = Language.all() - Language.all_with_latin_script()
    return LanguageDetectorBuilder.from_languages(*others).with_low_accuracy_mode().build()
