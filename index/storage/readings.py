"""What was read of the files of a corpus, so that a run reads only those that changed.

A file of its own beside the store: losing it costs a reading of all files and nothing else. What an article's
document tells is kept without its text, since the rest of the corpus settles its publisher, its id, its story.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from index.progress import Failure

_FILE = "reading.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (fingerprint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, changed INTEGER NOT NULL,
    looked INTEGER NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (
    path TEXT NOT NULL, number INTEGER NOT NULL,
    source TEXT NOT NULL, own_id TEXT NOT NULL, id_stated INTEGER NOT NULL, id TEXT NOT NULL, hash TEXT NOT NULL,
    title TEXT NOT NULL, url TEXT, publisher TEXT, published TEXT, licence TEXT NOT NULL,
    day_first TEXT, month_first TEXT, date_order TEXT NOT NULL, site TEXT NOT NULL, signature BLOB NOT NULL,
    PRIMARY KEY (path, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS told_source ON told (source);
CREATE TABLE IF NOT EXISTS failure (
    path TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (path, number)
) WITHOUT ROWID;
"""
_DISTRUST = "UPDATE file SET looked = 0, digest = ''"
_TABLES = ("file", "told", "failure")
# A file system may give two changes within a moment one time; what is this young is compared by its content.
_RACY_NANOSECONDS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """What is remembered of an article while the corpus is read.

    ``source`` is its document's name, ``own_id`` the id that the document states or, unless ``id_stated``, that its
    place gives; ``id`` is the one under which it is kept. ``hash`` is ``Article.own_hash``. ``day_first`` and
    ``month_first`` are the two days that a date in figures may mean where nothing in the document tells which,
    ``date_order`` is how another of its dates shows that its ``site`` writes them. ``signature`` is empty for what is
    too short to have copies.
    """

    source: str
    own_id: str
    id_stated: bool
    id: str
    hash: str
    title: str
    url: str | None
    publisher: str | None
    published: str | None
    licence: str
    day_first: str | None
    month_first: str | None
    date_order: str
    site: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it was when it was looked at: bytes, and times in nanoseconds. ``digest`` is its content's SHA-256."""

    size: int
    modified: int
    changed: int
    looked: int
    digest: str

    def still(self, size: int, modified: int, changed: int) -> bool:
        """Whether a file of this size and these times is certainly the same."""
        settled = max(modified, changed) + _RACY_NANOSECONDS < self.looked
        return settled and (self.size, self.modified, self.changed) == (size, modified, changed)


class Readings:
    """The remembered files. The caller holds the writer's lock."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def distrust(self) -> None:
        """Let every file be read again, as if it had changed."""
        self._begin()
        self._db.execute(_DISTRUST)

    def files(self) -> dict[str, Look]:
        """The files by path, as they were when they were read."""
        rows = self._db.execute("SELECT path, size, modified, changed, looked, digest FROM file")
        return {path: Look(*look) for path, *look in rows}

    def told(self) -> Iterator[tuple[str, Told]]:
        """Each article with the path of its file, in the order of paths and places in them."""
        rows = self._db.execute("SELECT * FROM told ORDER BY path, number")
        return ((path, Told(source, own_id, bool(stated), *rest)) for path, _, source, own_id, stated, *rest in rows)

    def told_by(self, path: str) -> list[Told]:
        """The articles of one file, in their order."""
        rows = self._db.execute("SELECT * FROM told WHERE path = ? ORDER BY number", (path,))
        return [Told(source, own_id, bool(stated), *rest) for _, _, source, own_id, stated, *rest in rows]

    def failures(self) -> Iterator[tuple[str, Failure]]:
        """What could not be read, with the path of its file."""
        rows = self._db.execute("SELECT path, name, reason FROM failure ORDER BY path, number")
        return ((path, Failure(name, reason)) for path, name, reason in rows)

    def remember(self, path: str, look: Look, told: Sequence[Told], failures: Sequence[Failure]) -> None:
        """Keep what was read of a file, in place of what was read of it before."""
        self._begin()
        self._forget(path)
        self._db.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?)", (path, *astuple(look)))
        marks = ", ".join("?" * 17)
        rows = ((path, number, *_cells(one)) for number, one in enumerate(told))
        self._db.executemany(f"INSERT INTO told VALUES ({marks})", rows)  # noqa: S608 - marks alone
        self._db.executemany(
            "INSERT INTO failure VALUES (?, ?, ?, ?)",
            ((path, number, one.name, one.reason) for number, one in enumerate(failures)),
        )

    def touch(self, path: str, look: Look) -> None:
        """Note that a file has the same content at another time."""
        self._begin()
        self._db.execute("REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)", (path, *astuple(look)))

    def forget(self, paths: Sequence[str]) -> None:
        """Forget files that are gone."""
        self._begin()
        for path in paths:
            self._forget(path)

    def forget_piped(self, own_ids: Collection[str]) -> None:
        """Forget what was piped in earlier under ids that were piped in again."""
        self._begin()
        self._db.execute(
            "DELETE FROM told WHERE path LIKE 'standard input %' AND own_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(own_ids)),),
        )

    def name(self, named: Iterable[Told]) -> None:
        """Note under which id each article is kept."""
        self._begin()
        before = dict(self._db.execute("SELECT source, id FROM told"))
        self._db.executemany(
            "UPDATE told SET id = ? WHERE source = ?",
            ((one.id, one.source) for one in named if before.get(one.source) != one.id),
        )

    def _forget(self, path: str) -> None:
        for table in _TABLES:
            self._db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608 - names of tables

    def commit(self) -> None:
        """Keep what was noted so far, all of it or nothing."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN")


@contextmanager
def readings(folder: Path, fingerprint: str) -> Iterator[Readings]:
    """What is remembered in the folder of an index. Nothing counts that another ``fingerprint`` of readers read."""
    path = folder / _FILE
    try:
        db = _opened(path, fingerprint)
    except sqlite3.DatabaseError:
        for damaged in folder.glob(f"{_FILE}*"):
            damaged.unlink()
        db = _opened(path, fingerprint)
    with closing(db):
        yield Readings(db)


def copy_readings(folder: Path, target: Path) -> None:
    """Copy what is remembered in one folder into another, whatever a run does to it meanwhile."""
    path = folder / _FILE
    if not path.is_file():
        return
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as source, closing(sqlite3.connect(target / _FILE)) as copy:
        source.backup(copy)


def _opened(path: Path, fingerprint: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is read again
        db.executescript(_SCHEMA)
        if db.execute("SELECT fingerprint FROM meta").fetchall() != [(fingerprint,)]:
            db.execute(_DISTRUST)
            db.execute("DELETE FROM meta")
            db.execute("INSERT INTO meta VALUES (?)", (fingerprint,))
    except BaseException:
        db.close()
        raise
    return db


def _cells(told: Told) -> tuple[str | bytes | bool | None, ...]:
    return tuple(getattr(told, name) for name in Told.__slots__)
