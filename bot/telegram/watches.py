"""What chats watch for, what was seen already, and the alerts that wait to be sent."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.telegram.state import Part

_SCHEMA = """
CREATE TABLE IF NOT EXISTS watch (
    id TEXT PRIMARY KEY, chat INTEGER NOT NULL, thread INTEGER, "user" INTEGER NOT NULL, words TEXT NOT NULL,
    made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS watch_chat ON watch (chat);
CREATE TABLE IF NOT EXISTS seen_statement (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen ("row" INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS known_before ("row" INTEGER NOT NULL);  -- the last one when the first watch began
CREATE TABLE IF NOT EXISTS notice (
    number INTEGER PRIMARY KEY, watch TEXT NOT NULL REFERENCES watch ON DELETE CASCADE, statement TEXT NOT NULL,
    look INTEGER NOT NULL,          -- those of one look are sent together
    sent INTEGER NOT NULL DEFAULT 0, UNIQUE (watch, statement)
);
CREATE INDEX IF NOT EXISTS notice_waiting ON notice (number) WHERE sent = 0;
"""
_KEY_BYTES = 9
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Watch:
    """That a chat wants to hear of new statements that fit ``words``, as ``user`` asked."""

    id: str
    chat: int
    thread: int | None
    user: int
    words: str


@dataclass(frozen=True, slots=True)
class Alert:
    """That a statement, by its permanent key, fits a watch."""

    watch: str
    statement: str


@dataclass(frozen=True, slots=True)
class Notice:
    """An alert that waits, by its number among all: a statement by its permanent key."""

    number: int
    statement: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What one look found for a watch and waits to be sent."""

    watch: str
    notices: tuple[Notice, ...]


class Watches(Part):
    """Keeps watches, and which statements were looked at and sent."""

    schema = _SCHEMA

    def add(self, chat: int, thread: int | None, user: int, words: str) -> Watch:
        """Watch for something from now on."""
        watch = Watch(secrets.token_urlsafe(_KEY_BYTES), chat, thread, user, words)
        self._db.execute(
            'INSERT INTO watch (id, chat, thread, "user", words, made) VALUES (?, ?, ?, ?, ?, ?)',
            (watch.id, chat, thread, user, words, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"),
        )
        return watch

    def remove(self, watch_id: str) -> None:
        """Watch no longer; alerts that wait are dropped."""
        self._db.execute("DELETE FROM watch WHERE id = ?", (watch_id,))

    def remove_chat(self, chat: int) -> None:
        """Forget all watches of a chat that cannot be written to any more."""
        self._db.execute("DELETE FROM watch WHERE chat = ?", (chat,))

    def remove_thread(self, chat: int, thread: int | None) -> None:
        """Forget the watches of a topic that cannot be written to any more; of None, those outside of topics."""
        self._db.execute("DELETE FROM watch WHERE chat = ? AND thread IS NOT DISTINCT FROM ?", (chat, thread))

    def forget(self, user: int) -> None:
        """Delete a user's own watches; those that they set for a group stay, and it is not kept who did."""
        self._db.execute('DELETE FROM watch WHERE "user" = ? AND chat = "user"', (user,))
        self._db.execute('UPDATE watch SET "user" = 0 WHERE "user" = ?', (user,))

    def get(self, watch_id: str) -> Watch | None:
        """A watch by its id."""
        return next(iter(self._watches("id = ?", watch_id)), None)

    def of_chat(self, chat: int) -> list[Watch]:
        """The watches of a chat, oldest first."""
        return self._watches("chat = ?", chat)

    def all(self) -> list[Watch]:
        """All watches, oldest first."""
        return self._watches("1 = ?", 1)

    @property
    def seen_to(self) -> int | None:
        """The store's row of the last statement that was looked at; None before any was."""
        row = self._db.execute('SELECT "row" FROM seen').fetchone()
        return int(row[0]) if row else None

    @property
    def known_before(self) -> int | None:
        """The store's last row when the first watch of all began; None before."""
        row = self._db.execute('SELECT "row" FROM known_before').fetchone()
        return int(row[0]) if row else None

    def begin_after(self, row: int) -> None:
        """Have nothing up to a row of the store be new to the first watch; later calls change nothing."""
        self._db.execute(
            "INSERT INTO known_before SELECT CAST(? AS INTEGER) WHERE NOT EXISTS (SELECT 1 FROM known_before)", (row,)
        )

    def unseen(self, statements: Sequence[str]) -> set[str]:
        """Those permanent keys that were never looked at: a re-analysis gives old statements new rows."""
        known: set[str] = set()
        for at in range(0, len(statements), _AT_ONCE):
            part = statements[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows = self._db.execute(f"SELECT key FROM seen_statement WHERE key IN ({marks})", part)  # noqa: S608
            known |= {key for (key,) in rows}
        return set(statements) - known

    def note(self, statements: Iterable[str]) -> None:
        """Note that statements are known: they are not new to any watch."""
        self._db.executemany(
            "INSERT INTO seen_statement VALUES (?) ON CONFLICT DO NOTHING", [(key,) for key in statements]
        )

    def look(self, row: int, statements: Iterable[str], alerts: Iterable[Alert], to: int | None = None) -> None:
        """Note in one transaction what was looked at, up to a row of the store, and the alerts that it led to.

        The alerts of all parts of a look are sent together; ``to`` is the row that it ends at, if later ones follow.
        """
        with self._state.transaction():
            self._db.execute("DELETE FROM seen")
            self._db.execute("INSERT INTO seen VALUES (?)", (row,))
            self.note(statements)
            self._db.executemany(
                "INSERT INTO notice (watch, statement, look) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(alert.watch, alert.statement, row if to is None else to) for alert in alerts],
            )

    def waiting(self) -> list[Batch]:
        """What waits to be sent, oldest first."""
        found: dict[tuple[str, int], list[Notice]] = {}
        rows = self._db.execute("SELECT number, watch, statement, look FROM notice WHERE sent = 0 ORDER BY number")
        for number, watch, statement, look in rows:
            found.setdefault((watch, look), []).append(Notice(number, statement))
        return [Batch(watch, tuple(notices)) for (watch, _), notices in found.items()]

    def sent(self, notices: Iterable[Notice]) -> None:
        """Note what was sent; it never is again."""
        self._db.executemany("UPDATE notice SET sent = 1 WHERE number = ?", [(one.number,) for one in notices])

    def _watches(self, condition: str, value: str | int) -> list[Watch]:
        rows = self._db.execute(
            f'SELECT id, chat, thread, "user", words FROM watch WHERE {condition} ORDER BY made, id',  # noqa: S608
            (value,),
        )
        return [Watch(*row) for row in rows]
