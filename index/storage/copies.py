"""Copies of the SQLite file, taken and put back while others read it."""

import contextlib
import os
import sqlite3
from pathlib import Path

from index.errors import StoreError
from index.storage.database import reading


def copy_store(source: Path, target: Path) -> None:
    """Copy a store as it is at this moment; readers and the writer go on meanwhile.

    What ``target`` held is replaced in one transaction, so that whoever reads it sees the one or the other. Raises
    StoreError if ``source`` is no sound store or ``target`` cannot be written.
    """
    if not source.is_file():
        raise StoreError(f"{source}: is not there; name a file that `onrecord backup` wrote")
    try:
        with (
            contextlib.closing(sqlite3.connect(reading(source), uri=True)) as taken,
            contextlib.closing(sqlite3.connect(target, timeout=30)) as kept,
        ):
            taken.backup(kept)
        _sync(target)
    except (OSError, sqlite3.Error) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            raise StoreError(f"{source}: is no copy of an index; name a file that `onrecord backup` wrote") from error
        raise StoreError(f"{source}: cannot be copied to {target} ({error}); see that there is room") from error


def damage_in(path: Path) -> list[str]:
    """What SQLite finds wrong with a file: damaged pages, missing rows; nothing if it is sound."""
    try:
        with contextlib.closing(sqlite3.connect(reading(path), uri=True)) as db:
            found = [text for (text,) in db.execute("PRAGMA integrity_check(10)") if text != "ok"]
            found += [f"a row of {table} belongs to none of {other}" for table, _, other, _ in _strays(db)]
    except sqlite3.Error as error:
        return [str(error)]
    return found


def remove_store(path: Path) -> None:
    """Remove a store that is damaged beyond opening, with the files that SQLite keeps beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _strays(db: sqlite3.Connection) -> list[tuple[str, int, str, int]]:
    return db.execute("PRAGMA foreign_key_check").fetchmany(10)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
