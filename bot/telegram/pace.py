"""How fast requests go to Telegram: within its limits, and not at all into a chat that it has closed for a while.

Limits: 30 messages a second in all, one a second in a chat (short bursts pass), 20 a minute in a group
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). A 429 closes its own chat,
no other. No wait is longer than ``LONGEST_WAIT``: beyond it the request fails.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine
from typing import Any

from cachetools import LRUCache, TTLCache
from telegram.error import RetryAfter

from bot.config_sections import BotSettings

log = logging.getLogger(__name__)

LONGEST_WAIT = 30.0
_LONGEST_CLOSURE = 86_400.0
_CHATS_KEPT = 5_000
_BURST_SECONDS = 5.0  # into a private chat


class Window:
    """At most so many in any stretch of ``seconds``: a bucket that refills would let twice as many through in one."""

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=most)

    def wait(self) -> float:
        """Take a place, and 0; or the seconds until one is free."""
        now = asyncio.get_running_loop().time()
        if len(self._times) == self._times.maxlen and (left := self._times[0] + self._seconds - now) > 0:
            return left
        self._times.append(now)
        return 0.0


class Pace:
    """One for the whole bot. ``stop`` ends all waits."""

    def __init__(self, settings: BotSettings) -> None:
        self._chats: LRUCache[int | str, Window] = LRUCache(_CHATS_KEPT)
        self.keep_to(settings)
        self._closed: TTLCache[int | str, float] = TTLCache(_CHATS_KEPT, _LONGEST_CLOSURE)  # until when, loop's time
        self._stopping = asyncio.Event()

    def keep_to(self, settings: BotSettings) -> None:
        """Keep to the limits of these settings from now on."""
        self._settings = settings
        self._overall = Window(settings.sent_per_second, 1.0)
        self._chats.clear()

    @property
    def stopped(self) -> bool:
        """Whether the bot stops."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """End all waits: what they wait for fails, and is carried out after the next start."""
        self._stopping.set()

    async def until_open(self, place: int | str) -> None:
        """Wait while a chat is closed. Raises RetryAfter if that is for long."""
        loop = asyncio.get_running_loop()
        while (seconds := self._closed.get(place, 0.0) - loop.time()) > 0:
            if seconds > LONGEST_WAIT:
                raise RetryAfter(int(seconds) + 1)
            await self.sleep(seconds)

    async def turn(self, place: int | str) -> None:
        """Wait until one more message may be sent into a chat. Raises RetryAfter if that takes long."""
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                for window in (self._window(place), self._overall):
                    while (seconds := window.wait()) > 0:
                        await self.sleep(seconds)
        except TimeoutError:
            raise RetryAfter(int(LONGEST_WAIT)) from None

    def close(self, place: int | str, seconds: float) -> None:
        """Telegram asks for a rest in a chat."""
        log.info("a chat is closed for %.0f s: Telegram asks for a rest", seconds)
        self._closed[place] = asyncio.get_running_loop().time() + min(seconds, _LONGEST_CLOSURE)

    async def sleep(self, seconds: float) -> None:
        """Wait. Raises RetryAfter at once if the bot stops."""
        await self._unless_stopped(asyncio.sleep(seconds))

    def _window(self, place: int | str) -> "Window":
        window = self._chats.get(place)
        if window is None:
            if isinstance(place, int) and place < 0:
                window = Window(self._settings.sent_per_group_minute, 60.0)
            else:
                most = self._settings.sent_per_chat_minute * _BURST_SECONDS / 60
                window = Window(max(1, int(most)), _BURST_SECONDS)
            self._chats[place] = window
        return window

    async def _unless_stopped(self, waiting: Coroutine[Any, Any, None]) -> None:
        wait, stop = asyncio.ensure_future(waiting), asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait((wait, stop), return_when=asyncio.FIRST_COMPLETED)
            if not wait.done():
                raise RetryAfter(1)
            await wait
        finally:
            wait.cancel()
            stop.cancel()
