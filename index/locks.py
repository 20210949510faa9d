"""Locks between processes: one writer of an index, one builder of its derived files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import BusyError

_DERIVING_SECONDS = 600


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the writer's lock of an index. Raises BusyError at once if another process holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "writer.lock", timeout=0):
            yield
    except Timeout as error:
        raise BusyError(f"{folder}: another process is indexing into it; wait until it has ended") from error


@contextmanager
def deriving(folder: Path) -> Iterator[None]:
    """Wait for the turn to build derived files. Raises BusyError after ten minutes."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder.with_suffix(".lock"), timeout=_DERIVING_SECONDS):
            yield
    except Timeout as error:
        raise BusyError(f"{folder}: another process has been building it for ten minutes; end that process") from error
