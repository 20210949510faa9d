"""The one place where errors become replies: words for what a user can mend, a reference for the rest."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from html import escape
from typing import Any

from telegram import Bot, Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.telegram.handlers.guests import answer_guest
from bot.telegram.handling import HANDLING
from bot.telegram.inbox import TRIES
from bot.telegram.journal import TakenOverError
from bot.telegram.limits import TooManyError
from bot.telegram.outcomes import InDoubtError, wait_of
from bot.telegram.repairs import is_closed
from bot.telegram.services import Context
from bot.words import talk
from bot.words.language import translated
from index.errors import NoIndexError, QuestionError

log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Reply to the message that failed, or let the update be tried again. No further handler sees it.

    An error that is none of the user's is told at the last try; the log has the cause under the same reference.
    """
    error, handling = context.error, HANDLING.get()
    if error is None or _is_final(error):
        raise ApplicationHandlerStop
    if isinstance(error, TakenOverError):
        if handling:
            handling.failure = error
        raise ApplicationHandlerStop
    text = words_for(error)
    if text is None and handling and not isinstance(error, InDoubtError):
        handling.failure = error
    if text is None and isinstance(error, TelegramError) and (wait_of(error) or isinstance(error, InDoubtError)):
        log.info("Telegram could not be told: %s", error)
        raise ApplicationHandlerStop
    if text is None:
        reference = secrets.token_hex(4)
        log.error("error %s", reference, exc_info=error)
        text = talk.failed(reference)
        if handling and handling.attempt < TRIES:
            raise ApplicationHandlerStop
    message = update.effective_message if isinstance(update, Update) else None
    if message is not None:
        await _tell(context.bot, message, text)
    raise ApplicationHandlerStop


async def _tell(bot: Bot, message: Message, text: str) -> None:
    try:
        if message.guest_query_id:
            await answer_guest(bot, message, escape(text))
        else:
            await message.reply_text(text)
    except (Forbidden, BadRequest) as error:
        log.warning("the error could not be told: %s", error)
    except TelegramError as error:
        if handling := HANDLING.get():
            handling.failure = handling.failure or error


def _is_final(error: BaseException) -> bool:
    """Whether nobody is left to be told: the bot was blocked, or removed from the group, or may not write there."""
    if isinstance(error, Forbidden) or (isinstance(error, BadRequest) and is_closed(error)):
        log.info("a chat may not be written to: %s", error)
        return True
    return False


def words_for(error: BaseException | None) -> str | None:
    """What a user is told of an error that they or an admin can do something about, or None."""
    if isinstance(error, (TooManyError, QuestionError)):
        return translated(str(error))
    if isinstance(error, NoIndexError):
        return translated(talk.EMPTY_INDEX)
    return None


def tell_failed(bot: Bot) -> Callable[[Update], Awaitable[Any]]:
    """What tells a chat that a message of it was given up; the log has why, by the update's number."""

    async def tell(update: Update) -> None:
        if update.effective_message:
            await _tell(bot, update.effective_message, talk.failed(str(update.update_id)))

    return tell


def tell_busy(bot: Bot) -> Callable[[Update], Awaitable[Any]]:
    """What tells a chat that some of its messages were not read, since too many came at once."""

    async def tell(update: Update) -> None:
        if update.effective_message:
            try:
                await bot.send_message(update.effective_message.chat.id, translated(talk.BUSY))
            except TelegramError as error:
                log.info("a chat could not be told that it has too much waiting: %s", error)

    return tell
