"""What the bot must not forget over a restart: a re-index that was asked for, and updates already handled."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS reindex (
    chat INTEGER NOT NULL, thread INTEGER, asked TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE IF NOT EXISTS handled (id INTEGER PRIMARY KEY);
"""
_HANDLED_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Request:
    """A re-index that was asked for in a chat (and topic) and has not ended."""

    chat: int
    thread: int | None


class Journal:
    """A small SQLite file beside the index. Used from the event loop only; each call takes about a millisecond."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "bot.sqlite", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.executescript(_SCHEMA)

    def begin_reindex(self, request: Request) -> None:
        """Note a request before it is carried out."""
        self._db.execute("INSERT INTO reindex (chat, thread) VALUES (?, ?)", (request.chat, request.thread))

    def end_reindex(self) -> None:
        """The request was carried out, or cannot be."""
        self._db.execute("DELETE FROM reindex")

    def open_reindex(self) -> Request | None:
        """The request that a restart interrupted."""
        row = self._db.execute("SELECT chat, thread FROM reindex ORDER BY rowid LIMIT 1").fetchone()
        return Request(*row) if row else None

    def first_time(self, update_id: int) -> bool:
        """Whether an update was not handled before; notes it. A webhook may deliver one twice."""
        done = self._db.execute("INSERT OR IGNORE INTO handled VALUES (?)", (update_id,))
        self._db.execute("DELETE FROM handled WHERE id <= ?", (update_id - _HANDLED_KEPT,))
        return done.rowcount == 1

    def close(self) -> None:
        """Close the file."""
        self._db.close()
