"""What a command reads: files, folders, and what is piped in."""

import hashlib
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
def places_of(paths: Sequence[Path] | None, settings: Settings, purpose: str) -> Iterator[list[Place]]:
    """What to read: the paths, or those of the configuration; ``-`` is standard input, which is kept for the while.

    Raises ConfigError if there is none.
    """
    named = list(paths or settings.corpus.paths)
    if not named:
        raise ConfigError(f"nothing to {purpose}: name files or folders, - for standard input, or set [corpus] paths")
    with TemporaryDirectory(prefix="onrecord-") as folder:
        yield [_kept(Path(folder)) if path == _STANDARD_INPUT else path.absolute() for path in dict.fromkeys(named)]


def _kept(folder: Path) -> Piped:
    path, digest = folder / "standard-input", hashlib.sha256()
    with path.open("wb") as copy:
        piped: IO[bytes] = sys.stdin.buffer
        while block := piped.read(_BLOCK):
            copy.write(block)
            digest.update(block)
    return Piped(path, digest.hexdigest())
