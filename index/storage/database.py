"""The SQLite file of an index: its schema, its connections, its transactions, and the versions that wrote it."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from index.errors import NoIndexError, StoreError
from index.storage.migrations import SCHEMA_VERSION, can_migrate, migrate
from index.storage.session import Connected, Session

FILE = "store.sqlite"
_MAPPED_BYTES = 1 << 36
# a publication changes most pages: within the default of 2 MiB each is written many times
_WRITER_CACHE_KIB = 1 << 18
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL, hash TEXT NOT NULL, pipeline TEXT NOT NULL, source TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, url TEXT, publisher TEXT, published TEXT,
    authors TEXT NOT NULL, language TEXT NOT NULL, licence TEXT NOT NULL, sentences TEXT NOT NULL,
    details TEXT NOT NULL DEFAULT '{}',
    added INTEGER NOT NULL, removed INTEGER
);
CREATE UNIQUE INDEX article_current ON article (id) WHERE removed IS NULL;
-- what a run compares with the corpus, without the texts that stand in the same rows
CREATE INDEX article_known ON article (id, hash, pipeline, source) WHERE removed IS NULL;
CREATE INDEX article_removed ON article (removed) WHERE removed IS NOT NULL;
CREATE INDEX article_shown ON article (added, removed, publisher);
CREATE TABLE text_checksum (
    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, value INTEGER NOT NULL
);
CREATE TABLE passage (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX passage_article ON passage (article);
CREATE TABLE statement (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    body TEXT NOT NULL, vector BLOB NOT NULL,
    speaker INTEGER, open INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX statement_article ON statement (article);
CREATE INDEX statement_open ON statement (article) WHERE open;
CREATE TABLE cast_member (
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    name TEXT NOT NULL, body TEXT NOT NULL, said INTEGER NOT NULL, speaker INTEGER, called TEXT, cluster INTEGER,
    PRIMARY KEY (article, name)
) WITHOUT ROWID;
CREATE INDEX cast_speaker ON cast_member (speaker);
CREATE INDEX cast_called ON cast_member (called);
CREATE INDEX cast_cluster ON cast_member (cluster, called);
CREATE TABLE group_key (key TEXT NOT NULL, called TEXT NOT NULL, PRIMARY KEY (key, called)) WITHOUT ROWID;
CREATE TABLE group_name (called TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (called, name)) WITHOUT ROWID;
CREATE TABLE cluster (number INTEGER PRIMARY KEY, id TEXT NOT NULL, wanted TEXT NOT NULL);
CREATE INDEX cluster_id ON cluster (id);
CREATE INDEX cluster_wanted ON cluster (wanted);
CREATE TABLE organisation (
    name TEXT PRIMARY KEY, key TEXT NOT NULL, acronym TEXT, cluster INTEGER, speaker INTEGER, tally TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX organisation_key ON organisation (key);
CREATE INDEX organisation_acronym ON organisation (acronym) WHERE acronym IS NOT NULL;
CREATE INDEX organisation_cluster ON organisation (cluster);
CREATE TABLE person (
    name TEXT PRIMARY KEY, called TEXT NOT NULL, cluster INTEGER, speaker INTEGER, tally TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX person_called ON person (called);
CREATE INDEX person_cluster ON person (cluster);
CREATE TABLE acronym_use (
    acronym TEXT NOT NULL, key TEXT NOT NULL, tied INTEGER NOT NULL, spelt INTEGER NOT NULL, PRIMARY KEY (acronym, key)
) WITHOUT ROWID;
CREATE INDEX acronym_use_key ON acronym_use (key);
CREATE TABLE speaker (
    number INTEGER NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, added INTEGER NOT NULL, removed INTEGER,
    PRIMARY KEY (number, added)
) WITHOUT ROWID;
CREATE INDEX speaker_id ON speaker (id);
CREATE INDEX speaker_removed ON speaker (removed) WHERE removed IS NOT NULL;
CREATE TABLE publisher (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE override (number INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, made TEXT NOT NULL);
"""


