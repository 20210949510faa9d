"""The bot's own SQLite file beside the index. Each part of the bot keeps there what it must not forget."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from index.errors import StoreError

FILE = "bot.sqlite"
_BUSY_SECONDS = 30.0
_NOT_KEPT = (
    "{file}: cannot be written ({error}), so the bot could not keep what it is sent; see that the folder may be "
    "written and has room. `onrecord ask` and `onrecord web` answer without it"
)


class Part:
    """Some tables of the file, which ``schema`` makes. Used from the event loop only; a call takes milliseconds.

    Raises StoreError if the file cannot be written.
    """

    schema: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._db = sqlite3.connect(folder / FILE, isolation_level=None, timeout=_BUSY_SECONDS)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA secure_delete = ON")  # what a user has deleted is overwritten
            self._db.executescript(self.schema)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(_NOT_KEPT.format(file=folder / FILE, error=error)) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write all of it or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
