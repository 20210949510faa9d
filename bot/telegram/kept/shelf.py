"""Where answers stand behind their buttons.

An answer is kept for as long as its message may be pressed, which Telegram does not bound. Compressed, one takes
about a kilobyte.
"""

import secrets
import zlib
from dataclasses import dataclass

from bot.telegram.conversations import Asker
from bot.telegram.kept.keeping import Told, record_of
from bot.telegram.kept.records import ANSWER, AnswerRecord
from bot.telegram.state import Part

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY, chat INTEGER NOT NULL, thread INTEGER, "user" INTEGER NOT NULL, person INTEGER NOT NULL,
    body BLOB NOT NULL, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID;
"""
_KEY_BYTES = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given to ``asker``."""

    key: str
    asker: Asker
    record: AnswerRecord


class Shelf(Part):
    """Keeps answers under keys that nobody can guess."""

    schema = _SCHEMA

    def put(self, asker: Asker, told: Told, key: str = "") -> Kept:
        """Keep an answer, under a new key that nobody can guess or in place of what a ``key`` stands for."""
        kept = Kept(key or secrets.token_urlsafe(_KEY_BYTES), asker, record_of(told))
        body = zlib.compress(ANSWER.dump_json(kept.record, exclude_defaults=True))
        self._db.execute(
            'INSERT INTO answer (key, chat, thread, "user", person, body) VALUES (?, ?, ?, ?, ?, ?)'
            " ON CONFLICT (key) DO UPDATE SET chat = excluded.chat, thread = excluded.thread,"
            ' "user" = excluded."user", person = excluded.person, body = excluded.body',
            (kept.key, asker.chat, asker.thread, asker.user, int(asker.person), body),
        )
        return kept

    def forget(self, user: int) -> None:
        """Delete the answers that were given to a user; their buttons expire."""
        self._db.execute('DELETE FROM answer WHERE "user" = ? AND person != 0', (user,))

    def get(self, key: str) -> Kept | None:
        """What a key stands for; None for a key that was never given."""
        row = self._db.execute('SELECT chat, thread, "user", person, body FROM answer WHERE key = ?', (key,)).fetchone()
        if row is None:
            return None
        chat, thread, user, person, body = row
        record = ANSWER.validate_json(zlib.decompress(body))
        return Kept(key, Asker(chat, thread, user, bool(person)), record)
