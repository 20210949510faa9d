"""PostgreSQL: the truth of an index on more than one machine."""

import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from typing import Any, Self

from index.config import EngineSettings
from index.errors import NoIndexError
from index.storage.moving import NUMBERED, TABLES, Reading, WriteTable
from index.storage.postgres import schema
from index.storage.postgres.server import Listener, Reader, Server, Writer, channel_of
from index.storage.postgres.texts import given_back
from index.storage.rows import (
    ADDED_COLUMNS,
    NewArticle,
    article_values,
    cast_values,
    checksum_of,
    passage_values,
    statement_values,
)
from index.storage.session import Session
from index.storage.tables import Tables

_ROWS_AT_ONCE = 500


class PostgresStore(Tables):
    """The tables in a schema of a PostgreSQL database."""

    def __init__(self, server: Server, session: Reader | Writer) -> None:
        self.name = server.name
        self._server = server
        self._session = session
        self._listener: Listener | None = None
        self._asked = False

    @classmethod
    def open(cls, settings: EngineSettings) -> Self:
        """Open an index for reading. Raises NoIndexError if there is none, StoreError if it cannot be reached."""
        server = Server(settings)
        with server.asked(), server.connect() as connection:
            there = schema.has_tables(connection)
            if there:
                schema.check_version(schema.version_of(connection), server.name)
        if not there:
            raise NoIndexError(f"{server.name}: holds no index yet; run `onrecord index PATH` first")
        return cls(server, Reader(server))

    @classmethod
    def create(cls, settings: EngineSettings, writer: Writer) -> Self:
        """Open an index for writing, made new if there is none."""
        server = Server(settings)
        with writer.transaction():
            schema.bring_up(writer.connection, server.schema, server.name)
        return cls(server, writer)

    def close(self) -> None:
        """Close the connections."""
        if self._listener:
            self._listener.close()
        self._session.close()

    @property
    def published(self) -> int:
        """The sequence number that readers see; who asks again and again is told when it moves."""
        if isinstance(self._session, Reader):
            if self._asked and self._listener is None:
                self._listener = Listener(self._server)
                weakref.finalize(self, self._listener.close).atexit = False
            self._asked = True
            if self._listener and self._listener.sequence is not None:
                return self._listener.sequence
        return super().published

    @property
    def _db(self) -> Session:
        return self._session

    def transaction(self) -> AbstractContextManager[Session]:
        """One transaction, rolled back if the block raises or the connection is lost."""
        return self._writer.transaction()

    @property
    def _writer(self) -> Writer:
        if not isinstance(self._session, Writer):
            raise TypeError("a store that is open for reading does not write")
        return self._session

    def add(self, batch: Sequence[NewArticle], pipeline: str) -> None:
        """Store a batch in one transaction; standing articles of the same ids are marked as removed."""
        at = self.published + 1
        new = list({one.article.id: one for one in batch}.values())
        with self.transaction() as db:
            db.executemany(
                "UPDATE article SET removed = ? WHERE id = ? AND removed IS NULL", ((at, one.article.id) for one in new)
            )
            reserved = db.execute(
                "SELECT nextval(pg_get_serial_sequence('article', 'key')) FROM generate_series(1, ?)", (len(new),)
            )
            keyed = [(key, one) for (key,), one in zip(reserved, new, strict=True)]
            self._copy(keyed, pipeline, at)
            db.executemany(
                "INSERT INTO publisher (name) VALUES (?) ON CONFLICT DO NOTHING",
                ((name,) for name in dict.fromkeys(one.article.publisher for one in new) if name),
            )

    def _copy(self, keyed: Sequence[tuple[int, NewArticle]], pipeline: str, at: int) -> None:
        copy = self._writer.copy
        copy("article", f"key, {ADDED_COLUMNS}", ((key, *article_values(one, pipeline, at)) for key, one in keyed))
        copy("text_checksum", "article, value", ((key, checksum_of(one.article.text)) for key, one in keyed))
        copy("passage", 'article, start, "end", vector', chain.from_iterable(passage_values(*pair) for pair in keyed))
        copy("statement", "article, body, vector", chain.from_iterable(statement_values(*pair) for pair in keyed))
        copy("cast_member", "article, name, body, said", chain.from_iterable(cast_values(*pair) for pair in keyed))

    def publish(self, encoder: str) -> int:
        """Within a transaction: move the sequence, and tell readers when it is committed."""
        sequence = super().publish(encoder)
        self._tell(sequence)
        return sequence

    def renumber(self, sequence: int) -> int:
        """Move the published state to a later number than any seen, and tell readers."""
        sequence = super().renumber(sequence)
        self._tell(sequence)
        return sequence

    def _tell(self, sequence: int) -> None:
        self._db.execute("SELECT pg_notify(?, ?)", (channel_of(self._server.schema), str(sequence)))

    def size(self) -> int:
        """The bytes of the tables and their indexes."""
        found = self._db.execute(
            "SELECT SUM(pg_total_relation_size(pg_class.oid)) FROM pg_class JOIN pg_namespace ON pg_namespace.oid ="
            " relnamespace WHERE nspname = current_schema() AND relkind = 'r'"
        ).fetchone()
        return int(found[0] or 0)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """All rows as they are now, while others may write."""
        with self._server.asked(), self._server.connect() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

            def table(name: str) -> Iterator[tuple[Any, ...]]:
                with connection.cursor(name="rows") as cursor:
                    cursor.itersize = _ROWS_AT_ONCE
                    cursor.execute(f"SELECT {', '.join(TABLES[name])} FROM {name}".encode())  # noqa: S608
                    yield from map(given_back, cursor)

            noted = dict(connection.execute("SELECT name, value FROM meta").fetchall())
            yield Reading(table, noted, {name: _last(connection, name, column) for name, column in NUMBERED.items()})

    @contextmanager
    def replacing(self, last: Mapping[str, int]) -> Iterator[WriteTable]:
        """Within one transaction: all tables empty, to be filled one by one; numbers go on from ``last``."""
        with self.transaction() as db:
            for name in reversed(TABLES):
                db.execute(f"DELETE FROM {name}")  # noqa: S608 - a constant

            yield lambda name, rows: self._writer.copy(name, ", ".join(TABLES[name]), rows)
            db.execute(
                "SELECT setval(pg_get_serial_sequence('publisher', 'number'),"
                " (SELECT COALESCE(MAX(number), 0) + 1 FROM publisher), FALSE)"
            )
            for name, column in NUMBERED.items():
                db.execute(
                    "SELECT setval(pg_get_serial_sequence(?, ?), ?, FALSE)", (name, column, last.get(name, 0) + 1)
                )

    def vacuum(self) -> None:
        """Make the room of what was removed free for new rows."""
        for table in ("article", "text_checksum", "passage", "statement", "cast_member", "speaker"):
            self._db.execute(f"VACUUM {table}")


def _last(connection: Any, table: str, column: str) -> int:
    """The highest number that a table ever gave."""
    (sequence,) = connection.execute("SELECT pg_get_serial_sequence(%s, %s)", (table, column)).fetchone()
    last, called = connection.execute(f"SELECT last_value, is_called FROM {sequence}").fetchone()  # noqa: S608
    return int(last) if called else int(last) - 1
