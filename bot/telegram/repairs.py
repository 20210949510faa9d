"""What Telegram refuses for the form of a message, and how the message gets through after all.

The texts are those of https://github.com/tdlib/telegram-bot-api, which has no codes for them.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest

from bot.telegram.messages import MESSAGE_UNITS, cut, visible

Data = dict[str, Any]

# what a request wanted is so already, or nobody waits for it any more
_SETTLED = re.compile(r"message is not modified|query is too old|query id is invalid", re.IGNORECASE)
_SETTLED_METHODS = frozenset({"editMessageText", "editMessageReplyMarkup", "answerCallbackQuery", "answerInlineQuery"})
_NO_ENTRY = re.compile(
    r"chat not found|not enough rights|have no rights|TOPIC_CLOSED|CHAT_(?:WRITE_FORBIDDEN|RESTRICTED)"
    r"|group chat was deactivated|PEER_ID_INVALID",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Repaired:
    """The parameters of a message that may get through, and ``how`` they differ."""

    data: Data
    how: str


@dataclass(frozen=True, slots=True)
class _Repair:
    refusal: re.Pattern[str]
    needs: str  # the parameter that is refused
    how: str
    mend: Callable[[Data], Data]


def is_settled(endpoint: str, refused: BadRequest) -> bool:
    """Whether a refusal leaves nothing to do."""
    return endpoint in _SETTLED_METHODS and bool(_SETTLED.search(refused.message))


def is_closed(refused: BadRequest) -> bool:
    """Whether a chat, or the topic, may not be written to at all."""
    return bool(_NO_ENTRY.search(refused.message))


def repaired(data: Data, refused: BadRequest, tried: Collection[str]) -> Repaired | None:
    """The message without what was refused; None if that is not known, or has been tried."""
    for repair in _REPAIRS:
        if repair.how not in tried and data.get(repair.needs) is not None and repair.refusal.search(refused.message):
            return Repaired(repair.mend(data), repair.how)
    return None


def _without(*names: str) -> Callable[[Data], Data]:
    return lambda data: {name: value for name, value in data.items() if name not in names}


def _plain(data: Data) -> Data:
    return _without("parse_mode")({**data, "text": visible(data["text"])})


def _short(data: Data) -> Data:
    plain = _plain(data) if data.get("parse_mode") else data
    return {**plain, "text": cut(plain["text"], MESSAGE_UNITS)}


def _refusal(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_REPAIRS = (
    _Repair(_refusal(r"thread not found|TOPIC_(?:DELETED|ID_INVALID)"), "message_thread_id", "outside the topic",
            _without("message_thread_id", "reply_parameters")),
    _Repair(_refusal(r"repl(?:y|ied)|QUOTE_TEXT_INVALID"), "reply_parameters", "as no reply",
            _without("reply_parameters")),
    _Repair(_refusal(r"BUTTON|reply markup|inline keyboard"), "reply_markup", "without buttons",
            _without("reply_markup")),
    _Repair(_refusal(r"too long"), "text", "in part", _short),
    _Repair(_refusal(r"parse|entit|tag"), "parse_mode", "as plain text", _plain),
)  # fmt: skip
