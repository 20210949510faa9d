"""What every update passes first: may this chat use the bot, and does its user write too much?"""

from telegram import Bot, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot.config_sections import BotSettings
from bot.telegram.handlers.asking import question_in
from bot.telegram.handling import HANDLING
from bot.telegram.limits import TooManyError
from bot.telegram.services import Context, services_of
from bot.words.talk import NOT_HERE


async def on_any(update: Update, context: Context) -> None:
    """Let an update through. Raises TooManyError, or ApplicationHandlerStop for what is passed over in silence."""
    services, chat = services_of(context), update.effective_chat
    settings, user = services.settings.bot, update.effective_user.id if update.effective_user else 0
    place = chat.id if chat else user  # Telegram does not tell in which chat somebody types inline
    if place in settings.blocked_chats:
        raise ApplicationHandlerStop
    allowed, addressed = _is_allowed(place, user, settings), _is_addressed(update, context.bot)
    if not allowed and not addressed:
        raise ApplicationHandlerStop
    handling = HANDLING.get()
    if addressed and not (handling and handling.attempt > 1):
        if place < 0 and not services.chat_limits.admits(place):
            raise ApplicationHandlerStop
        if not services.message_limits.admits(user):
            raise ApplicationHandlerStop
    if not allowed:
        raise TooManyError(NOT_HERE)


def _is_addressed(update: Update, bot: Bot) -> bool:
    """Whether an update is surely for the bot: other talk in a group costs nobody anything."""
    message = update.message
    if message is None:
        return update.callback_query is not None or update.guest_message is not None
    is_command = (message.text or "").startswith("/")
    return message.chat.type == ChatType.PRIVATE or is_command or question_in(message, bot.id, bot.username) is not None


def _is_allowed(place: int, user: int, settings: BotSettings) -> bool:
    """Whether a chat may ask. Without a list all may; an admin may everywhere."""
    return not settings.allowed_chats or place in settings.allowed_chats or user in settings.admins
