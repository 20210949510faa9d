"""Backups of the index and of the bot's own state, a pair for each time, the oldest removed."""

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.telegram.state import State
from index.config import IndexSettings
from index.errors import NoIndexError, StoreError
from index.storage.copies import damage_in
from index.upkeep import backup

log = logging.getLogger(__name__)

_INDEX, _BOT = "onrecord-{at}.sqlite", "bot-{at}.sqlite"


def write_backup(settings: IndexSettings, state: State, folder: Path, kept: int) -> Path:
    """Write a backup and remove those beyond ``kept``; the index's file. Raises StoreError if it cannot be written.

    The index and what the bot keeps beside it are copied while they are used. A copy that is not sound is no backup.
    """
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made ({error.strerror}); set [operating] backup_folder") from error
    own = folder / _BOT.format(at=at)
    copied = own.with_suffix(".part")
    try:
        state.copy_to(copied)
        _check(copied)
        copied.replace(own)
    finally:
        copied.unlink(missing_ok=True)
    index = folder / _INDEX.format(at=at)
    try:
        backup(settings, index)
        _check(index)
    except NoIndexError:
        log.info("there is no index yet; the bot's own state alone is backed up")
    _remove_old(folder, kept)
    return index


def _check(path: Path) -> None:
    """Make a copy one file that is whole by itself. Raises StoreError if it is not sound."""
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
        damage = damage_in(path)
    except sqlite3.Error as error:
        damage = [str(error)]
    if damage:
        path.unlink()
        raise StoreError(f"{path}: the copy is damaged ({damage[0]}); check the disk and run `onrecord check`")


def _remove_old(folder: Path, kept: int) -> None:
    for pattern in (_INDEX, _BOT):
        for old in sorted(folder.glob(pattern.format(at="*Z")))[:-kept]:
            old.unlink(missing_ok=True)
