"""Conversations of which any of several bots may take the next turn: kept in the state that they share.

What was said is kept as answers behind buttons are, and for a day at most.
"""

import time
import zlib
from collections.abc import Awaitable, Callable, Iterable

from telegram import Message

from bot.telegram.conversations import Asker
from bot.telegram.kept.keeping import Told, record_of
from bot.telegram.kept.records import ANSWER, AnswerRecord
from bot.telegram.state import Part, State
from retrieval.models import Answer, Reply

_SCHEMA = """
CREATE TABLE IF NOT EXISTS told (
    chat INTEGER NOT NULL, message INTEGER NOT NULL, thread INTEGER NOT NULL, "user" INTEGER NOT NULL,
    leads INTEGER NOT NULL,         -- whether the asker's next question may lean on it
    body BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (chat, message)
);
CREATE INDEX IF NOT EXISTS told_at ON told (at);
CREATE INDEX IF NOT EXISTS told_asker ON told (chat, "user", at);
"""
_KEPT_SECONDS = 86_400

Restore = Callable[[AnswerRecord], Awaitable[Answer]]


class SharedConversations(Part):
    """As ``Conversations``, for bots that share a state. ``restore`` reads an answer from the corpus again."""

    schema = _SCHEMA

    def __init__(self, state: State, seconds: float, restore: Restore, clock: Callable[[], float] = time.time) -> None:
        super().__init__(state)
        self._seconds = seconds
        self._restore = restore
        self._clock = clock

    async def previous(self, asker: Asker, replied: Message | None, bot: int) -> Answer | None:
        """What the next question of this asker may lean on: the answer replied to, else their last one."""
        if replied is not None:
            of_message = "SELECT body FROM told WHERE chat = ? AND message = ? LIMIT 1"
            row = self._db.execute(of_message, (asker.chat, replied.message_id)).fetchone()
            by_bot = replied.from_user is not None and replied.from_user.id == bot
            if row or by_bot:
                return await self._restored(row)
        last = (
            'SELECT body FROM told WHERE chat = ? AND thread = ? AND "user" = ? AND leads = 1 AND at >= ?'
            " ORDER BY at DESC, message DESC LIMIT 1"
        )
        since = int(self._clock() - self._seconds)
        return await self._restored(self._db.execute(last, (*_place(asker), since)).fetchone())

    def remember(self, asker: Asker, answer: Answer, messages: Iterable[int]) -> None:
        """Note an answer with its question's message and its own. Talk is not noted: nobody leans on it."""
        if answer.reply is not Reply.ANSWER:
            return
        now = int(self._clock())
        body = zlib.compress(ANSWER.dump_json(record_of(Told(answer)), exclude_defaults=True))
        self._db.execute("DELETE FROM told WHERE at < ?", (now - _KEPT_SECONDS,))
        chat, thread, user = _place(asker)
        self._db.executemany(
            'INSERT INTO told (chat, message, thread, "user", leads, body, at) VALUES (?, ?, ?, ?, ?, ?, ?)'
            " ON CONFLICT (chat, message) DO UPDATE SET leads = excluded.leads, body = excluded.body, at = excluded.at",
            [(chat, message, thread, user, int(asker.person), body, now) for message in messages],
        )

    def forget(self, asker: Asker) -> None:
        """Start anew: the next question of this asker stands by itself."""
        self._db.execute('UPDATE told SET leads = 0 WHERE chat = ? AND thread = ? AND "user" = ?', _place(asker))

    def forget_person(self, user: int) -> None:
        """Forget what a user was told, in every chat."""
        self._db.execute('DELETE FROM told WHERE "user" = ? OR chat = ?', (user, user))

    async def _restored(self, row: tuple[bytes] | None) -> Answer | None:
        return await self._restore(ANSWER.validate_json(zlib.decompress(row[0]))) if row else None


def _place(asker: Asker) -> tuple[int, int, int]:
    return asker.chat, asker.thread or 0, asker.user
