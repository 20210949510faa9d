"""How requests go to Telegram: within its limits, each chat on its own, and nothing posted twice.

Limits: 30 messages a second in all, one a second in a chat (short bursts pass), 20 a minute in a
group (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). A 429 makes
the request's own chat wait, no other. A request whose outcome is unknown (a timeout, a dropped
connection, a 5xx) is repeated only if doing it twice does no harm; a message is rather lost than
posted twice, since whoever misses an answer can ask again.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import httpx
from aiolimiter import AsyncLimiter
from cachetools import LRUCache
from telegram import Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter, BaseUpdateProcessor, ExtBot

log = logging.getLogger(__name__)

_CHATS_KEPT = 5_000
_ATTEMPTS = 4
_MESSAGES = frozenset({"sendMessage", "sendPhoto", "sendDocument", "sendMessageDraft"})
_NOT_REPEATABLE = _MESSAGES | {"answerInlineQuery", "answerGuestQuery"}
_PAUSE_SECONDS = 0.5


class ChatRateLimiter(BaseRateLimiter[None]):
    """Waits before a message where Telegram would refuse it, and repeats what may be repeated."""

    def __init__(self) -> None:
        self._overall = AsyncLimiter(30, 1)
        self._chats: LRUCache[int | str, AsyncLimiter] = LRUCache(_CHATS_KEPT)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to clean up."""

    async def process_request(  # noqa: PLR0917 - the base class's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 - the base class's signature
    ) -> Any:
        """Send one request. Raises TelegramError if it is refused or its outcome stays unknown."""
        for attempt in range(1, _ATTEMPTS + 1):
            await self._turn(endpoint, data.get("chat_id"))
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if attempt == _ATTEMPTS:
                    raise
                await asyncio.sleep(_seconds(error))
            except NetworkError as error:
                if attempt == _ATTEMPTS or not _repeatable(endpoint, error):
                    raise
                log.info("%s is tried again after: %s", endpoint, error)
                await asyncio.sleep(_PAUSE_SECONDS * 2**attempt)
        raise TelegramError("unreachable")

    async def _turn(self, endpoint: str, chat: int | str | None) -> None:
        if endpoint not in _MESSAGES or chat is None:
            return
        limiter = self._chats.get(chat)
        if limiter is None:
            is_group = isinstance(chat, int) and chat < 0
            limiter = self._chats[chat] = AsyncLimiter(20, 60) if is_group else AsyncLimiter(5, 5)
        await limiter.acquire()
        await self._overall.acquire()


class TolerantBot(ExtBot[None]):
    """A bot that one update which it cannot read does not stop."""

    async def get_updates(  # type: ignore[override] # the parameters that the updater passes
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: int | timedelta | None = None,  # noqa: ASYNC109 - Telegram's long poll
        allowed_updates: list[str] | None = None,
        **request: Any,
    ) -> tuple[Update, ...]:
        """Parse one by one: an unreadable update is logged and confirmed, so that the next ones come."""
        seconds = timeout.total_seconds() if isinstance(timeout, timedelta) else float(timeout or 0)
        wanted = {"offset": offset, "limit": limit, "timeout": int(seconds), "allowed_updates": allowed_updates}
        read_timeout = request.pop("read_timeout", None)
        raw = await self._post(
            "getUpdates",
            {name: value for name, value in wanted.items() if value is not None},
            read_timeout=seconds + (read_timeout if isinstance(read_timeout, (int, float)) else 5.0),
        )
        return tuple(self._read(one) for one in raw) if isinstance(raw, list) else ()

    def _read(self, raw: dict[str, Any]) -> Update:
        try:
            return Update.de_json(raw, self)
        except Exception:
            log.warning("update %s cannot be read; it is passed over", raw.get("update_id"), exc_info=True)
            return Update(int(raw["update_id"]))


class ChatOrder(BaseUpdateProcessor):
    """Updates of one chat in their order, chats beside each other."""

    def __init__(self, at_once: int = 64) -> None:
        super().__init__(at_once)
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        """Run one update's handler when those before it in the same chat have ended."""
        chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else None
        if chat is None:
            await coroutine
            return
        lock = self._locks.setdefault(chat, asyncio.Lock())
        self._waiting[chat] = self._waiting.get(chat, 0) + 1
        try:
            async with lock:
                await coroutine
        finally:
            self._waiting[chat] -= 1
            if not self._waiting[chat]:
                del self._waiting[chat], self._locks[chat]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to clean up."""


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if hasattr(after, "total_seconds") else float(after)


def _repeatable(endpoint: str, error: NetworkError) -> bool:
    """Whether doing it again may help, and cannot do it twice: the method is harmless, or nothing ever left."""
    if isinstance(error, BadRequest):  # a kind of NetworkError to the library, but the server has decided
        return False
    unsent = isinstance(error.__cause__, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout))
    return unsent or endpoint not in _NOT_REPEATABLE
