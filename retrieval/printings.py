"""Where a statement was printed: the earliest place first, and where its wording or its speaker differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.models import Article, Copy, Speaker, Statement, Unit
from index.search.found import Found
from index.search.snapshot import Snapshot
from retrieval.models import Item
from retrieval.proof.compare import Words, content_shared, differences, likeness
from retrieval.proof.models import Piece

_LOOKED_AT = 60
_FEWEST = 4  # words; of shorter ones the likeness of two says nothing
_ALIKE = 0.7  # share of the words that both have in the same order
_SAME_CONTENT = 0.6  # share of stems, likewise
_ISO_DAY = 10  # characters


@dataclass(frozen=True, slots=True)
class Printing:
    """One place. ``pieces`` tell where the words differ, empty where they do not; ``speaker`` is set if it differs."""

    publisher: str
    day: date | None
    url: str
    speaker: Speaker | None = None
    pieces: tuple[Piece, ...] = ()


def printings_of(item: Item, snapshot: Snapshot) -> tuple[Printing, ...]:
    """All the places where an item's statement is printed, itself among them; those without a day come last."""
    if item.statement is None:
        return ()
    own = Words.of(" ".join(item.statement.texts(item.article.text)))
    found = [*_places(item.article), *_others(item, own, snapshot)]
    distinct = {(one.publisher, one.day, one.url, one.pieces): one for one in found}
    return tuple(sorted(distinct.values(), key=lambda one: (one.day or date.max, one.publisher)))


def _others(item: Item, own: Words, snapshot: Snapshot) -> Iterator[Printing]:
    """The same statement in other articles, to the letter or nearly."""
    if len(own.words) < _FEWEST:
        return
    hits = snapshot.search_words(Unit.STATEMENT, own.text, _LOOKED_AT)
    for one in snapshot.read(Unit.STATEMENT, [hit.key for hit in hits]).values():
        if one.article.id != item.article.id and isinstance(one.unit, Statement):
            yield from _alike(item, own, one, one.unit)


def _alike(item: Item, own: Words, found: Found, statement: Statement) -> Iterator[Printing]:
    words = Words.of(" ".join(statement.texts(found.article.text)))
    shorter, longer = sorted((own, words), key=lambda one: len(one.words))
    if len(shorter.words) < _FEWEST or likeness(longer, shorter) < _ALIKE:
        return
    if content_shared(longer.text, shorter.text) < _SAME_CONTENT:
        return
    pieces = () if own.words == words.words else differences(own, words)
    other = found.speaker if found.speaker and item.speaker and found.speaker != item.speaker else None
    yield from _places(found.article, other, pieces)


def _places(article: Article, speaker: Speaker | None = None, pieces: tuple[Piece, ...] = ()) -> Iterator[Printing]:
    """The places of one story."""
    yield Printing(article.publisher or article.title, article.day, article.url or "", speaker, pieces)
    for copy in article.copies:
        yield Printing(copy.publisher or copy.title, _day_of(copy), copy.url or "", speaker, pieces)


def _day_of(copy: Copy) -> date | None:
    return date.fromisoformat(copy.published[:_ISO_DAY]) if copy.published else None
