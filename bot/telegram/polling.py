"""Updates asked for by long polling, until the bot stops or Telegram no longer accepts it."""

import asyncio
import logging
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.errors import UnreachableError
from bot.telegram.inbox import Inbox
from bot.telegram.operating.pulse import Pulse
from bot.telegram.state import NOT_KEPT

log = logging.getLogger(__name__)

_POLL_SECONDS = 10
_AT_ONCE = 100
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_UNREADABLE = 12  # answers in a row that are none, with their pauses some five minutes
_CONFLICTS = 12


class PollingBot(ExtBot[None]):
    """A bot that gives updates as Telegram sent them, so that one that cannot be read does not hide the others."""

    async def raw_updates(self, offset: int, kinds: list[str]) -> list[Any]:
        """Wait for updates from ``offset`` on. Raises TypeError if what comes is no list."""
        raw: object = await self._post(
            "getUpdates",
            {"offset": offset, "limit": _AT_ONCE, "timeout": _POLL_SECONDS, "allowed_updates": kinds},
            read_timeout=_POLL_SECONDS + 5.0,
        )
        if not isinstance(raw, list):
            raise TypeError(f"getUpdates gave {type(raw).__name__} instead of a list")
        return raw


async def poll(
    bot: PollingBot,
    inbox: Inbox,
    kinds: list[str],
    *,
    pulse: Pulse | None = None,
    longest_pause: float = _LONGEST_PAUSE,
) -> None:
    """Take updates for ever. Each is kept before the next request confirms it to Telegram.

    An outage is waited out. Raises UnreachableError if the token is refused, if another bot polls with it,
    or if what comes is no answer of the Bot API: a bot that cannot poll must end, so that it is seen and
    started again.
    """
    offset, failures, pulse = 0, 0, pulse or Pulse()
    while True:
        await inbox.until_room()
        pulse.asked()
        try:
            offset = await _taken(bot, inbox, kinds, offset)
            failures = 0
            pulse.answered()
        except InvalidToken:
            raise UnreachableError(
                "Telegram no longer accepts the token: if it was revoked, set the new one from BotFather"
            ) from None
        except Exception as error:  # noqa: BLE001 - whatever comes, polling goes on or the bot ends
            failures += 1
            _check(error, failures)
            pause = _pause_after(error, failures, longest_pause)
            log.warning("no updates could be had (%s); the next try is in %.1f s", _reason(error), pause)
            await asyncio.sleep(pause)


async def _taken(bot: PollingBot, inbox: Inbox, kinds: list[str], offset: int) -> int:
    """Ask once; the offset that confirms what was taken."""
    raw = await bot.raw_updates(offset, kinds)
    inbox.take(raw)
    ids = [one["update_id"] for one in raw if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
    if raw and not ids:
        raise TypeError("getUpdates gave updates without ids")
    return max(ids) + 1 if ids else offset


def _check(error: Exception, failures: int) -> None:
    """Raise UnreachableError if an error has come so often in a row that waiting is no use."""
    if isinstance(error, Conflict) and failures >= _CONFLICTS:
        raise UnreachableError("another process polls with the same token: stop it, or give each bot its own token")
    if not isinstance(error, (TelegramError, *NOT_KEPT)) and failures >= _UNREADABLE:
        raise UnreachableError(
            f"what answers is no Bot API ({_reason(error)}): check [bot] api_url and the proxy"
        ) from error


def _pause_after(error: Exception, failures: int, longest: float) -> float:
    if isinstance(error, RetryAfter):
        after = error.retry_after
        return min(float(after if isinstance(after, int) else after.total_seconds()), longest)
    pause: float = min(_FIRST_PAUSE * 2 ** (failures - 1), longest)
    return pause


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
