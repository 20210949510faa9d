"""The one place where errors become replies: words for what a user can mend, a reference for the rest."""

import logging
import secrets
from html import escape

from telegram import Update
from telegram.error import Forbidden, NetworkError, TelegramError

from bot.telegram.handlers.guests import answer_guest
from bot.telegram.limits import TooManyError
from bot.telegram.services import Context
from bot.words import talk
from index.errors import NoIndexError, QuestionError

log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Reply to the message that failed; the log has the cause under the same reference."""
    error = context.error
    message = update.effective_message if isinstance(update, Update) else None
    if isinstance(error, Forbidden):  # blocked by the user, or removed from the group
        log.info("a chat may not be written to: %s", error)
        return
    if isinstance(error, NetworkError) and message is None:
        log.warning("Telegram cannot be reached: %s", error)
        return
    text = words_for(error)
    if text is None:
        reference = secrets.token_hex(4)
        log.error("error %s", reference, exc_info=error)
        text = talk.failed(reference)
    if message is None:
        return
    try:
        if message.guest_query_id:
            await answer_guest(context.bot, message, escape(text))
        else:
            await message.reply_text(text)
    except TelegramError as failed:
        log.warning("the error could not be told: %s", failed)


def words_for(error: BaseException | None) -> str | None:
    """What a user is told of an error that they or an admin can do something about, or None."""
    if isinstance(error, (TooManyError, QuestionError)):
        return str(error)
    if isinstance(error, NoIndexError):
        return talk.EMPTY_INDEX
    return None
