"""A message that was posted again, since it was not known whether it had arrived: was it there already?

A bot cannot read a chat. But an edit tells: Telegram refuses one that would change nothing with "message is
not modified", and one of a message that is not the bot's with another reason. So the ids just below that of
the repeated message are tried with its own text, down to the highest one that was known before it was posted, or the
one that it replies to. Where the first one is found, the repetition is deleted. Messages of the bot's own that are
known to be others are left out: an edit would succeed, and overwrite them.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Container
from itertools import islice
from typing import Any

from telegram.error import BadRequest, TelegramError

from bot.telegram.operating import metrics
from bot.telegram.repairs import Data

log = logging.getLogger(__name__)

Call = Callable[[str, Data], Awaitable[Any]]
_TRIED = 30  # ids, at most; groups count their own, private chats of a bot share one count
_TRIES, _PAUSE_SECONDS = 3, 0.5  # of an edit that Telegram does not answer
_EDITABLE = ("text", "parse_mode", "entities", "link_preview_options", "reply_markup")


def place_of(chat: int) -> int:
    """The count that the ids of a chat's messages belong to."""
    return min(chat, 0)


async def without_double(call: Call, data: Data, result: Any, above: int, known: Container[int]) -> Any:
    """The message that stays, as Telegram would have answered: the first one of its like if there are several.

    ``data`` are the parameters of the message that was posted last, ``result`` is Telegram's answer to it. The first
    one's id lies ``above`` one that is known; where that is 0, nothing is tried. ``known`` are the ids of the bot's
    other messages: an edit would overwrite them.
    """
    chat, last = data["chat_id"], int(result["message_id"])
    same = {name: data[name] for name in _EDITABLE if data.get(name) is not None}
    first, lowest = last, max(above, replied_to(data))
    below = range(last - 1, lowest, -1) if lowest else ()
    for message in islice((one for one in below if one not in known), _TRIED):
        if not await _is_same(call, {**same, "chat_id": chat, "message_id": message}):
            continue
        await _delete(call, chat, first)
        first = message
    metrics.REPEATED.labels("single" if first == last else "double").inc()
    return {**result, "message_id": first}


def replied_to(data: Data) -> int:
    """The message of the same chat to which one replies, and so stands below; 0 for none."""
    reply = data.get("reply_parameters")
    reply = json.loads(reply) if isinstance(reply, str) else reply
    found = reply.get("message_id") if isinstance(reply, dict) else getattr(reply, "message_id", None)
    return int(found or 0)


async def _is_same(call: Call, edit: Data) -> bool:
    for _ in range(_TRIES):
        try:
            await call("editMessageText", edit)
        except BadRequest as refused:
            return "not modified" in refused.message
        except TelegramError as error:
            log.info("whether a message stands twice could not be seen: %s", error)
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return False
    return False


async def _delete(call: Call, chat: int, message: int) -> None:
    try:
        await call("deleteMessage", {"chat_id": chat, "message_id": message})
    except TelegramError as error:
        log.warning("a message stands twice, and could not be deleted: %s", error)
