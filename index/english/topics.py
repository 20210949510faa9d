"""Noun phrases that name what a text is about, as somebody would name a topic: "nuclear talks", "the Sund tunnel"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.english.function_words import WordClass, words_of_class
from index.english.lexicon import Denotes
from index.english.nouns import denotation
from index.models import NounPhrase, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 4  # words
_LETTERS = 5  # of a common noun that stands by itself
_CLOSED = words_of_class(*WordClass)
_NOT_OPENING = frozenset({"JJR", "JJS", "CD", "PRP$", "PDT"})  # "more companies", "his visit"
_COUNTED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PEOPLE = frozenset({Denotes.PERSON, Denotes.RELATIVE})


def noun_phrases(doc: "Doc", places: Iterable[Sequence[Span]]) -> Iterator[tuple[NounPhrase, ...]]:
    """For each place, some spans of a parsed text, the noun phrases in it that may name a topic, each once."""
    chunks = list(doc.noun_chunks)  # in order, apart from each other
    starts, ends = [chunk.start_char for chunk in chunks], [chunk.end_char for chunk in chunks]
    for spans in places:
        runs = (range(bisect_left(starts, span.start), bisect_right(ends, span.end)) for span in spans)
        inside = sorted({at for run in runs for at in run})
        yield tuple(dict.fromkeys(phrase for at in inside if (phrase := _phrase(doc, list(chunks[at])))))


def _phrase(doc: "Doc", chunk: Sequence["Token"]) -> NounPhrase | None:
    words = [token for token in chunk if not token.is_space]
    definite = bool(words) and words[0].lower_ == "the"
    while words and (words[0].lower_ in _CLOSED or words[0].tag_ in _NOT_OPENING or not words[0].text[0].isalnum()):
        words.pop(0)
    if not words or not _names_topic(words):
        return None
    text = " ".join(doc[words[0].i : words[-1].i + 1].text.split())
    if words[0].is_sent_start and words[0].pos_ != "PROPN" and words[0].text[1:].islower():
        text = f"{text[0].lower()}{text[1:]}"
    return NounPhrase(text, definite, tuple(word.text for word in words if word.pos_ in _NOUNS))


def _names_topic(words: list["Token"]) -> bool:
    head = words[-1]
    if head.pos_ not in _NOUNS or len(words) > _LONGEST or any(word.ent_type_ in _COUNTED for word in words):
        return False
    if any(word.pos_ == "ADV" or not (word.text.replace("-", "").isalpha() or word.tag_ == "POS") for word in words):
        return False
    if head.pos_ == "PROPN":
        return True
    return denotation(head) not in _PEOPLE and (len(words) > 1 or len(head) >= _LETTERS)
