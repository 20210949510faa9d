"""What every update passes first: may this chat use the bot, and does its user write too much?"""

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot.config_sections import BotSettings
from bot.telegram.handling import HANDLING
from bot.telegram.limits import TooManyError
from bot.telegram.services import Context, services_of
from bot.words.talk import NOT_HERE


async def on_any(update: Update, context: Context) -> None:
    """Let an update through. Raises TooManyError, or ApplicationHandlerStop for what is passed over in silence."""
    services, user, chat = services_of(context), update.effective_user, update.effective_chat
    if chat and chat.id in services.settings.bot.blocked_chats:
        raise ApplicationHandlerStop
    handling = HANDLING.get()
    if update.inline_query or not _is_addressed(update) or (handling and handling.attempt > 1):
        return
    if chat and chat.id < 0 and not services.chat_limits.admits(chat.id):
        raise ApplicationHandlerStop
    if not services.message_limits.admits(user.id if user else 0):
        raise ApplicationHandlerStop
    if chat and not _is_allowed(chat.id, user.id if user else 0, services.settings.bot):
        raise TooManyError(NOT_HERE)


def _is_addressed(update: Update) -> bool:
    """Whether an update is surely for the bot: other talk in a group costs nobody anything."""
    message = update.message
    if message is None:
        return update.callback_query is not None
    return message.chat.type == ChatType.PRIVATE or (message.text or "").startswith("/")


def _is_allowed(chat: int, user: int, settings: BotSettings) -> bool:
    """Whether a chat may ask. Without a list all may; an admin may everywhere."""
    return not settings.allowed_chats or chat in settings.allowed_chats or user in settings.admins
