"""The lists of commands that Telegram shows: one for everybody, a longer one for admins."""

import logging
from collections.abc import Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.config import BotSettings
from bot.words import admin as admin_words
from bot.words import overviews, talk, watching

log = logging.getLogger(__name__)

_MEMBERS = [BotCommand(name, does) for name, does in (talk.COMMANDS | overviews.COMMANDS | watching.COMMANDS).items()]
_ADMINS = [*_MEMBERS, *(BotCommand(name, does) for name, does in admin_words.COMMANDS.items())]


async def show_commands(bot: Bot, settings: BotSettings) -> None:
    """Set all lists. One that cannot be set is logged."""
    await _set(bot, _MEMBERS, BotCommandScopeAllPrivateChats())
    await _set(bot, _MEMBERS, BotCommandScopeAllGroupChats())
    for user in sorted(settings.admins):
        await _set(bot, _ADMINS, BotCommandScopeChat(user))


async def _set(bot: Bot, commands: Sequence[BotCommand], scope: BotCommandScope) -> None:
    try:
        await bot.set_my_commands(commands, scope=scope)
    except TelegramError as error:  # an admin who never wrote to the bot has no chat with it
        log.info("a list of commands could not be set: %s", error)
