"""What the page lists: speakers, one speaker's statements, articles. Newest first, undated ones last."""

from collections.abc import Sequence
from datetime import date
from weakref import WeakKeyDictionary

from index.models import Heading, Speaker, Unit
from index.search.filters import Where
from index.search.found import Placed
from index.search.snapshot import Snapshot
from index.speakers import fold

_FOUND_BY_WORDS = 200  # statements, best first

# sorted once for each state, and kept as long as somebody reads it
_HEARD: WeakKeyDictionary[Snapshot, Sequence[Speaker]] = WeakKeyDictionary()
_NEWEST: WeakKeyDictionary[Snapshot, Sequence[Heading]] = WeakKeyDictionary()


def speakers_of(published: Snapshot, name: str = "") -> Sequence[Speaker]:
    """Who has a statement, those with most first; only whose names hold all words of ``name``."""
    words = fold(name).split()
    if not words:
        return _heard(published)
    return [one for one in _heard(published) if _is_called(one, words)]


def placed_of(published: Snapshot, speaker: Speaker) -> list[Placed]:
    """A speaker's statements, newest first."""
    placed = published.placed(Unit.STATEMENT, Where(speakers=(speaker.id,)))
    return sorted(placed, key=lambda one: one.day or date.min, reverse=True)


def keys_about(published: Snapshot, about: str, where: Where) -> list[int]:
    """The statements that pass a filter and have the words ``about``, best first."""
    return [hit.key for hit in published.search_words(Unit.STATEMENT, about, _FOUND_BY_WORDS, where)]


def articles_of(published: Snapshot, publisher: str | None = None, licence: str = "") -> Sequence[Heading]:
    """The articles of a publisher (empty: of none; None: of all), or of those under one licence."""
    return [
        one
        for one in _newest(published)
        if (publisher is None or (one.publisher or "") == publisher) and (not licence or one.licence == licence)
    ]


def _is_called(speaker: Speaker, words: Sequence[str]) -> bool:
    names = " ".join(map(fold, (speaker.name, *speaker.aliases)))
    return all(word in names for word in words)


def _heard(published: Snapshot) -> Sequence[Speaker]:
    if published not in _HEARD:
        heard = (speaker for speaker in published.speakers if speaker.statements)
        _HEARD[published] = sorted(heard, key=lambda speaker: (-speaker.statements, speaker.name))
    return _HEARD[published]


def _newest(published: Snapshot) -> Sequence[Heading]:
    if published not in _NEWEST:
        _NEWEST[published] = sorted(published.headings, key=lambda one: one.day or date.min, reverse=True)
    return _NEWEST[published]
