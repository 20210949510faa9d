"""SQLite: the truth. Everything that FAISS and tantivy hold is derived from it.

Rows are never changed in place. A run marks what it adds and removes with the sequence number that
it will publish; readers see the rows of the published sequence only, so a re-index can commit batch
by batch, and be killed, without a reader noticing. Publishing moves the number in one transaction.
The next run purges what no published sequence shows any more.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from index.arrays import Halves
from index.errors import DamagedError
from index.models import Article, Heading, Passage, Span, Unit
from index.storage.readings import Told
from index.storage.registry import RegistryStore
from index.storage.rows import (
    ARTICLE_COLUMNS,
    CAST_MEMBER,
    STATEMENT,
    ArticleRow,
    Changes,
    Known,
    NewArticle,
    StoredArticle,
    StoredSpans,
    UnitRow,
    article_of,
    checksum_of,
    day_of,
    insert_article,
)

_NONE = -1  # no speaker, no publisher
_COLUMNS = 5
_KEPT_VERSIONS = 16  # sequences for which a reader that is slow still finds the speakers
_OPENING_CHARACTERS = 60  # of a text without a title
_VISIBLE = "article.added <= :at AND (article.removed IS NULL OR article.removed > :at)"


class Store(RegistryStore):
    """The rows of an index: articles with all that was read out of them, speakers, and what admins decided."""

    # reading

    def known(self) -> dict[str, Known]:
        """The articles that stand after the last batch, published or not, by id."""
        rows = self._db.execute("SELECT id, key, hash, pipeline, source FROM article WHERE removed IS NULL")
        return {row[0]: Known(*row[1:]) for row in rows}

    def has_content(self, known: Known, told: Told) -> bool:
        """Whether a stored article is, to the letter, the one that was read."""
        stored = self.sound_article(known.key)
        return stored is not None and stored.own_hash == told.hash

    def article(self, article_id: str, at: int) -> StoredArticle | None:
        """The article that a reader of sequence ``at`` sees under this id."""
        row = self._db.execute(
            f"SELECT key FROM article WHERE id = :id AND {_VISIBLE}",  # noqa: S608 - a constant
            {"id": article_id, "at": at},
        ).fetchone()
        return self.stored(row[0]) if row else None

    def article_keys(self, at: int) -> list[int]:
        """The rows of all articles that a reader of sequence ``at`` sees, in the order in which they were stored."""
        rows = self._db.execute(f"SELECT key FROM article WHERE {_VISIBLE} ORDER BY key", {"at": at})  # noqa: S608
        return [key for (key,) in rows.fetchall()]

    def articles(self, at: int) -> Iterator[StoredArticle]:
        """All articles that a reader of sequence ``at`` sees, in the order in which they were stored.

        Those that are purged or illegible by the time that their turn comes are left out.
        """
        for key in self.article_keys(at):
            with suppress(KeyError, DamagedError):
                yield self.stored(key)

    def hashes(self, at: int) -> dict[int, str]:
        """The content hashes that were stored beside the articles that a reader of sequence ``at`` sees, by row."""
        rows = self._db.execute(f"SELECT key, hash FROM article WHERE {_VISIBLE} ORDER BY key", {"at": at})  # noqa: S608
        return dict(rows.fetchall())

    def unit_keys(self, unit: Unit, at: int) -> list[int]:
        """The keys of all passages or statements that a reader of sequence ``at`` sees, in their order."""
        rows = self._db.execute(
            f"SELECT key FROM {unit.value} WHERE article IN (SELECT key FROM article WHERE {_VISIBLE}) ORDER BY key",  # noqa: S608
            {"at": at},
        )
        return [key for (key,) in rows]

    def headings(self, at: int) -> Iterator[Heading]:
        """All articles that a reader of sequence ``at`` sees without their texts, in the order of storing."""
        rows = self._db.execute(
            "SELECT id, COALESCE(NULLIF(title, ''), TRIM(SUBSTR(text, 1, :shown)) || '…'), publisher,"  # noqa: S608
            " SUBSTR(published, 1, 10),"
            " COALESCE(NULLIF(json_extract(licence, '$.id'), ''), json_extract(licence, '$.name'))"
            f" FROM article WHERE {_VISIBLE} ORDER BY key",
            {"at": at, "shown": _OPENING_CHARACTERS},
        )
        for article_id, title, publisher, day, licence in rows:
            yield Heading(article_id, title, publisher, date.fromisoformat(day) if day else None, licence)

    def article_by_key(self, key: int) -> ArticleRow:
        """One article and its sentences, by its row. Raises KeyError if it is gone, DamagedError if it is illegible."""
        try:
            row = self._text_row(key)
            if row is None:
                raise KeyError(key)
            article = article_of(row[:-2])
            return ArticleRow(key, article, StoredSpans(row[-2]), checksum_of(article.text) == row[-1])
        except (sqlite3.Error, ValueError) as error:
            raise DamagedError(f"{self.path}: the article in row {key} cannot be read ({error})") from error

    def sound_article(self, key: int) -> Article | None:
        """An article by its row, or None if it is not what was stored."""
        try:
            row = self.article_by_key(key)
        except DamagedError:
            return None
        return row.article if row.sound else None

    def _text_row(self, key: int) -> tuple[Any, ...] | None:
        command = (
            f"SELECT {ARTICLE_COLUMNS}, sentences, value"  # noqa: S608 - constants
            " FROM article LEFT JOIN text_checksum ON article = key WHERE key = ?"
        )
        try:
            row: tuple[Any, ...] | None = self._db.execute(command, (key,)).fetchone()
        except sqlite3.OperationalError:  # a flipped bit may leave bytes that are no UTF-8
            with self._any_bytes():
                row = self._db.execute(command, (key,)).fetchone()
        return row

    def stored(self, key: int) -> StoredArticle:
        """One article with all that was read out of it, by its row. Raises KeyError, DamagedError."""
        row = self.article_by_key(key)
        try:
            return self._with_readings(row)
        except (sqlite3.Error, ValueError) as error:
            name = row.article.source or row.article.id
            raise DamagedError(f"{name}: what was read out of it is damaged in the store ({error})") from error

    def _with_readings(self, row: ArticleRow) -> StoredArticle:
        key, article = row.key, row.article
        passages = self._db.execute("SELECT start, end, key FROM passage WHERE article = ? ORDER BY key", (key,))
        statements = self._db.execute("SELECT key, body, speaker FROM statement WHERE article = ? ORDER BY key", (key,))
        cast = self._db.execute("SELECT name, body, speaker FROM cast_member WHERE article = ? ORDER BY name", (key,))
        members, said = cast.fetchall(), statements.fetchall()
        return StoredArticle(
            key=key,
            article=article,
            sentences=row.sentences,
            passages=tuple(Passage(article.id, Span(start, end), at) for start, end, at in passages),
            statements=tuple(replace(STATEMENT.validate_json(body), key=at) for at, body, _ in said),
            cast=tuple(CAST_MEMBER.validate_json(body) for _, body, _ in members),
            speakers={name: speaker for name, _, speaker in members if speaker is not None},
            said_by={at: speaker for at, _, speaker in said if speaker is not None},
            sound=row.sound,
        )

    def units(self, unit: Unit, keys: Sequence[int]) -> list[UnitRow]:
        """Statements or passages by their rows, in the order of ``keys``; those gone or illegible are left out."""
        try:
            return self._units(unit, keys)
        except (sqlite3.Error, ValueError):
            return [row for key in keys for row in self._unit_if_legible(unit, key)]

    def _unit_if_legible(self, unit: Unit, key: int) -> list[UnitRow]:
        try:
            return self._units(unit, [key])
        except (sqlite3.Error, ValueError):
            return []

    def _units(self, unit: Unit, keys: Sequence[int]) -> list[UnitRow]:
        marks = ", ".join("?" * len(keys))
        if unit is Unit.PASSAGE:
            rows = self._db.execute(
                "SELECT passage.key, article, id, start, end FROM passage JOIN article ON article.key = article"  # noqa: S608
                f" WHERE passage.key IN ({marks})",
                keys,
            )
            found = {
                key: UnitRow(key, article, Passage(article_id, Span(start, end), key))
                for key, article, article_id, start, end in rows
            }
        else:
            rows = self._db.execute(
                f"SELECT key, article, json_set(body, '$.key', key) FROM statement WHERE key IN ({marks})",  # noqa: S608
                keys,
            )
            found = {key: UnitRow(key, article, STATEMENT.validate_json(body)) for key, article, body in rows}
        return [found[key] for key in keys if key in found]

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
        row = self._db.execute(f"SELECT COUNT(*) FROM article WHERE {_VISIBLE}", {"at": at}).fetchone()  # noqa: S608
        return int(row[0])

    def publishers(self, at: int) -> dict[str, int]:
        """The numbers of the publishers of all articles that a reader of sequence ``at`` sees, in their order."""
        rows = self._db.execute(
            "SELECT name, number FROM publisher WHERE name IN"  # noqa: S608
            f" (SELECT DISTINCT publisher FROM article WHERE {_VISIBLE}) ORDER BY number",
            {"at": at},
        )
        return dict(rows.fetchall())

    def changes(self, at: int) -> Changes:
        """What sequence ``at`` adds to the preceding one and removes from it; what came and went is left out."""
        added = self._db.execute("SELECT key FROM article WHERE added = ? AND removed IS NULL ORDER BY key", (at,))
        removed = self._db.execute("SELECT key FROM article WHERE removed = ? AND added < ? ORDER BY key", (at, at))
        return Changes(tuple(key for (key,) in added), tuple(key for (key,) in removed))

    # writing

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

    def vacuum(self) -> None:
        """Write the file anew without the room of what was removed."""
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _ordinal(published: str | None) -> int:
    day = day_of(published)
    return day.toordinal() if day else 0
