"""SQLite: the truth of an index on one machine. Everything that FAISS and tantivy hold is derived from it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from index.storage.database import Database
from index.storage.moving import NUMBERED, TABLES, Reading, WriteTable
from index.storage.tables import Tables


class Store(Database, Tables):
    """The tables in one SQLite file."""

    def size(self) -> int:
        """The bytes of the file."""
        return self.path.stat().st_size

    def vacuum(self) -> None:
        """Write the file anew without the room of what was removed."""
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """All rows as they are now, while others may write."""
        db = self._db
        db.execute("BEGIN")

        def table(name: str) -> Iterator[tuple[Any, ...]]:
            return iter(db.execute(f"SELECT {', '.join(TABLES[name])} FROM {name}"))  # noqa: S608 - constants

        try:
            noted = dict(db.execute("SELECT name, value FROM meta").fetchall())
            last = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
            yield Reading(table, noted, dict.fromkeys(NUMBERED, 0) | last)
        finally:
            db.execute("ROLLBACK")

    @contextmanager
    def replacing(self, last: Mapping[str, int]) -> Iterator[WriteTable]:
        """Within one transaction: all tables empty, to be filled one by one; numbers go on from ``last``."""
        with self.transaction() as db:
            for name in reversed(TABLES):
                db.execute(f"DELETE FROM {name}")  # noqa: S608 - a constant

            def put(name: str, rows: Iterator[tuple[Any, ...]]) -> None:
                columns = TABLES[name]
                marks = ", ".join("?" * len(columns))
                db.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

            yield put
            db.executemany("DELETE FROM sqlite_sequence WHERE name = ?", ((name,) for name in NUMBERED))
            db.executemany(
                "INSERT INTO sqlite_sequence VALUES (?, ?)", ((name, last.get(name, 0)) for name in NUMBERED)
            )
