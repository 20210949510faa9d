"""Noun phrases that name what a text is about, as somebody would name a topic: "nuclear talks", "the Sund tunnel"."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, words_of_class
from index.english.lexicon import Denotes
from index.english.nouns import denotation
from index.english.parsing import MODEL, parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 4  # words
_LETTERS = 5  # of a common noun that stands by itself
_CLOSED = words_of_class(*WordClass)
_NOT_OPENING = frozenset({"JJR", "JJS", "CD", "PRP$", "PDT"})  # "more companies", "his visit"
_COUNTED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PEOPLE = frozenset({Denotes.PERSON, Denotes.RELATIVE})
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """``text`` is without its article; ``definite`` if it has "the". ``nouns`` are its words that are nouns."""

    text: str
    definite: bool
    nouns: tuple[str, ...]


def noun_phrases(texts: Iterable[str], model: str = MODEL) -> list[tuple[NounPhrase, ...]]:
    """For each text the noun phrases that may name a topic, each once.

    Thread-safe. Raises ModelError if the spaCy pipeline is not installed.
    """
    with _turn:
        return [tuple(dict.fromkeys(_phrases(doc))) for doc in parse(texts, model)]


def _phrases(doc: "Doc") -> Iterator[NounPhrase]:
    for chunk in doc.noun_chunks:
        words = [token for token in chunk if not token.is_space]
        definite = bool(words) and words[0].lower_ == "the"
        while words and (words[0].lower_ in _CLOSED or words[0].tag_ in _NOT_OPENING or not words[0].text[0].isalnum()):
            words.pop(0)
        if words and _names_topic(words):
            nouns = tuple(word.text for word in words if word.pos_ in _NOUNS)
            yield NounPhrase(doc[words[0].i : words[-1].i + 1].text, definite, nouns)


def _names_topic(words: list["Token"]) -> bool:
    head = words[-1]
    if head.pos_ not in _NOUNS or len(words) > _LONGEST or any(word.ent_type_ in _COUNTED for word in words):
        return False
    if any(word.pos_ == "ADV" or not (word.text.replace("-", "").isalpha() or word.tag_ == "POS") for word in words):
        return False
    if head.pos_ == "PROPN":
        return True
    return denotation(head) not in _PEOPLE and (len(words) > 1 or len(head) >= _LETTERS)