class Database(Connected):
    """One file. Reading is thread-safe: each thread has a connection of its own."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        self.name = str(path)
        self._writable = writable
        self._local = threading.local()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an index for reading. Raises NoIndexError if there is none, StoreError if it cannot be read."""
        path = folder / FILE
        try:
            there = path.is_file()
        except OSError as error:
            raise StoreError(
                f"{folder}: may not be read by this user ({error.strerror}); run as its owner, or give this user the "
                "right to (chown, chmod)"
            ) from error
        if not there:
            raise NoIndexError(f"{folder}: holds no index yet; run `onrecord index PATH` first")
        database = cls(path, writable=False)
        database._check_version()
        return database

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Open an index for writing, made new if there is none. The caller holds the writer's lock."""
        folder.mkdir(parents=True, exist_ok=True)
        database = cls(folder / FILE, writable=True)
        # a process that was killed may have left an empty file
        if not database._db.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]:
            with database.transaction() as db:
                for command in _SCHEMA.split(";"):
                    db.execute(command)
                db.execute(
                    "INSERT INTO meta VALUES ('schema', ?), ('published', '0'), ('encoder', '')", (str(SCHEMA_VERSION),)
                )
        database._check_version()
        return database

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._local, "db"):
            self._local.db.close()
            del self._local.db

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction, rolled back if the block raises."""
        db = self._connection
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # SQLite rolls back by itself when the disk is full
                db.execute("ROLLBACK")
            raise

    @contextmanager
    def without_indexes(self, *names: str) -> Iterator[None]:
        """See ``Connected``. Readers see the indexes of their own sequence meanwhile."""
        db = self._connection
        marks = ", ".join("?" * len(names))
        made = db.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({marks})", names).fetchall()  # noqa: S608
        for name, _ in made:
            db.execute(f"DROP INDEX {name}")
        yield
        for _, command in made:
            db.execute(command)

    @contextmanager
    def _any_bytes(self) -> Iterator[None]:
        """Read text with bytes that are no UTF-8 in it, such as a flipped bit leaves."""
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            yield
        finally:
            self._connection.text_factory = str

    @property
    def _db(self) -> Session:
        return self._connection

    @property
    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            self._local.db = self._connect()
        db: sqlite3.Connection = self._local.db
        return db

    def _connect(self) -> sqlite3.Connection:
        uri = self.path.absolute().as_uri() if self._writable else reading(self.path)
        try:
            db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30, cached_statements=256)
            if self._writable:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
                db.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KIB}")
            else:
                db.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")  # reads without a system call a page
            db.execute("PRAGMA foreign_keys = ON")
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be opened ({error})") from error
        return db

    def _check_version(self) -> None:
        try:
            found = int(self._meta("schema"))
        except (sqlite3.Error, TypeError) as error:
            raise StoreError(
                f"{self.path}: not an index of onrecord, damaged, or in a folder that may not be written ({error}); "
                "see to its rights, or index into a new folder with --data"
            ) from error
        if found == SCHEMA_VERSION:
            return
        if not can_migrate(found):
            raise StoreError(
                f"{self.path}: written by another version (schema {found}, this is {SCHEMA_VERSION}); "
                "index into a new folder with --data"
            )
        self._migrate()

    def _migrate(self) -> None:
        """Bring an older store up to date, whoever opens it first; the steps change no row that a reader sees."""
        writer = self if self._writable else type(self)(self.path, writable=True)
        try:
            with writer.transaction():
                migrate(writer._connection)
        except sqlite3.Error as error:
            raise StoreError(
                f"{self.path}: written by an older version, and cannot be brought up to date ({error}); "
                "see to the folder's rights"
            ) from error
        if writer is not self:
            writer.close()


def reading(path: Path) -> str:
    """The address under which SQLite opens a file for reading.

    Where nothing can be written, it must be told that nobody writes. Batches that were not folded into the file yet
    stand in a file of their own, which is then read as it is.
    """
    waiting = path.with_name(f"{path.name}-wal")
    sealed = not os.access(path.parent, os.W_OK) and not (waiting.exists() and waiting.stat().st_size)
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if sealed else ''}"
