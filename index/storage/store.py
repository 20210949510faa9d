"""SQLite: the truth. Everything that FAISS and tantivy hold is derived from it.

Rows are never changed in place. A run marks what it adds and removes with the sequence number that
it will publish; readers see the rows of the published sequence only, so a re-index can commit batch
by batch, and be killed, without a reader noticing. Publishing moves the number in one transaction.
The next run purges what no published sequence shows any more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from index.models import Assignment, CastEntry, Heading, Passage, Span, Speaker, Unit
from index.storage.database import Database
from index.storage.readings import Told
from index.storage.rows import (
    ARTICLE_COLUMNS,
    CAST_MEMBER,
    SPEAKER,
    STATEMENT,
    ArticleRow,
    CastArticle,
    EncodedRow,
    Known,
    NewArticle,
    StoredArticle,
    StoredSpans,
    UnitRow,
    article_of,
    dumped,
    insert_article,
)

_OPENING_CHARACTERS = 60  # of a text without a title
_VISIBLE = "article.added <= :at AND (article.removed IS NULL OR article.removed > :at)"


class Store(Database):
    """The rows of an index: articles with all that was read out of them, speakers, and what admins decided."""

    # reading

    def known(self) -> dict[str, Known]:
        """The articles that stand after the last batch, published or not, by id."""
        rows = self._db.execute("SELECT id, key, hash, pipeline, source FROM article WHERE removed IS NULL")
        return {row[0]: Known(*row[1:]) for row in rows}

    def has_content(self, known: Known, told: Told) -> bool:
        """Whether a stored article is, to the letter, the one that was read."""
        return self.article_by_key(known.key).article.own_hash == told.hash

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
        """All articles that a reader of sequence ``at`` sees, in the order in which they were stored."""
        return (self.stored(key) for key in self.article_keys(at))

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
        """One article and its sentences, by its row."""
        row = self._db.execute(
            f"SELECT {ARTICLE_COLUMNS}, sentences FROM article WHERE key = ?",  # noqa: S608
            (key,),
        ).fetchone()
        return ArticleRow(key, article_of(row[:-1]), StoredSpans(row[-1]))

    def stored(self, key: int) -> StoredArticle:
        """One article with all that was read out of it, by its row."""
        row = self.article_by_key(key)
        article = row.article
        passages = self._db.execute("SELECT start, end, key FROM passage WHERE article = ? ORDER BY key", (key,))
        statements = self._db.execute("SELECT key, body FROM statement WHERE article = ? ORDER BY key", (key,))
        cast = self._db.execute("SELECT name, body, speaker FROM cast_member WHERE article = ? ORDER BY name", (key,))
        members = cast.fetchall()
        return StoredArticle(
            key=key,
            article=article,
            sentences=row.sentences,
            passages=tuple(Passage(article.id, Span(start, end), at) for start, end, at in passages),
            statements=tuple(replace(STATEMENT.validate_json(body), key=at) for at, body in statements),
            cast=tuple(CAST_MEMBER.validate_json(body) for _, body, _ in members),
            speakers={name: speaker for name, _, speaker in members if speaker},
        )

    def units(self, unit: Unit, keys: Sequence[int]) -> list[UnitRow]:
        """Statements or passages by their rows, in the order of ``keys``; those that are gone are left out."""
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

    def encoded_rows(self, unit: Unit, at: int) -> Iterator[EncodedRow]:
        """All passages or statements that a reader of ``at`` sees, in the order of their keys.

        An article's own stand together, and articles come in the order of ``cast_articles``.
        """
        # Filtered here: in a join SQLite would read past the article's text once for every row.
        rows = self._db.execute(f"SELECT key, id FROM article WHERE {_VISIBLE}", {"at": at})  # noqa: S608
        visible: dict[int, str] = dict(rows.fetchall())
        if unit is Unit.PASSAGE:
            for key, article, start, end, vector in self._db.execute(
                "SELECT key, article, start, end, vector FROM passage ORDER BY key"
            ):
                if article in visible:
                    yield EncodedRow(key, article, Passage(visible[article], Span(start, end), key), vector)
            return
        for key, article, body, vector in self._db.execute(
            "SELECT key, article, body, vector FROM statement ORDER BY key"
        ):
            if article in visible:
                yield EncodedRow(key, article, STATEMENT.validate_json(body), vector)

    def unit_count(self, unit: Unit, at: int) -> int:
        """How many passages or statements a reader of sequence ``at`` sees."""
        row = self._db.execute(
            f"SELECT COUNT(*) FROM {unit.value} WHERE article IN (SELECT key FROM article WHERE {_VISIBLE})",  # noqa: S608
            {"at": at},
        ).fetchone()
        return int(row[0])

    def cast_articles(self, at: int) -> Iterator[CastArticle]:
        """All articles that a reader of sequence ``at`` sees, in the order in which they were stored."""
        rows = self._db.execute(
            f"SELECT key, {ARTICLE_COLUMNS}, sentences FROM article WHERE {_VISIBLE} ORDER BY key",  # noqa: S608
            {"at": at},
        )
        for key, *columns, sentences in rows:
            cast = self._db.execute(
                "SELECT name, speaker FROM cast_member WHERE article = ? AND speaker IS NOT NULL", (key,)
            )
            yield CastArticle(key, article_of(tuple(columns)), StoredSpans(sentences), dict(cast.fetchall()))

    def publishers(self, at: int) -> tuple[str, ...]:
        """The publishers of all articles that a reader of sequence ``at`` sees, in the order of their first."""
        rows = self._db.execute(
            f"SELECT publisher FROM article WHERE {_VISIBLE} AND publisher <> '' GROUP BY publisher ORDER BY MIN(key)",  # noqa: S608
            {"at": at},
        )
        return tuple(publisher for (publisher,) in rows)

    def cast(self, at: int) -> Iterator[CastEntry]:
        """Every cast member that a reader of sequence ``at`` sees, by article and name."""
        said = {
            (article, name): count
            for article, name, count in self._db.execute(
                "SELECT article, json_extract(body, '$.speaker') AS name, COUNT(*) FROM statement GROUP BY 1, 2"
            )
        }
        rows = self._db.execute(
            "SELECT article.key, id, publisher, published, name, body FROM article"  # noqa: S608
            f" JOIN cast_member ON article = article.key WHERE {_VISIBLE} ORDER BY article.key, name",
            {"at": at},
        )
        for key, article_id, publisher, published, name, body in rows:
            day = date.fromisoformat(published[: len("2021-12-07")]) if published else None
            yield CastEntry(article_id, day, CAST_MEMBER.validate_json(body), said.get((key, name), 0), publisher)

    def speakers(self) -> dict[str, Speaker]:
        """The registry as it was last published, by id."""
        return {i: SPEAKER.validate_json(body) for i, body in self._db.execute("SELECT id, body FROM speaker")}

    def overrides(self) -> list[str]:
        """What admins decided about speakers, as JSON, in order."""
        return [body for (body,) in self._db.execute("SELECT body FROM override ORDER BY number")]

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

    def add_override(self, body: str) -> None:
        """Keep an admin's decision about speakers."""
        with self.transaction() as db:
            db.execute("INSERT INTO override (body, made) VALUES (?, ?)", (body, datetime.now(UTC).isoformat()))

    def unpublished(self) -> bool:
        """Whether batches were committed that no reader sees yet, as after a run that was killed."""
        at = self.published
        row = self._db.execute("SELECT EXISTS (SELECT 1 FROM article WHERE added > ? OR removed > ?)", (at, at))
        return bool(row.fetchone()[0])

    def publish(self, speakers: Sequence[Speaker], assignments: Iterable[Assignment], encoder: str) -> int:
        """Within a transaction: set the registry, assign the members of casts to it, move the sequence."""
        db = self._db
        keys = {article_id: known.key for article_id, known in self.known().items()}
        db.execute("DELETE FROM speaker")
        db.executemany("INSERT INTO speaker VALUES (?, ?)", [(s.id, dumped(SPEAKER, s)) for s in speakers])
        db.executemany(
            "UPDATE cast_member SET speaker = ? WHERE article = ? AND name = ? AND speaker IS NOT ?",
            [(one.speaker, keys[one.article_id], one.name, one.speaker) for one in assignments],
        )
        db.execute("UPDATE meta SET value = ? WHERE name = 'encoder'", (encoder,))
        db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'published'")
        return self.published

    def purge(self) -> None:
        """Delete the rows that the published sequence does not show any more."""
        with self.transaction() as db:
            db.execute("DELETE FROM article WHERE removed <= ?", (self.published,))
