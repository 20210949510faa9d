"""The folder of an index between processes: one writer, one builder of derived files, and who may read them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import BusyError, StoreError

_DERIVING_SECONDS = 600


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the writer's lock of an index. Raises BusyError at once if another process holds it.

    A full disk, a folder that may not be written or a damaged store ends the block with a StoreError.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # a corpus is not everybody's on this machine
        with FileLock(folder / "writer.lock", timeout=0):
            yield
    except Timeout as error:
        raise BusyError(f"{folder}: another process is indexing into it; wait until it has ended") from error
    except (OSError, sqlite3.Error) as error:
        raise _unusable(folder, error) from error


@contextmanager
def deriving(folder: Path) -> Iterator[None]:
    """Wait for the turn to build derived files. Raises BusyError after ten minutes, StoreError as ``writing`` does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock"), timeout=_DERIVING_SECONDS):
            yield
    except Timeout as error:
        raise BusyError(f"{folder}: another process has been building it for ten minutes; end that process") from error
    except (OSError, sqlite3.Error) as error:
        raise _unusable(folder, error) from error


def _unusable(folder: Path, error: Exception) -> StoreError:
    return StoreError(
        f"{folder}: cannot be written ({error}); see that it may be written and has room, then run again: "
        "what was committed is kept"
    )
