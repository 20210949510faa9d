"""What Telegram shows of the bot by itself, in each language: its commands, for whoever may give them, and what it is.

Nothing depends on it: what cannot be set is logged, and the bot goes on.
"""

import asyncio
import logging
from collections.abc import Coroutine, Iterator, Mapping
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.config_sections import BotSettings
from bot.words import admin, overviews, privacy, settings, talk, watching
from bot.words.language import ENGLISH, LANGUAGES, speak, translated

log = logging.getLogger(__name__)

_MEMBERS = talk.COMMANDS | overviews.COMMANDS | privacy.COMMANDS
_DECIDERS = _MEMBERS | watching.COMMANDS | settings.COMMANDS  # those who decide for a chat
_ADMINS = _DECIDERS | admin.COMMANDS


async def introduce(bot: Bot, of: BotSettings) -> None:
    """Set commands and descriptions in every language; what has none is shown in English."""
    for language in LANGUAGES:
        speak(language)
        code = None if language == ENGLISH else language
        await asyncio.gather(*(_set(one) for one in _introductions(bot, of, code)))


def _introductions(bot: Bot, of: BotSettings, code: str | None) -> Iterator[Coroutine[Any, Any, bool]]:
    yield bot.set_my_description(translated(talk.DESCRIPTION), language_code=code)
    yield bot.set_my_short_description(translated(talk.SHORT_DESCRIPTION), language_code=code)
    scopes: list[tuple[Mapping[str, str], BotCommandScope]] = [
        (_DECIDERS, BotCommandScopeAllPrivateChats()),
        (_MEMBERS, BotCommandScopeAllGroupChats()),
        (_DECIDERS, BotCommandScopeAllChatAdministrators()),
        *((_ADMINS, BotCommandScopeChat(user)) for user in sorted(of.admins)),
    ]
    for commands, scope in scopes:
        shown = [BotCommand(name, translated(does)) for name, does in commands.items()]
        yield bot.set_my_commands(shown, scope=scope, language_code=code)


async def _set(setting: Coroutine[Any, Any, bool]) -> None:
    try:
        await setting
    except TelegramError as error:  # an admin who never wrote to the bot has no chat with it
        log.info("what Telegram shows of the bot could not be set: %s", error)
