"""Connections to the PostgreSQL server: a pool for readers, one connection that locks for the writer, a listener."""

import logging
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Self

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool

from index.config import EngineSettings
from index.errors import BusyError, StoreError
from index.storage.postgres.dialect import command_of
from index.storage.postgres.texts import given_back, kept

log = logging.getLogger(__name__)

_READERS = 8  # connections, at most
_ATTEMPTS = 3  # of a read: the server may have been restarted since the connection was made
_HEARTBEAT_SECONDS = 5.0
_KEEPALIVE = {"keepalives": 1, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}


class Server:
    """Where the tables are. ``name`` holds no secret."""

    def __init__(self, settings: EngineSettings) -> None:
        dsn = settings.postgres.get_secret_value()
        try:
            told = conninfo_to_dict(dsn)
        except psycopg.Error as error:
            raise StoreError(
                "[engine] postgres: cannot be read; write it as postgresql://user:password@host:5432/database"
            ) from error
        self.schema = settings.name
        self.name = f"PostgreSQL at {told.get('host', 'this machine')}, schema {self.schema}"
        self.seconds = settings.timeout_seconds
        self.conninfo = make_conninfo(
            dsn,
            connect_timeout=max(2, round(self.seconds)),
            application_name="onrecord",
            options=f"-c search_path={self.schema}",
            **_KEEPALIVE,
        )

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Turn what the driver raises into a StoreError that names the server."""
        try:
            yield
        except psycopg.Error as error:
            said = next(iter(str(error).strip().splitlines()), type(error).__name__)
            raise StoreError(
                f"{self.name}: does not answer as it should ({said}); see to the server, then run again: "
                "what was committed is kept"
            ) from error

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection of one's own."""
        return psycopg.connect(self.conninfo, autocommit=True)


class Fetched:
    """The rows of a command, fetched."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = iter(rows)

    @classmethod
    def of(cls, cursor: "psycopg.Cursor[Any]") -> Self:
        """All rows of a cursor."""
        return cls([given_back(row) for row in cursor.fetchall()] if cursor.description else [])

    def fetchone(self) -> Any:
        """The next row, or None."""
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        return list(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return self._rows


class Reader:
    """Runs each command on a connection of a pool; tries again where the server was restarted meanwhile."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._pool: ConnectionPool[psycopg.Connection[tuple[Any, ...]]] = ConnectionPool(
            server.conninfo,
            min_size=1,
            max_size=_READERS,
            kwargs={"autocommit": True},
            timeout=server.seconds,
            reconnect_timeout=server.seconds,
            open=False,
        )
        with server.asked(), server.connect():  # a wrong address is told at once, with its reason
            pass
        self._pool.open()
        # not in the thread that collects garbage, which may be one of the pool's own
        weakref.finalize(self, threading.Thread(target=self._pool.close, daemon=True).start).atexit = False

    def execute(self, command: str, values: Any = (), /) -> Fetched:
        """Run a command. Raises StoreError if the server does not answer."""
        known = command_of(command)
        given = known.values(values)
        with self._server.asked():
            for attempt in range(1, _ATTEMPTS + 1):
                try:
                    with self._pool.connection() as connection:
                        return Fetched.of(connection.execute(known.text.encode(), given))
                except psycopg.OperationalError:
                    if attempt == _ATTEMPTS:
                        raise
                    self._pool.check()
        raise AssertionError  # the last attempt returns or raises

    def executemany(self, command: str, values: Iterable[Any], /) -> Fetched:
        """Readers run no command many times."""
        raise NotImplementedError

    def close(self) -> None:
        """Give the connections up."""
        self._pool.close()


class Writer:
    """The one connection of the writer. It holds the lock, so that no other can write as long as it can."""

    def __init__(self, server: Server) -> None:
        self._server = server
        with server.asked():
            self.connection = server.connect()
            (free,) = self.connection.execute(
                "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (f"onrecord.{server.schema}",)
            ).fetchone() or (False,)
        if not free:
            self.close()
            raise BusyError(f"{server.name}: another process is indexing into it; wait until it has ended")

    def execute(self, command: str, values: Any = (), /) -> Fetched:
        """Run a command. Raises StoreError if the server does not answer."""
        known = command_of(command)
        with self._server.asked():
            return Fetched.of(self.connection.execute(known.text.encode(), known.values(values)))

    def executemany(self, command: str, values: Iterable[Any], /) -> Fetched:
        """Run a command once for each of the values."""
        with self._server.asked(), self.connection.cursor() as cursor:
            known = command_of(command)
            cursor.executemany(known.text.encode(), [known.values(each) for each in values])
        return Fetched([])

    def copy(self, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write many rows of a table at once."""
        command = f"COPY {table} ({columns}) FROM STDIN"
        with self._server.asked(), self.connection.cursor() as cursor, cursor.copy(command.encode()) as copy:
            for row in rows:
                copy.write_row([kept(value) for value in row])

    @contextmanager
    def transaction(self) -> Iterator["Writer"]:
        """One transaction, rolled back if the block raises or the connection is lost."""
        with self._server.asked(), self.connection.transaction():
            yield self

    def close(self) -> None:
        """Give the connection and with it the lock up."""
        with suppress(psycopg.Error):
            self.connection.close()


class Listener:
    """Follows the published sequence in a thread of its own: it is told, and asks where it was not told for a while."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._ended = threading.Event()
        self.sequence: int | None = None  # None: not known, ask
        threading.Thread(target=self._follow, name="onrecord-sequence", daemon=True).start()

    def close(self) -> None:
        """End; the thread goes when it notices."""
        self._ended.set()

    def _follow(self) -> None:
        while not self._ended.is_set():
            try:
                with self._server.connect() as connection:
                    connection.execute(f'LISTEN "{channel_of(self._server.schema)}"'.encode())
                    while not self._ended.is_set():
                        found = connection.execute("SELECT value FROM meta WHERE name = 'published'").fetchone()
                        self.sequence = int(found[0]) if found else None
                        for note in connection.notifies(timeout=_HEARTBEAT_SECONDS, stop_after=1):
                            self.sequence = int(note.payload)
            except (psycopg.Error, OSError) as error:
                self.sequence = None
                log.debug("%s: not listened to (%s)", self._server.name, error)
                self._ended.wait(1)


def channel_of(schema: str) -> str:
    """The channel on which a new sequence is told."""
    return f"{schema}_published"
