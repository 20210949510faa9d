"""The state of bots that run on several machines: tables in PostgreSQL, and leases that end by its clock."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

from bot.telegram.state import RENEWED_SECONDS
from bot.telegram.state_file import FILE
from index.config import EngineSettings
from index.errors import StoreError
from index.storage.database import reading
from index.storage.postgres.steady import Steady
from index.storage.session import Session

# A name is its owner's until then, whatever the clocks of the bots say.
_SCHEMA = "CREATE TABLE IF NOT EXISTS lease (name TEXT PRIMARY KEY, owner TEXT NOT NULL, until TIMESTAMPTZ NOT NULL)"
_LASTS = f"clock_timestamp() + INTERVAL '{4 * RENEWED_SECONDS:.0f} seconds'"


class StateServer:
    """The state of all bots over an index on servers, in a schema beside that of the index.

    Raises StoreError if PostgreSQL does not answer. Everything is on its disks when a call returns.
    """

    shared = True

    def __init__(self, settings: EngineSettings, folder: Path | None = None) -> None:
        """A bot that was moved here from a ``folder`` finds again what it kept there, if it is the first one here."""
        self._folder = folder
        self._settings = settings.model_copy(update={"name": f"{settings.name}_bot"})
        self._owner = secrets.token_hex(8)
        self._held: set[str] = set()
        self._schemas: list[str] = []
        self._db = Steady(self._settings)
        with self._db.transaction():
            self._db.make(_SCHEMA)

    def session(self, schema: str, only_added: str = "") -> Session:
        """The tables of a part, made where they are missing."""
        with self._db.transaction():
            for table in self._db.make(schema, only_added):
                self._carry_on(table)
        self._schemas.append(schema)
        return self._db

    def transaction(self) -> AbstractContextManager[Session]:
        """Write all of it or nothing."""
        return self._db.transaction()

    @contextmanager
    def lasting(self) -> Iterator[None]:
        """Nothing to do."""
        yield

    def hold(self, name: str) -> bool:
        """Take a name, or renew it; False while another bot has it."""
        taken = self._db.execute(
            f"INSERT INTO lease VALUES (?, ?, {_LASTS}) ON CONFLICT (name) DO UPDATE"  # noqa: S608 - a constant
            " SET owner = excluded.owner, until = excluded.until"
            " WHERE lease.owner = excluded.owner OR lease.until < clock_timestamp() RETURNING name",
            (name, self._owner),
        ).fetchall()
        if taken:
            self._held.add(name)
        return bool(taken)

    def let_go(self, name: str, *, for_good: bool = False) -> None:  # noqa: ARG002 - nothing is left of it either way
        """Give a name up."""
        self._held.discard(name)
        self._db.execute("DELETE FROM lease WHERE name = ? AND owner = ?", (name, self._owner))

    def renew(self) -> None:
        """Go on having the names that this bot has."""
        self._held = {name for name in sorted(self._held) if self.hold(name)}

    def copy_to(self, path: Path) -> None:
        """Write all of it to a new SQLite file, on a connection of its own."""
        source = Steady(self._settings)
        path.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(path)) as target, target, source.transaction():
                source.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                for schema in self._schemas:
                    target.executescript(schema)
                for table, columns in _tables(target):
                    _copy(source, target, table, columns)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{path}: cannot be written ({error}); see that there is room") from error
        finally:
            source.close()

    def _carry_on(self, table: str) -> None:
        """Put the rows that the bot's file has into a table that is new."""
        file = self._folder / FILE if self._folder else None
        if file is None or not file.is_file():
            return
        with closing(sqlite3.connect(reading(file), uri=True)) as source:
            columns = dict(_tables(source)).get(table)
            if columns:
                _copy(source, self._db, table, columns)
                self._db.go_on(table)

    def close(self) -> None:
        """Give the names and the connection up."""
        with suppress(StoreError):
            for name in list(self._held):
                self.let_go(name)
        self._db.close()


def _copy(source: Session, target: Session, table: str, columns: str) -> None:
    rows = source.execute(f"SELECT {columns} FROM {table}")  # noqa: S608 - names of our own tables
    marks = ", ".join("?" * len(columns.split(", ")))
    target.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def _tables(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """The tables of a file, each with its columns."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    for (table,) in db.execute(names).fetchall():
        columns = db.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
        yield table, ", ".join(f'"{name}"' for (name,) in columns)
