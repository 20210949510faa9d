"""Stage four: short forms of an organisation's name, "the Church" for the one Church of … that the text names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.english.lexicon import Denotes
from index.english.nouns import denotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_JOINS = frozenset({"of", "for"})


def meant_by(
    doc: "Doc", places: Sequence[tuple[int, str]], organisations: Mapping[str, Counter[str]]
) -> dict[str, str]:
    """The organisation that each short form among the organisations stands for.

    ``places`` are the token at which each is named and its name. A short form is a noun for a body that stands with
    "the" wherever it stands, and is the head of one organisation's name and of no other's.
    """
    tokens: dict[str, list[Token]] = {}
    for token, name in places:
        tokens.setdefault(name, []).append(doc[token])
    meant = {}
    for short, named in tokens.items():
        if short in organisations and all(_stands_for_a_body(token, short) for token in named):
            fitting = sorted((name for name in organisations if short == _head(name)), key=len)
            if fitting and all(set(name.split()) <= set(fitting[-1].split()) for name in fitting):
                meant[short] = fitting[-1]  # "Marine Corps" is the "United States Marine Corps"
    return meant


def _stands_for_a_body(token: "Token", short: str) -> bool:
    with_article = token.i > 0 and token.nbor(-1).lower_ == "the"
    return token.text == short and with_article and denotation(token) is Denotes.BODY


def _head(name: str) -> str:
    """The word that may stand for a name of several: the last before "of" ("Meridian Institute of Health")."""
    words = name.split()
    if len(words) < 2 or not words[-1][0].isupper():
        return ""
    joint = next((i for i, word in enumerate(words) if i and word in _JOINS), len(words))
    return words[joint - 1]
