"""The first words with Telegram: does it know the token, who is the bot, who writes to it, what may it do where."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram import Bot, Message
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.config_sections import BotSettings
from bot.errors import UnreachableError
from index.errors import ConfigError

logging.getLogger("telegram.request").setLevel(logging.CRITICAL)  # it logs with a traceback what it raises, too
_TOKEN = re.compile(r"\d+:[\w-]{20,}")
_NO_TOKEN = "the bot has no token: set ONRECORD_BOT__TOKEN, or [bot] token in the configuration"  # noqa: S105
_CONNECT_SECONDS = 5.0
_PAUSE_SECONDS = 0.5
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Introduced:
    """A bot as Telegram knows it. ``reads_groups`` says that its privacy mode is off."""

    name: str
    reads_groups: bool
    joins_groups: bool
    inline: bool


@dataclass(frozen=True, slots=True)
class Webhook:
    """What Telegram calls, empty if it is polled; how many updates wait, and how the last call failed."""

    url: str
    waiting: int
    last_error: str


@dataclass(frozen=True, slots=True)
class Place:
    """A chat in which the bot may answer: ``status`` is its own there, empty if it cannot be there at all."""

    chat: int
    name: str
    status: str
    may_write: bool


@dataclass(frozen=True, slots=True)
class Writer:
    """A person who wrote to the bot in private."""

    id: int
    name: str


def token_of(settings: BotSettings) -> str:
    """The token. Raises ConfigError, which does not show it, if it is missing or cannot be one."""
    token = settings.token.get_secret_value() if settings.token else ""
    if not token.strip():
        raise ConfigError(_NO_TOKEN)
    if not _TOKEN.fullmatch(token):
        raise ConfigError(
            "the bot's token is not one: BotFather's look like 123456:ABC-DEF…, without quotation marks or spaces"
        )
    return token


def request_of(connections: int, seconds: float) -> HTTPXRequest:
    """A client whose requests take so long at most."""
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=seconds,
        write_timeout=seconds,
        connect_timeout=min(_CONNECT_SECONDS, seconds),
        pool_timeout=seconds,
    )


async def meet(settings: BotSettings) -> Introduced:
    """Ask Telegram once who the bot is, before anything slow begins: can it be reached, and does it know the token?

    Raises ConfigError or UnreachableError.
    """
    async with _speaking(settings) as bot:
        me = bot.bot
        return Introduced(
            name=me.username or me.first_name,
            reads_groups=bool(me.can_read_all_group_messages),
            joins_groups=bool(me.can_join_groups),
            inline=bool(me.supports_inline_queries),
        )


async def webhook_of(settings: BotSettings) -> Webhook:
    """What Telegram calls. Raises as ``meet`` does."""
    async with _speaking(settings) as bot:
        found = await bot.get_webhook_info()
        return Webhook(found.url, found.pending_update_count, found.last_error_message or "")


async def places_of(settings: BotSettings, chats: Iterable[int]) -> list[Place]:
    """What the bot is in each of the chats. Raises as ``meet`` does."""
    async with _speaking(settings) as bot:
        return [await _place(bot, chat) for chat in chats]


async def writer_of(settings: BotSettings, code: str, seconds: float) -> Writer | None:
    """Who sends the bot this code in private; None if nobody does in time.

    Updates are left for the bot that is started later: to look behind the first ones that wait would confirm these.
    Raises as ``meet`` does, and ConfigError if so many wait, or if Telegram calls a webhook instead.
    """
    async with _speaking(settings) as bot:
        try:
            async with asyncio.timeout(seconds):
                while True:
                    updates = await bot.get_updates(None, _AT_ONCE, timeout=0, allowed_updates=["message"])
                    for update in updates:
                        if found := _writer(update.message, code):
                            return found
                    if len(updates) == _AT_ONCE:
                        raise ConfigError(
                            f"{_AT_ONCE} messages or more are waiting for the bot, and yours cannot be read without "
                            "discarding them: name your id with --admin, or start the bot first so that it answers them"
                        )
                    await asyncio.sleep(_PAUSE_SECONDS)
        except TimeoutError:
            return None
        except Conflict:
            raise ConfigError(
                "messages to the bot go to a webhook or to another process that polls: end that, or name your id"
            ) from None


def _writer(message: Message | None, code: str) -> Writer | None:
    if message is None or message.from_user is None or message.chat.type != "private":
        return None
    return Writer(message.from_user.id, message.from_user.full_name) if code in (message.text or "").split() else None


async def _place(bot: Bot, chat: int) -> Place:
    try:
        about = await bot.get_chat(chat)
        member = await bot.get_chat_member(chat, bot.id) if chat < 0 else None
    except (BadRequest, Forbidden) as error:
        return Place(chat, error.message, "", may_write=False)
    name = about.title or about.full_name or str(chat)
    if member is None:
        return Place(chat, name, "private", may_write=True)
    permitted = not about.permissions or about.permissions.can_send_messages is not False
    may_write = member.status in {"administrator", "creator"} or (member.status == "member" and permitted)
    return Place(chat, name, member.status, may_write=may_write)


@asynccontextmanager
async def _speaking(settings: BotSettings) -> AsyncIterator[Bot]:
    """A client of the Bot API that Telegram knows. Raises ConfigError or UnreachableError, also for the block."""
    base = str(settings.api_url).rstrip("/")
    try:
        async with Bot(token_of(settings), f"{base}/bot", request=request_of(1, settings.timeout_seconds)) as bot:
            yield bot
    except InvalidToken as error:
        if _is_unreadable(error):
            raise UnreachableError(f"what answers at {settings.api_url} is no Bot API: check [bot] api_url") from None
        raise ConfigError("Telegram does not know this token: copy it from BotFather again") from None
    except TelegramError as error:
        raise UnreachableError(
            f"Telegram cannot be reached at {settings.api_url} ({error}): check the network and [bot] api_url"
        ) from error


def _is_unreadable(error: BaseException | None) -> bool:
    """Whether an error comes from an answer that is no JSON, such as a web page's."""
    return error is not None and (isinstance(error, ValueError) or _is_unreadable(error.__cause__))
