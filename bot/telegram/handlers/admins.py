"""Who is an admin, and how admins are reached."""

import logging

from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.telegram.services import Context, Services, services_of
from bot.words import admin as words
from bot.words.language import translated

log = logging.getLogger(__name__)


async def allowed(update: Update, context: Context) -> bool:
    """Whether an admin of the configuration wrote a message; anybody else is told that it is for them."""
    message, user = update.effective_message, update.effective_user
    if _is_own(message) and user is not None and user.id in services_of(context).settings.bot.admins:
        return True
    if message is not None:
        await message.reply_text(translated(words.REFUSED))
    return False


async def tell_admins(bot: Bot, services: Services, text: str) -> None:
    """Write to every admin of the configuration. One who cannot be reached is passed over."""
    for admin in sorted(services.settings.bot.admins):
        try:
            await bot.send_message(admin, text)
        except TelegramError as error:
            log.warning("an admin could not be told: %s", error)


def _is_own(message: Message | None) -> bool:
    """Whether a person wrote the message here themselves.

    An anonymous admin or a channel speaks through ``sender_chat``: no person whose id could be checked. A
    message that was forwarded, or sent through another bot, may hold words that somebody else chose.
    """
    return message is not None and not (message.sender_chat or message.forward_origin or message.via_bot)
