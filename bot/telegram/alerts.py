"""Alerts: after each publication, the new statements that fit what chats watch for, each sent once.

What is to be sent is noted in one transaction with what was looked at, so that a bot that is killed goes on where it
was. Of several bots that share a state one sends.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.config import Settings
from bot.layout.permanent import addresses_of, linked
from bot.layout.walk import section_of
from bot.telegram.conversations import Asker
from bot.telegram.handling import HANDLING, Handling
from bot.telegram.journal import Journal
from bot.telegram.kept.keeping import Told
from bot.telegram.keyboards import Button, Keyboard, answer_keyboard
from bot.telegram.memory import Memory
from bot.telegram.messages import listed, painted
from bot.telegram.operating import metrics
from bot.telegram.outcomes import InDoubtError
from bot.telegram.repairs import is_closed
from bot.telegram.reply import Reply
from bot.telegram.state import State
from bot.telegram.watches import Alert, Batch, Notice, Watch
from bot.words import watching as words
from bot.words.language import speak
from index.keys import statement_key
from index.models import Statement, Unit
from index.search.found import Found
from index.search.snapshot import Snapshot
from retrieval.engine import Engine
from retrieval.models import Answer, Item
from retrieval.watching import fits

log = logging.getLogger(__name__)

_AT_ONCE = 500  # statements read at a time
_NAME = "alerts"  # that the bot has which sends them
_ONE_BY_ONE = 5  # of more, a digest is sent
UNWATCH = "w"


class Alerts:
    """Looks at what is new and sends what fits. One runs at a time."""

    def __init__(
        self, bot: Bot, engine: Engine, *, state: State, memory: Memory, journal: Journal, settings: Settings
    ) -> None:
        self._bot = bot
        self._engine = engine
        self._memory = memory
        self._journal = journal
        self.seconds = settings.bot.alert_seconds
        self._public = settings.web.address("")
        self._state = state
        self._task: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    def start(self) -> None:
        """Look at each new publication from now on, and first at what a restart interrupted."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End; what was not sent waits for the next start."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def begin(self) -> None:
        """Have nothing that is published by now be new to a watch that begins.

        At the first watch of all only the last row is noted: what there is is gone through in the background.
        """
        if self._memory.watches.seen_to is None:
            rows = await asyncio.to_thread(lambda: self._engine.published.statements_after(0))
            self._memory.watches.begin_after(max(rows, default=0))
        else:
            await self.look()

    async def look(self) -> None:
        """Note the alerts of all statements that were published since the last look.

        The first look, before which there is nothing new, notes none.
        """
        async with self._turn:
            if self._memory.watches.seen_to is None:
                await self._first_look()
            await self._next_look()

    async def _first_look(self) -> None:
        """Note all that is known. If that is interrupted, the next one is still the first."""
        watches, snapshot = self._memory.watches, await asyncio.to_thread(lambda: self._engine.published)
        rows = await asyncio.to_thread(snapshot.statements_after, 0)
        last = max(rows, default=0) if watches.known_before is None else watches.known_before
        for part in _parts([row for row in rows if row <= last]):
            watches.note(await asyncio.to_thread(_stored, snapshot, part))
        watches.look(last, (), ())

    async def _next_look(self) -> None:
        watches, snapshot = self._memory.watches, await asyncio.to_thread(lambda: self._engine.published)
        rows = await asyncio.to_thread(snapshot.statements_after, watches.seen_to or 0)
        for part in _parts(rows):
            found = await asyncio.to_thread(_stored, snapshot, part)
            new = watches.unseen(list(found))
            fresh = {key: one for key, one in found.items() if key in new}
            alerts = await asyncio.to_thread(self._fitting, watches.all(), fresh)
            watches.look(max(part), found, alerts, to=max(rows))

    async def send(self) -> None:
        """Send what waits, a watch after the other."""
        for batch in self._memory.watches.waiting():
            watch = self._memory.watches.get(batch.watch)
            if watch is None:
                continue
            speak(self._memory.places.of(watch.chat).language)
            try:
                await self._send(watch, batch)
            except Forbidden as error:  # blocked, or removed from the group
                log.info("a chat that watches cannot be written to (%s); its watches are removed", error)
                self._memory.watches.remove_chat(watch.chat)
            except BadRequest as error:  # what is refused of the message itself is dropped where it is posted
                log.info("a place that watches is closed (%s); its watches are removed", error)
                self._memory.watches.remove_thread(watch.chat, watch.thread)
            except TelegramError as error:
                log.warning("an alert could not be sent: %s", error)

    async def _run(self) -> None:
        while True:
            try:
                if self._state.hold(_NAME) and self._memory.watches.all():
                    await self.look()
                    await self.send()
            except Exception:
                log.exception("looking for alerts failed")
            await asyncio.sleep(self.seconds)

    def _fitting(self, watches: Sequence[Watch], found: dict[str, Found]) -> list[Alert]:
        if not found:
            return []
        questions = {watch.id: self._engine.read(watch.words) for watch in watches}
        return [
            Alert(watch, key)
            for watch, question in questions.items()
            for key, one in found.items()
            if fits(question, one)
        ]

    async def _send(self, watch: Watch, batch: Batch) -> None:
        found = await asyncio.to_thread(self._items, batch.notices)
        self._memory.watches.sent(one for one in batch.notices if one not in found)  # they are gone again
        if len(found) > _ONE_BY_ONE:
            await self._post(watch, list(found), _digest(watch, list(found.values())), (_unwatch(watch),))
            return
        for notice, item in found.items():
            question = await asyncio.to_thread(self._engine.read, watch.words)
            answer = Answer(question, items=(item,))
            kept = self._memory.shelf.put(Asker(watch.chat, watch.thread, watch.user), Told(answer))
            read = addresses_of([item], self._public)
            keyboard: Keyboard = (*answer_keyboard(kept.key, answer, 0, more=False, read=read), _unwatch(watch))
            html = "\n\n".join([words.heading(watch.words), painted(linked([section_of(item)], self._public))[0]])
            await self._post(watch, [notice], html, keyboard)

    async def _post(self, watch: Watch, notices: Sequence[Notice], html: str, keyboard: Keyboard) -> None:
        """Post a message that tells of notices, once, also if the process ends in the middle.

        What is posted for an update is noted under its number; numbers of notices are negative there.
        """
        if not self._state.hold(_NAME):  # this bot stood still for so long that another one sends by now
            return
        number = -notices[0].number
        token = HANDLING.set(Handling(number, 1, self._journal))
        try:
            await Reply(self._bot, Asker(watch.chat, watch.thread, watch.user), None).finish([html], keyboard)
        except InDoubtError:
            log.warning("it is not known whether an alert arrived; it is not repeated")
        except BadRequest as refused:
            if is_closed(refused):
                raise
            log.error("an alert was refused (%s); it is not repeated", refused)
        finally:
            HANDLING.reset(token)
        self._memory.watches.sent(notices)
        self._journal.done(number)
        metrics.ALERTS.inc(len(notices))

    def _items(self, notices: Sequence[Notice]) -> dict[Notice, Item]:
        """The statements of notices as items; those that are gone again are left out."""
        return {one: item for one in notices if (item := self._engine.statement(one.statement))}


def _parts(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    """Rows of the store, as many at a time as are read at once."""
    return (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE))


def _stored(snapshot: Snapshot, rows: Sequence[int]) -> dict[str, Found]:
    """The statements of rows, by their permanent keys."""
    found = snapshot.read(Unit.STATEMENT, rows).values()
    return {statement_key(one.article, one.unit): one for one in found if isinstance(one.unit, Statement)}


def _unwatch(watch: Watch) -> tuple[Button, ...]:
    return (Button(words.UNWATCH, f"{UNWATCH}:{watch.id}"),)


def _digest(watch: Watch, items: Sequence[Item]) -> str:
    return listed([words.digest_heading(watch.words, len(items)), *map(words.digest_row, items)])
