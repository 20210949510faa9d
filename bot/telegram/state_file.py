"""The bot's own SQLite file beside the index, and file locks, which the operating system frees when a bot ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from bot.telegram.earlier import carry_on
from index.errors import StoreError
from index.storage.copies import copy_store
from index.storage.session import Session

FILE = "bot.sqlite"
_BUSY_SECONDS = 30.0
_NOT_KEPT = (
    "{file}: cannot be written ({error}), so the bot could not keep what it is sent; see that the folder may be "
    "written and has room. `onrecord ask` and `onrecord web` answer without it"
)
_ONLY_ADDED = """
CREATE TRIGGER IF NOT EXISTS {table}_is_not_altered BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'the {table} is only added to'); END;
CREATE TRIGGER IF NOT EXISTS {table}_is_not_removed BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'the {table} is only added to'); END;
"""


class StateFile:
    """The state of the bots of one machine. Raises StoreError if the file cannot be written."""

    shared = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._locks: dict[str, FileLock] = {}
        with self._writable():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._db = sqlite3.connect(folder / FILE, isolation_level=None, timeout=_BUSY_SECONDS)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA secure_delete = ON")  # what a user has deleted is overwritten
            self._db.execute("PRAGMA synchronous = NORMAL")

    def session(self, schema: str, only_added: str = "") -> Session:
        """The tables of a part, made where they are missing."""
        with self._writable():
            self._db.executescript(schema + (_ONLY_ADDED.format(table=only_added) if only_added else ""))
            with self.transaction():
                carry_on(self._db, schema)
        return self._db

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Write all of it or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def lasting(self) -> Iterator[None]:
        """Have what is written within on the disk at its end."""
        self._db.execute("PRAGMA synchronous = FULL")
        try:
            yield
        finally:
            self._db.execute("PRAGMA synchronous = NORMAL")

    def hold(self, name: str) -> bool:
        """Take a name; False while another process has it."""
        if name in self._locks:
            return True
        lock = FileLock(self._folder / f"bot-{name}.lock", thread_local=False)
        with suppress(Timeout):
            lock.acquire(timeout=0)
            self._locks[name] = lock
        return name in self._locks

    def let_go(self, name: str, *, for_good: bool = False) -> None:
        """Give a name up; ``for_good`` removes its file, which is no use while others may wait for it."""
        if lock := self._locks.pop(name, None):
            lock.release()
            if for_good:
                Path(lock.lock_file).unlink(missing_ok=True)

    def renew(self) -> None:
        """Nothing to do: a lock lasts as long as its process."""

    def copy_to(self, path: Path) -> None:
        """Write all of it to a new file."""
        copy_store(self._folder / FILE, path)

    def close(self) -> None:
        """Close the file, and give the names up."""
        self._db.close()
        for name in list(self._locks):
            self.let_go(name)

    @contextmanager
    def _writable(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise StoreError(_NOT_KEPT.format(file=self._folder / FILE, error=error)) from error
