"""The tables of the truth, and the SQL over them, which SQLite and PostgreSQL both speak.

Rows are never changed in place. A run marks what it adds and removes with the sequence number that
it will publish; readers see the rows of the published sequence only, so a re-index can commit batch
by batch, and be killed, without a reader noticing. Publishing moves the number in one transaction.
Then what no published sequence shows any more is purged.
"""

import json
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

import numpy as np
import numpy.typing as npt

from index.arrays import Halves
from index.models import Unit
from index.storage.articles import VISIBLE, ArticleStore
from index.storage.moving import Reading, WriteTable
from index.storage.rows import Changes, NewArticle, day_of, insert_article

_NONE = -1  # no speaker, no publisher
_COLUMNS = 5
_KEPT_VERSIONS = 16  # sequences for which a reader that is slow still finds the speakers


class Tables(ArticleStore):
    """The rows of an index: articles with all that was read out of them, speakers, and what admins decided."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Reading]:
        """All rows as they are now, while others may write."""

    @abstractmethod
    def replacing(self, last: Mapping[str, int]) -> AbstractContextManager[WriteTable]:
        """Within one transaction: all tables empty, to be filled one by one; numbers go on from ``last``."""

    # reading

    def columns(self, unit: Unit, articles: Sequence[int]) -> npt.NDArray[np.int64]:
        """What a search filters the passages or statements of ``articles`` by, in the order of their keys.

        Shape (5, n): the key, the article's row, the numbers of the speaker and the publisher (-1: none), and the
        day as a proleptic ordinal (0: unknown).
        """
        wanted = (json.dumps(list(articles)),)
        about = self._db.execute(
            "SELECT key, number, published FROM article LEFT JOIN publisher ON name = publisher"
            " WHERE key IN (SELECT value FROM json_each(?))",
            wanted,
        )
        of = {key: (_NONE if number is None else number, _ordinal(published)) for key, number, published in about}
        speaker = "speaker" if unit is Unit.STATEMENT else "NULL"
        rows = self._db.execute(
            f"SELECT key, article, {speaker} FROM {unit.value}"  # noqa: S608 - constants
            " WHERE article IN (SELECT value FROM json_each(?)) ORDER BY key",
            wanted,
        )
        found = [(key, article, _NONE if said_by is None else said_by, *of[article]) for key, article, said_by in rows]
        return np.array(found, dtype=np.int64).reshape(-1, _COLUMNS).T

    def vectors(self, unit: Unit, keys: Sequence[int]) -> Halves:
        """The vectors of passages or statements, in the order of their keys: shape (n, dimension)."""
        rows = self._db.execute(
            f"SELECT vector FROM {unit.value} WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key",  # noqa: S608
            (json.dumps(list(keys)),),
        )
        vectors = np.frombuffer(b"".join(vector for (vector,) in rows), dtype=np.float16)
        return vectors.reshape(len(keys), self.dimension(unit))

    def unit_counts(self, unit: Unit, articles: Iterable[int]) -> dict[int, int]:
        """How many passages or statements each of ``articles`` has; those without any are left out."""
        rows = self._db.execute(
            f"SELECT article, COUNT(*) FROM {unit.value}"  # noqa: S608
            " WHERE article IN (SELECT value FROM json_each(?)) GROUP BY article ORDER BY article",
            (json.dumps(list(articles)),),
        )
        return dict(rows.fetchall())

    def dimension(self, unit: Unit) -> int:
        """That of the vectors; 0 where there are none."""
        row = self._db.execute(f"SELECT LENGTH(vector) FROM {unit.value} LIMIT 1").fetchone()  # noqa: S608
        return row[0] // np.dtype(np.float16).itemsize if row else 0

    def article_count(self, at: int) -> int:
        """How many articles a reader of sequence ``at`` sees."""
        row = self._db.execute(f"SELECT COUNT(*) FROM article WHERE {VISIBLE}", {"at": at}).fetchone()  # noqa: S608
        return int(row[0])

    def publishers(self, at: int) -> dict[str, int]:
        """The numbers of the publishers of all articles that a reader of sequence ``at`` sees, in their order."""
        rows = self._db.execute(
            "SELECT name, number FROM publisher WHERE name IN"  # noqa: S608
            f" (SELECT DISTINCT publisher FROM article WHERE {VISIBLE}) ORDER BY number",
            {"at": at},
        )
        return dict(rows.fetchall())

    def changes(self, at: int) -> Changes:
        """What sequence ``at`` adds to the preceding one and removes from it; what came and went is left out."""
        added = self._db.execute("SELECT key FROM article WHERE added = ? AND removed IS NULL ORDER BY key", (at,))
        removed = self._db.execute("SELECT key FROM article WHERE removed = ? AND added < ? ORDER BY key", (at, at))
        return Changes(tuple(key for (key,) in added), tuple(key for (key,) in removed))

    def last_day(self, at: int) -> int:
        """The ordinal of the newest day among the articles of sequence ``at``; 0 if none is dated."""
        row = self._db.execute(f"SELECT MAX(published) FROM article WHERE {VISIBLE}", {"at": at}).fetchone()  # noqa: S608
        return _ordinal(row[0])

    def noted(self, *names: str) -> dict[str, str]:
        """What is noted of the index under these names, all as of one moment; what is not noted is left out."""
        rows = self._db.execute(
            "SELECT name, value FROM meta WHERE name IN (SELECT value FROM json_each(?))", (json.dumps(names),)
        )
        return dict(rows.fetchall())

    # writing

    def note(self, name: str, value: str) -> None:
        """Within a transaction: note something of the index."""
        self._db.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )

    def add(self, batch: Sequence[NewArticle], pipeline: str) -> None:
        """Store a batch in one transaction; a standing article of the same id is marked as removed."""
        at = self.published + 1
        with self.transaction() as db:
            for new in batch:
                db.execute("UPDATE article SET removed = ? WHERE id = ? AND removed IS NULL", (at, new.article.id))
                insert_article(db, new, pipeline, at)

    def remove(self, keys: Iterable[int]) -> None:
        """Mark articles as removed, in one transaction."""
        at = self.published + 1
        with self.transaction() as db:
            db.executemany("UPDATE article SET removed = ? WHERE key = ?", [(at, key) for key in keys])

    def move(self, sources: Mapping[int, str]) -> None:
        """Note where unchanged articles are read from now, by row."""
        with self.transaction() as db:
            db.executemany("UPDATE article SET source = ? WHERE key = ?", [(s, key) for key, s in sources.items()])

    def unpublished(self) -> bool:
        """Whether batches were committed that no reader sees yet, as after a run that was killed."""
        at = self.published
        row = self._db.execute("SELECT EXISTS (SELECT 1 FROM article WHERE added > ? OR removed > ?)", (at, at))
        return bool(row.fetchone()[0])

    def publish(self, encoder: str) -> int:
        """Within a transaction: move the sequence."""
        db = self._db
        db.execute("UPDATE meta SET value = ? WHERE name = 'encoder'", (encoder,))
        db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'published'")
        return self.published

    def purge(self) -> None:
        """Delete the rows that the published sequence does not show any more."""
        at = self.published
        with self.transaction() as db:
            db.execute("DELETE FROM article WHERE removed <= ?", (at,))
            db.execute("DELETE FROM speaker WHERE removed <= ?", (at - _KEPT_VERSIONS,))

    def read_again(self, keys: Iterable[int]) -> None:
        """Have the next run read these articles again from where they came."""
        with self.transaction() as db:
            db.executemany("UPDATE article SET hash = '' WHERE key = ?", [(key,) for key in keys])

    def renumber(self, sequence: int) -> int:
        """Move the published state to a later number than any seen, batches that no reader sees yet behind it.

        Gives that number: ``sequence``, or the one after the present where that is later.
        """
        at = self.published
        sequence = max(sequence, at + 1)
        with self.transaction() as db:
            db.execute("UPDATE article SET added = ? WHERE added > ?", (sequence + 1, at))
            db.execute("UPDATE article SET removed = ? WHERE removed > ?", (sequence + 1, at))
            db.execute("UPDATE meta SET value = ? WHERE name = 'published'", (str(sequence),))
        return sequence


def _ordinal(published: str | None) -> int:
    day = day_of(published)
    return day.toordinal() if day else 0
