"""The articles of a store with all that was read out of them, as readers of one sequence see them."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from index.errors import DamagedError
from index.models import Article, Heading, Passage, Span, Unit
from index.storage.readings import Told
from index.storage.registry import RegistryStore
from index.storage.rows import (
    ARTICLE_COLUMNS,
    CAST_MEMBER,
    STATEMENT,
    ArticleRow,
    Known,
    StoredArticle,
    StoredSpans,
    UnitRow,
    article_of,
    checksum_of,
)

_OPENING_CHARACTERS = 60  # of a text without a title
VISIBLE = "article.added <= :at AND (article.removed IS NULL OR article.removed > :at)"


class ArticleStore(RegistryStore):
    """Reads articles, passages and statements. What is damaged is told from what was stored."""

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
            f"SELECT key FROM article WHERE id = :id AND {VISIBLE}",  # noqa: S608 - a constant
            {"id": article_id, "at": at},
        ).fetchone()
        return self.stored(row[0]) if row else None

    def article_keys(self, at: int) -> list[int]:
        """The rows of all articles that a reader of sequence ``at`` sees, in the order in which they were stored."""
        rows = self._db.execute(f"SELECT key FROM article WHERE {VISIBLE} ORDER BY key", {"at": at})  # noqa: S608
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
        rows = self._db.execute(f"SELECT key, hash FROM article WHERE {VISIBLE} ORDER BY key", {"at": at})  # noqa: S608
        return dict(rows.fetchall())

    def unit_keys(self, unit: Unit, at: int) -> list[int]:
        """The keys of all passages or statements that a reader of sequence ``at`` sees, in their order."""
        rows = self._db.execute(
            f"SELECT key FROM {unit.value} WHERE article IN (SELECT key FROM article WHERE {VISIBLE}) ORDER BY key",  # noqa: S608
            {"at": at},
        )
        return [key for (key,) in rows]

    def headings(self, at: int) -> Iterator[Heading]:
        """All articles that a reader of sequence ``at`` sees without their texts, in the order of storing."""
        rows = self._db.execute(
            "SELECT id, COALESCE(NULLIF(title, ''), TRIM(SUBSTR(text, 1, :shown)) || '…'), publisher,"  # noqa: S608
            " SUBSTR(published, 1, 10),"
            " COALESCE(NULLIF(json_extract(licence, '$.id'), ''), json_extract(licence, '$.name'))"
            f" FROM article WHERE {VISIBLE} ORDER BY key",
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
            raise DamagedError(f"{self.name}: the article in row {key} cannot be read ({error})") from error

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
        passages = self._db.execute('SELECT start, "end", key FROM passage WHERE article = ? ORDER BY key', (key,))
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
        if not keys:
            return []
        marks = ", ".join("?" * len(keys))
        if unit is Unit.PASSAGE:
            rows = self._db.execute(
                'SELECT passage.key, article, id, start, "end" FROM passage JOIN article ON article.key = article'  # noqa: S608
                f" WHERE passage.key IN ({marks})",
                keys,
            )
            found = {
                key: UnitRow(key, article, Passage(article_id, Span(start, end), key))
                for key, article, article_id, start, end in rows
            }
        else:
            rows = self._db.execute(
                f"SELECT key, article, body FROM statement WHERE key IN ({marks})",  # noqa: S608
                keys,
            )
            found = {
                key: UnitRow(key, article, replace(STATEMENT.validate_json(body), key=key))
                for key, article, body in rows
            }
        return [found[key] for key in keys if key in found]
