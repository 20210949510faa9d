"""What the bot must not forget when its process ends: updates taken, messages posted, a re-index asked for.

An update is written here before it is confirmed to Telegram, and kept until it has been handled. Each
message that is posted while it is handled is noted, so that an update that is handled again after a
crash does not post the same message twice. Several bots (replicas behind one webhook) may share the
state: each update belongs to one of them, and what a dead one leaves is taken over. A bot that was only thought
dead, since it stood still for too long, finds out before it posts anything more.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.telegram.state import NOT_KEPT, Part, State

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
    chat INTEGER NOT NULL, thread INTEGER, asked TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    anew INTEGER NOT NULL DEFAULT 0, who TEXT NOT NULL DEFAULT ''
);
"""
_REINDEX = "reindex"  # the name that the bot has which carries out a re-index
_IDS_KEPT = 100_000  # Telegram delivers an update again for a day at most
_MESSAGES_KEPT = 20_000

Raw = Mapping[str, Any]  # an update as Telegram sends it


@dataclass(frozen=True, slots=True)
class Request:
    """A re-index that was asked for in a chat (and topic) and has not ended.

    ``chat`` is 0 where nobody asked. ``anew`` reads all again. ``who`` is a user's id, or what began it by itself.
    """

    chat: int
    thread: int | None
    anew: bool = False
    who: str = ""


class TakenOverError(Exception):
    """Another bot handles the update by now, since this one stood still for too long."""


class Journal(Part):
    """Keeps updates until they are handled, and what is posted for each."""

    schema = _SCHEMA

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.reindexing = False  # whether this bot carries one out
        self._owner = secrets.token_hex(4)
        state.hold(self._owner)

    def close(self) -> None:
        """Close the state and leave what waits to another process."""
        with suppress(*NOT_KEPT):
            self._state.let_go(self._owner, for_good=True)
        super().close()

    # updates

    def take(self, updates: Sequence[Raw], *, lasting: Sequence[bool]) -> list[bool]:
        """Keep updates that came from Telegram, on the disk when this returns; for each whether it is new.

        One that is not ``lasting`` is worth nothing after a restart: only its id is kept.
        """
        with self._state.lasting(), self._state.transaction():
            new = [self._take(update, lasts) for update, lasts in zip(updates, lasting, strict=True)]
            self._forget_old()
        return new

    def adopted(self) -> list[tuple[Raw, int]]:
        """What this or another bot took and did not handle, in the order in which it came; it is this one's now.

        Each with how often a process ended while it was handled.
        """
        self._state.hold(self._owner)  # again, if this one was thought dead
        rows = self._db.execute("SELECT DISTINCT owner FROM taken WHERE body IS NOT NULL AND aside IS NULL")
        for (owner,) in rows.fetchall():
            if owner != self._owner and self._state.hold(owner):
                self._db.execute("UPDATE taken SET owner = ? WHERE owner = ?", (self._owner, owner))
                self._state.let_go(owner, for_good=True)
        waiting = self._db.execute(
            "SELECT body, tries FROM taken WHERE body IS NOT NULL AND aside IS NULL AND owner = ? ORDER BY number",
            (self._owner,),
        )
        return [(json.loads(body), tries) for body, tries in waiting]

    def begin(self, update: int) -> int:
        """Note that an update is about to be handled; the number of this try. Raises TakenOverError."""
        tried = self._db.execute(
            "UPDATE taken SET tries = tries + 1 WHERE id = ? AND owner = ? RETURNING tries", (update, self._owner)
        ).fetchall()
        if not tried:
            raise TakenOverError
        return int(tried[0][0])

    def put_back(self, update: int) -> None:
        """The try was cut short by something that is not the update's fault: it does not count."""
        self._db.execute("UPDATE taken SET tries = tries - 1 WHERE id = ?", (update,))

    def done(self, update: int) -> None:
        """The update has been handled: only its id is kept."""
        with self._state.transaction():
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
        aside = self._db.execute(
            "SELECT number, body FROM taken WHERE aside IS NOT NULL AND body IS NOT NULL"
        ).fetchall()
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
        self._db.execute(
            "INSERT INTO posted VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING", (update, step, json.dumps(request))
        )
        self._db.execute("INSERT INTO begun VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (update, step, above))

    def check_own(self, update: int) -> None:
        """Raise TakenOverError if another bot handles the update by now."""
        command = "SELECT owner FROM taken WHERE id = ? LIMIT 1"
        if (row := self._db.execute(command, (update,)).fetchone()) and row[0] != self._owner:
            raise TakenOverError

    def above(self, update: int, step: int) -> int:
        """The id above which the one of a message lies that was about to be posted; 0 if that is not known."""
        row = self._db.execute("SELECT above FROM begun WHERE id = ? AND step = ?", (update, step)).fetchone()
        return int(row[0]) if row else 0

    def note_message(self, place: int, message: int) -> None:
        """A message of the bot's own, by the count that its id belongs to."""
        self._db.execute("INSERT INTO message (place, id) VALUES (?, ?) ON CONFLICT DO NOTHING", (place, message))

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
        self._db.execute(
            "INSERT INTO moved VALUES (?, ?) ON CONFLICT (chat) DO UPDATE SET now = excluded.now", (chat, now)
        )

    # the re-index

    def begin_reindex(self, request: Request) -> bool:
        """Note a request before it is carried out; False if one is open already."""
        if not self._state.hold(_REINDEX):
            return False
        rows = self._db.execute(
            "INSERT INTO reindex (chat, thread, anew, who) SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM reindex)"
            " RETURNING chat",
            (request.chat, request.thread, int(request.anew), request.who),
        ).fetchall()
        self.reindexing = self.reindexing or bool(rows)
        return bool(rows)

    def end_reindex(self) -> None:
        """The request was carried out, or cannot be."""
        self._db.execute("DELETE FROM reindex")
        self._state.let_go(_REINDEX)
        self.reindexing = False

    def open_reindex(self) -> Request | None:
        """The request that has not ended."""
        row = self._db.execute("SELECT chat, thread, anew, who FROM reindex LIMIT 1").fetchone()
        return Request(row[0], row[1], bool(row[2]), row[3]) if row else None

    def left_reindex(self) -> Request | None:
        """The request that has not ended, if no bot carries it out; this one is to do it then."""
        request = None if self.reindexing else self.open_reindex()
        self.reindexing = self.reindexing or bool(request and self._state.hold(_REINDEX))
        return request if self.reindexing else None

    def _take(self, update: Raw, lasts: bool) -> bool:
        body = json.dumps(update, ensure_ascii=False) if lasts else None
        taken = self._db.execute(
            "INSERT INTO taken (id, body, owner) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING id",
            (update["update_id"], body, self._owner),
        )
        return bool(taken.fetchall())

    def _forget_old(self) -> None:
        self._db.execute(
            "DELETE FROM taken WHERE number <= (SELECT max(number) FROM taken) - ?"
            " AND (body IS NULL OR aside IS NOT NULL)",
            (_IDS_KEPT,),
        )
        self._db.execute("DELETE FROM message WHERE number <= (SELECT max(number) FROM message) - ?", (_MESSAGES_KEPT,))


def _sender(update: Raw) -> int | None:
    """The id of the user from whom an update came; None for one without a sender."""
    content: Raw = next((value for name, value in update.items() if name != "update_id"), {})
    sender = content.get("from")
    return sender["id"] if sender else None
