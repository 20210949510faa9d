"""Stage three: acronyms that nobody introduces, and the organisation of the text whose initials they are."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from index.english.nouns import initials_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SHORTEST, _LONGEST = 3, 6  # letters; two are the initials of too many names, unless "the" stands before them


def merged(doc: "Doc", organisations: dict[str, Counter[str]]) -> Mapping[str, str]:
    """What each acronym among the organisations means; its forms are added to those of the one that it means."""
    pairs = {token.text for token in doc if _is_pair(token)}
    meant = {short: full for short in organisations if (full := _spelt_out(short, organisations, pairs))}
    for short, full in meant.items():
        organisations[full] += organisations.pop(short)
    return meant


def unseen(
    doc: "Doc", covered: Collection[int], organisations: Mapping[str, Counter[str]]
) -> "Iterator[tuple[Token, str]]":
    """Acronyms at characters that are not ``covered`` by a name, and the organisation that each means."""
    for token in doc:
        if token.idx in covered or not _is_acronym(token.text):
            continue
        full = token.text if token.text in organisations else _spelt_out(token.text, organisations, ())
        if full:
            yield token, full


def _is_pair(token: "Token") -> bool:
    """Whether two capitals stand for a body: "the CA". Without an article they may be a State or anything else."""
    capitals = len(token) == _SHORTEST - 1 and token.is_upper and token.is_alpha
    return capitals and token.i > 0 and token.nbor(-1).lower_ == "the"


def _spelt_out(short: str, organisations: Collection[str], pairs: Collection[str]) -> str | None:
    """The one organisation whose initials an acronym is; None if there is none or several."""
    if not (_is_acronym(short) or short in pairs):
        return None
    fitting = [name for name in organisations if name != short and short in initials_of(name)]
    return fitting[0] if len(fitting) == 1 else None


def _is_acronym(word: str) -> bool:
    return word.isalpha() and word.isupper() and _SHORTEST <= len(word) <= _LONGEST
