"""What a command reads: files, folders, and what is piped in."""

import difflib
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from bot.config import Settings
from index.corpus.files import Piped, Place
from index.errors import ConfigError

_STANDARD_INPUT = Path("-")
_BLOCK = 1 << 20


@contextmanager
def places_of(
    paths: Sequence[Path] | None, settings: Settings, purpose: str, *, strict: bool = True
) -> Iterator[list[Place]]:
    """What to read: the paths, or those of the configuration; ``-`` is standard input, which is kept for the while.

    Raises ConfigError, before anything slow begins, if there is none, if none of them can be read, or if one that was
    typed cannot and ``strict``. Of a configured path that is missing for once, the run says so and reads the others.
    """
    named = list(dict.fromkeys(paths or settings.corpus.paths))
    if not named:
        raise ConfigError(f"nothing to {purpose}: name files or folders, - for standard input, or set [corpus] paths")
    faults = [fault for path in named if path != _STANDARD_INPUT and (fault := fault_of(path))]
    if len(faults) == len(named) or (faults and paths and strict):
        raise ConfigError("; ".join(faults))
    with TemporaryDirectory(prefix="onrecord-") as folder:
        yield [_kept(Path(folder)) if path == _STANDARD_INPUT else path.absolute() for path in named]


def fault_of(path: Path) -> str | None:
    """What is wrong with a path that is to be read, with the remedy; None if nothing is."""
    try:
        if path.is_symlink() and not path.exists():
            return f"{path}: points to {path.readlink()}, which is not there; mend the link, or name what it stood for"
        if not path.exists():
            near = difflib.get_close_matches(path.name, _names_beside(path), 1)
            return f"{path}: no such file or folder; " + (
                f"did you mean {path.parent / near[0]}?" if near else "check the path"
            )
        if not (path.is_file() or path.is_dir()):  # a named pipe, as of `<(zcat news.gz)`
            return f"{path}: neither a file nor a folder; pipe it in, and name it -"
    except OSError as error:
        return f"{path}: cannot be looked at ({error.strerror}); give the user that runs this the right to read it"
    if not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
        return f"{path}: may not be read by this user; give it the right to (chmod, chown), or run as its owner"
    return None


def _names_beside(path: Path) -> list[str]:
    try:
        return [beside.name for beside in path.absolute().parent.iterdir()]
    except OSError:
        return []


def _kept(folder: Path) -> Piped:
    path, digest = folder / "standard-input", hashlib.sha256()
    with path.open("wb") as copy:
        piped: IO[bytes] = sys.stdin.buffer
        while block := piped.read(_BLOCK):
            copy.write(block)
            digest.update(block)
    return Piped(path, digest.hexdigest())
