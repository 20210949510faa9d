"""The articles behind what a search finds, and which of them are not what was stored."""

import threading

from cachetools import LRUCache

from index.errors import DamagedError
from index.memo import kept
from index.storage.rows import ArticleRow
from index.storage.truth import Truth

_KEPT = 2_000


class SoundArticles:
    """Reads articles by key for a reader of one published sequence, and notes those that are damaged or gone.

    Thread-safe.
    """

    def __init__(self, store: Truth, sequence: int) -> None:
        self._store = store
        self._sequence = sequence
        # an article's row never changes, so what is read once can be kept
        self._rows: LRUCache[int, ArticleRow] = LRUCache(_KEPT)
        self._lock = threading.Lock()
        self.damaged: set[int] = set()
        self.overtaken = False  # whether rows that the sequence shows were deleted by a later one

    def get(self, key: int) -> ArticleRow | None:
        """An article that is what was stored, or None."""
        try:
            row = self._row(key)
        except KeyError:
            self.note_missing({key})
            return None
        except DamagedError:
            self.damaged.add(key)
            return None
        if not row.sound:
            self.damaged.add(key)
        return row if row.sound else None

    def note_missing(self, keys: set[int]) -> None:
        """Rows of these articles are gone: deleted by a later sequence, or else damaged."""
        if self._store.published != self._sequence:
            self.overtaken = True
        else:
            self.damaged |= keys

    def _row(self, key: int) -> ArticleRow:
        return kept(self._rows, self._lock, key, lambda: self._store.article_by_key(key))
