"""What the bot must not forget when its process ends: updates taken, messages posted, a re-index asked for.

An update is written here before it is confirmed to Telegram, and kept until it has been handled. Each
message that is posted while it is handled is noted, so that an update that is handled again after a
crash does not post the same message twice. Several processes (replicas behind one webhook) may share
the file: each update belongs to one of them, and what a dead one leaves is taken over.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from bot.telegram.file import Part

_SCHEMA = """
CREATE TABLE IF NOT EXISTS taken (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id INTEGER NOT NULL UNIQUE,     -- Telegram's update_id
    body TEXT,                      -- the update, until it has been handled
    owner TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    aside TEXT                      -- why it is not tried any more
);
CREATE INDEX IF NOT EXISTS taken_waiting ON taken (owner) WHERE body IS NOT NULL AND aside IS NULL;
CREATE TABLE IF NOT EXISTS posted (
    id INTEGER NOT NULL, step INTEGER NOT NULL, request TEXT NOT NULL, result TEXT, PRIMARY KEY (id, step)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS begun (  -- below a message that is being posted: the highest one known before it
    id INTEGER NOT NULL, step INTEGER NOT NULL, above INTEGER NOT NULL, PRIMARY KEY (id, step)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS message (  -- the bot's own, by the count that its id belongs to
    number INTEGER PRIMARY KEY, place INTEGER NOT NULL, id INTEGER NOT NULL, UNIQUE (place, id)
);
CREATE TABLE IF NOT EXISTS moved (chat INTEGER PRIMARY KEY, now INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS reindex (
    chat INTEGER NOT NULL, thread INTEGER, asked TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
"""
# columns that later versions added; an earlier version leaves them at their default
_ADDED = {"anew": "INTEGER NOT NULL DEFAULT 0", "who": "TEXT NOT NULL DEFAULT ''"}
_IDS_KEPT = 100_000  # Telegram delivers an update again for a day at most
_MESSAGES_KEPT = 20_000

Raw = Mapping[str, Any]  # an update as Telegram sends it


@dataclass(frozen=True, slots=True)
class Request:
    """A re-index that was asked for in a chat (and topic) and has not ended.

    ``chat`` is 0 where nobody asked. ``anew`` reads what has not changed, too. ``who`` is a user's id, or what
    began it by itself.
    """

    chat: int
    thread: int | None
    anew: bool = False
    who: str = ""


class Journal(Part):
    """Keeps updates until they are handled, and what is posted for each."""

    schema = _SCHEMA

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._adopt_handled()
        self._owner = secrets.token_hex(4)
        self._alive = self.lock(self._owner)
        self._alive.acquire()

    def close(self) -> None:
        """Close the file and leave what waits to another process."""
        super().close()
        self._alive.release()
        Path(self._alive.lock_file).unlink(missing_ok=True)

    def lock(self, name: str) -> FileLock:
        """What one of several processes over the folder may hold; the operating system frees it when that ends."""
        return FileLock(self._folder / f"bot-{name}.lock")

    # updates

    def take(self, updates: Sequence[Raw], *, lasting: Sequence[bool]) -> list[bool]:
        """Keep updates that came from Telegram, on the disk when this returns; for each whether it is new.

        One that is not ``lasting`` is worth nothing after a restart: only its id is kept.
        """
        self._db.execute("PRAGMA synchronous = FULL")
        try:
            with self._transaction():
                new = [self._take(update, lasts) for update, lasts in zip(updates, lasting, strict=True)]
                self._forget_old()
        finally:
            self._db.execute("PRAGMA synchronous = NORMAL")
        return new

    def adopted(self) -> list[tuple[Raw, int]]:
        """What earlier processes took and did not handle, in the order in which it came; it is this one's now.

        Each with how often a process ended while it was handled.
        """
        rows = self._db.execute("SELECT DISTINCT owner FROM taken WHERE body IS NOT NULL AND aside IS NULL")
        for (owner,) in rows.fetchall():
            if owner != self._owner:
                self._adopt(owner)
        waiting = self._db.execute(
            "SELECT body, tries FROM taken WHERE body IS NOT NULL AND aside IS NULL AND owner = ? ORDER BY number",
            (self._owner,),
        )
        return [(json.loads(body), tries) for body, tries in waiting]

    def begin(self, update: int) -> int:
        """Note that an update is about to be handled; the number of this try."""
        row = self._db.execute("UPDATE taken SET tries = tries + 1 WHERE id = ? RETURNING tries", (update,)).fetchone()
        return int(row[0]) if row else 1

    def put_back(self, update: int) -> None:
        """The try was cut short by something that is not the update's fault: it does not count."""
        self._db.execute("UPDATE taken SET tries = tries - 1 WHERE id = ?", (update,))

    def done(self, update: int) -> None:
        """The update has been handled: only its id is kept."""
        with self._transaction():
            self._db.execute("UPDATE taken SET body = NULL WHERE id = ?", (update,))
            self._db.execute("DELETE FROM posted WHERE id = ?", (update,))
            self._db.execute("DELETE FROM begun WHERE id = ?", (update,))

    def set_aside(self, update: int, reason: str) -> None:
        """The update is not tried again; it is kept with the reason."""
        self._db.execute("UPDATE taken SET aside = ? WHERE id = ?", (reason, update))

    def aside(self) -> list[tuple[int, str]]:
        """The updates that were set aside, each with its reason."""
        return self._db.execute("SELECT id, aside FROM taken WHERE aside IS NOT NULL ORDER BY number").fetchall()

    def forget_aside(self, user: int) -> None:
        """Of a user's updates that were set aside, keep the reason only."""
        aside = self._db.execute("SELECT number, body FROM taken WHERE aside NOT NULL AND body NOT NULL").fetchall()
        for number, body in aside:
            if _sender(json.loads(body)) == user:
                self._db.execute("UPDATE taken SET body = NULL WHERE number = ?", (number,))

    # messages

    def posted(self, update: int, step: int) -> Any:
        """What Telegram answered to the message that was posted at a step of an update's handling, or None."""
        row = self._db.execute("SELECT result FROM posted WHERE id = ? AND step = ?", (update, step)).fetchone()
        return json.loads(row[0]) if row and row[0] else None

    def posting(self, update: int, step: int) -> dict[str, Any] | None:
        """The parameters of a message that was about to be posted, if it is not noted what became of it."""
        row = self._db.execute(
            "SELECT request FROM posted WHERE id = ? AND step = ? AND result IS NULL", (update, step)
        ).fetchone()
        return json.loads(row[0]) if row else None

    def note_posting(self, update: int, step: int, request: Mapping[str, Any], above: int) -> None:
        """A message is about to be posted, with these parameters; its id will be ``above`` another one's."""
        self._db.execute("INSERT OR IGNORE INTO posted VALUES (?, ?, ?, NULL)", (update, step, json.dumps(request)))
        self._db.execute("INSERT OR IGNORE INTO begun VALUES (?, ?, ?)", (update, step, above))

    def above(self, update: int, step: int) -> int:
        """The id above which the one of a message lies that was about to be posted; 0 if that is not known."""
        row = self._db.execute("SELECT above FROM begun WHERE id = ? AND step = ?", (update, step)).fetchone()
        return int(row[0]) if row else 0

    def note_message(self, place: int, message: int) -> None:
        """A message of the bot's own, by the count that its id belongs to."""
        self._db.execute("INSERT OR IGNORE INTO message (place, id) VALUES (?, ?)", (place, message))

    def highest_message(self, place: int) -> int:
        """The highest id of a message of the bot's own; 0 if none is known."""
        row = self._db.execute("SELECT max(id) FROM message WHERE place = ?", (place,)).fetchone()
        return int(row[0] or 0)

    def messages(self, place: int, above: int) -> set[int]:
        """The ids of the bot's own messages above one."""
        rows = self._db.execute("SELECT id FROM message WHERE place = ? AND id > ?", (place, above))
        return {message for (message,) in rows}

    def forget_posting(self, update: int, step: int) -> None:
        """A message has certainly not been posted."""
        self._db.execute("DELETE FROM posted WHERE id = ? AND step = ? AND result IS NULL", (update, step))

    def note_posted(self, update: int, step: int, result: Any) -> None:
        """A message was posted, or is not to be posted again."""
        self._db.execute(
            "UPDATE posted SET result = ?, request = '' WHERE id = ? AND step = ?", (json.dumps(result), update, step)
        )

    def address(self, chat: int) -> int:
        """The id under which a chat is reached now: a group that became a supergroup has another."""
        row = self._db.execute("SELECT now FROM moved WHERE chat = ?", (chat,)).fetchone()
        return int(row[0]) if row else chat

    def note_moved(self, chat: int, now: int) -> None:
        """A group has become a supergroup with another id."""
        self._db.execute("INSERT OR REPLACE INTO moved VALUES (?, ?)", (chat, now))

    # the re-index

    def begin_reindex(self, request: Request) -> bool:
        """Note a request before it is carried out; False if one is open already."""
        done = self._db.execute(
            "INSERT INTO reindex (chat, thread, anew, who) SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM reindex)",
            (request.chat, request.thread, request.anew, request.who),
        )
        return done.rowcount == 1

    def end_reindex(self) -> None:
        """The request was carried out, or cannot be."""
        self._db.execute("DELETE FROM reindex")

    def open_reindex(self) -> Request | None:
        """The request that has not ended."""
        row = self._db.execute("SELECT chat, thread, anew, who FROM reindex ORDER BY rowid LIMIT 1").fetchone()
        return Request(row[0], row[1], bool(row[2]), row[3]) if row else None

    def _take(self, update: Raw, lasts: bool) -> bool:
        body = json.dumps(update, ensure_ascii=False) if lasts else None
        done = self._db.execute(
            "INSERT OR IGNORE INTO taken (id, body, owner) VALUES (?, ?, ?)", (update["update_id"], body, self._owner)
        )
        return done.rowcount == 1

    def _forget_old(self) -> None:
        self._db.execute(
            "DELETE FROM taken WHERE number <= (SELECT max(number) FROM taken) - ?"
            " AND (body IS NULL OR aside NOT NULL)",
            (_IDS_KEPT,),
        )
        self._db.execute("DELETE FROM message WHERE number <= (SELECT max(number) FROM message) - ?", (_MESSAGES_KEPT,))

    def _adopt(self, owner: str) -> None:
        """Take over what a process left, if it is dead: the operating system has released its lock then."""
        lock = self.lock(owner)
        try:
            with lock.acquire(timeout=0):
                self._db.execute("UPDATE taken SET owner = ? WHERE owner = ?", (self._owner, owner))
        except Timeout:
            return
        Path(lock.lock_file).unlink(missing_ok=True)

    def _adopt_handled(self) -> None:
        """Take over the ids that version 0.1 kept by themselves, and add the columns that it lacks."""
        with self._transaction():
            if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'handled'").fetchone():
                self._db.execute("INSERT OR IGNORE INTO taken (id) SELECT id FROM handled ORDER BY id")
                self._db.execute("DROP TABLE handled")
            there = {row[1] for row in self._db.execute("PRAGMA table_info(reindex)")}
            for column, kind in _ADDED.items():
                if column not in there:
                    self._db.execute(f"ALTER TABLE reindex ADD COLUMN {column} {kind}")


def _sender(update: Raw) -> int | None:
    """The id of the user from whom an update came; None for one without a sender."""
    content: Raw = next((value for name, value in update.items() if name != "update_id"), {})
    sender = content.get("from")
    return sender["id"] if sender else None
