"""The updates that are to be handled: those of a chat in their order, chats beside each other.

Whatever goes wrong with an update costs only itself. What Telegram keeps back (a 429, an outage) is
tried again later, and the updates of its chat wait behind it. What fails otherwise is tried twice, and
then set aside with its reason. An update that was being handled when the process died may be the cause, or
may not: from then on it is handled while no other such one is, and set aside if that ends the process twice.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot, Update

from bot.telegram.handling import HANDLING, Handling, unless_full
from bot.telegram.journal import Journal, Raw, TakenOverError
from bot.telegram.operating import metrics
from bot.telegram.outcomes import InDoubtError, wait_of

log = logging.getLogger(__name__)

TRIES = 2
_MOST = 2_000  # updates that wait, over all chats
_MOST_IN_CHAT = 30
_DRAIN_SECONDS = 20.0
_LONGEST_PAUSE = 300.0  # between two tries while Telegram is down
_INLINE = "inline_query"  # the one kind that is worth nothing after a restart

Handle = Callable[[Update], Awaitable[None]]


@dataclass(slots=True)
class _Waiting:
    update: Update
    handling: Handling
    suspect: bool  # a process ended while it was handled


@dataclass(slots=True)
class _Lane:
    """What waits in one chat. ``refused`` is the last update that found no room."""

    waiting: deque[_Waiting] = field(default_factory=deque)
    refused: Update | None = None
    pauses: int = 0


class Inbox:
    """Takes updates, handles each, and knows which are done.

    ``refuse`` tells a chat that it has too much waiting, ``give_up`` that something of it cannot be handled.
    """

    def __init__(self, bot: Bot, journal: Journal, handle: Handle, refuse: Handle, give_up: Handle) -> None:
        self._bot = bot
        self._journal = journal
        self._handle = handle
        self._refuse = refuse
        self._give_up = give_up
        self._lanes: dict[Hashable, _Lane] = {}
        self._finished: dict[int, str] = {}  # what the journal does not know yet, with why it was set aside if it was
        self._tasks: set[asyncio.Task[None]] = set()
        self._suspects = asyncio.Lock()
        self._stopping = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()

    @property
    def waiting(self) -> int:
        """How many updates wait or are being handled."""
        return sum(len(lane.waiting) for lane in self._lanes.values())

    @property
    def full(self) -> bool:
        """Whether no more updates should be taken for now."""
        return not self._room.is_set()

    async def until_room(self) -> None:
        """Wait until updates may be taken again."""
        await self._room.wait()

    def resume(self) -> int:
        """Take up what this or another process left unhandled; how many updates that are."""
        self._note_finished()
        known = {one.handling.update for lane in self._lanes.values() for one in lane.waiting} | self._finished.keys()
        left = [(raw, deaths) for raw, deaths in self._journal.adopted() if raw["update_id"] not in known]
        for raw, deaths in left:
            self._enter(raw, suspect=deaths > 0)
        return len(left)

    def take(self, updates: Sequence[Raw]) -> None:
        """Keep updates and handle those that are new. Raises one of ``NOT_KEPT`` if they cannot be kept.

        What is no update at all is passed over.
        """
        raw = [one for one in updates if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
        if len(raw) < len(updates):
            log.warning("%d of %d updates have no id; they are passed over", len(updates) - len(raw), len(updates))
        new = self._journal.take(raw, lasting=[_INLINE not in one for one in raw])
        for one, is_new in zip(raw, new, strict=True):
            _count("taken" if is_new else "repeated")
            if is_new:
                self._enter(one)

    async def stop(self) -> None:
        """Let what is being handled end, for some seconds; the rest stays in the journal."""
        self._stopping.set()
        tasks = list(self._tasks)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_DRAIN_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _enter(self, raw: Raw, *, suspect: bool = False) -> None:
        number = raw["update_id"]
        try:
            update = Update.de_json(dict(raw), self._bot)
            place = _place_of(update)
        except Exception as error:  # noqa: BLE001 - whatever is in it, it must not stop the others
            log.warning("update %s cannot be read (%s); it is set aside", number, type(error).__name__)
            _count("aside")
            self._finish(number, f"cannot be read: {type(error).__name__}")
            return
        lane = self._lanes.get(place)
        if lane is None:
            lane = self._lanes[place] = _Lane()
            task = asyncio.create_task(self._work(place, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if len(lane.waiting) >= _MOST_IN_CHAT:
            log.info("a chat has too much waiting; update %s is refused", number)
            _count("refused")
            lane.refused = update
            self._finish(number)
            return
        message = update.effective_message
        came = (message.chat.id, message.message_id) if message else (0, 0)
        lane.waiting.append(_Waiting(update, Handling(number, 0, self._journal, *came), suspect))
        if self.waiting >= _MOST:
            self._room.clear()

    async def _work(self, place: Hashable, lane: _Lane) -> None:
        """Handle what waits in a chat, one after the other, until nothing does."""
        while (lane.waiting or lane.refused) and not self._stopping.is_set():
            if not lane.waiting:
                update, lane.refused = lane.refused, None
                if update:
                    await self._guarded(self._refuse, update)
                continue
            pause = await self._tried(lane.waiting[0], lane)
            if pause is None:
                lane.waiting.popleft()
                lane.pauses = 0
            else:
                await self._paused(pause)
            if self.waiting < _MOST // 2:
                self._room.set()
        self._lanes.pop(place, None)

    async def _tried(self, one: _Waiting, lane: _Lane) -> float | None:
        """Handle an update once. None when it is done with, else the seconds until it is tried again."""
        if not one.suspect:
            return await self._handled(one, lane)
        async with self._suspects:
            return None if self._stopping.is_set() else await self._handled(one, lane)

    async def _handled(self, one: _Waiting, lane: _Lane) -> float | None:
        handling = one.handling
        handling.attempt += 1
        try:
            with unless_full():
                handling.attempt = self._journal.begin(handling.update)
        except TakenOverError:
            log.info("update %s is another bot's by now", handling.update)
            return None
        if handling.attempt > TRIES + one.suspect:
            self._set_aside(handling, "the process ended while it was handled, again and again")
            await self._guarded(self._give_up, one.update)
            return None
        handling.steps, handling.failure = 0, None
        await self._guarded(self._handle, one.update, handling)
        return self._settled(one, lane)

    def _settled(self, one: _Waiting, lane: _Lane) -> float | None:
        handling, error = one.handling, one.handling.failure
        if isinstance(error, TakenOverError):
            log.info("update %s is another bot's by now", handling.update)
            return None
        if error is None or isinstance(error, InDoubtError):
            if error is not None:
                log.warning("update %s: it is not known whether a message arrived; it is not repeated", handling.update)
            self._finish(handling.update)
            _count("handled")
            metrics.UPDATE_SECONDS.labels(_kind_of(one.update)).observe(time.monotonic() - handling.taken)
            return None
        if (pause := wait_of(error)) is not None:
            with unless_full():
                self._journal.put_back(handling.update)
            _count("later")
            handling.attempt -= 1
            lane.pauses += 1
            log.info("update %s is tried again in %.0f s: %s", handling.update, pause, error)
            longest = max(pause, _LONGEST_PAUSE)
            return min(pause * 2.0 ** (lane.pauses - 1), longest)
        if handling.attempt < TRIES:
            return 0.0
        self._set_aside(handling, f"{type(error).__name__}: {error}")
        return None

    def _set_aside(self, handling: Handling, reason: str) -> None:
        log.error("update %s is set aside: %s", handling.update, reason)
        _count("aside")
        self._finish(handling.update, reason)

    def _finish(self, update: int, aside: str = "") -> None:
        """An update is done with, or set aside for a reason. Where that cannot be noted, it is not handled again."""
        self._finished[update] = aside
        self._note_finished()

    def _note_finished(self) -> None:
        with unless_full():
            for update, aside in list(self._finished.items()):
                if aside:
                    self._journal.set_aside(update, aside)
                else:
                    self._journal.done(update)
                del self._finished[update]

    async def _guarded(self, work: Handle, update: Update, handling: Handling | None = None) -> None:
        token = HANDLING.set(handling)
        try:
            await work(update)
        except Exception as error:  # a lane must go on
            log.exception("update %s failed outside of its handler", update.update_id)
            if handling:
                handling.failure = error
        except asyncio.CancelledError:  # the bot stops, which is not the update's fault
            if handling:
                with unless_full():
                    self._journal.put_back(handling.update)
            raise
        finally:
            HANDLING.reset(token)

    async def _paused(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return


def _count(outcome: str) -> None:
    metrics.UPDATES.labels(outcome).inc()


def _kind_of(update: Update) -> str:
    """Which of the kinds of updates one is, for the metrics."""
    kinds = ("callback_query", "inline_query", "guest_message", "my_chat_member")
    return next((kind for kind in kinds if getattr(update, kind, None)), "message")


def _place_of(update: Update) -> Any:
    """Whose updates keep their order: the chat's, or those of whoever types an inline query."""
    if update.effective_chat:
        return update.effective_chat.id
    user = update.effective_user
    return ("inline", user.id if user else update.update_id)
