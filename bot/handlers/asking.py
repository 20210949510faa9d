"""Questions: any text in a private chat; in a group only /ask, a mention of the bot or a reply to it."""

import asyncio
import logging

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ChatType, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.context import Context, services_of
from bot.logs import pseudonym
from bot.render import citation_of, messages_of, visible
from retrieval.models import Answer

log = logging.getLogger(__name__)

HOW_TO_ASK = "Ask what somebody said, for example: /ask what did Mekdad say about sanctions?"


async def on_ask(update: Update, context: Context) -> None:
    """``/ask QUESTION``."""
    message = update.effective_message
    if message is None:
        return
    question = " ".join(context.args or [])
    if question:
        await _answer(message, context, question)
    else:
        await message.reply_text(HOW_TO_ASK, message_thread_id=_thread(message))


async def on_text(update: Update, context: Context) -> None:
    """A message that may be a question to the bot."""
    message = update.effective_message
    if message is None or not message.text:
        return
    question = question_in(message, context.bot.id, context.bot.username)
    if question:
        await _answer(message, context, question)


def question_in(message: Message, bot_id: int, username: str) -> str | None:
    """The question that a message puts to the bot, without its mention; None if it is not meant for the bot."""
    text = message.text or ""
    if message.chat.type == ChatType.PRIVATE:
        return text.strip() or None
    for entity, words in message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION]).items():
        by_name = entity.type == MessageEntity.MENTION and words.lower() == f"@{username.lower()}"
        if by_name or (entity.user is not None and entity.user.id == bot_id):
            return " ".join(text.replace(words, " ", 1).split()) or None
    replied = message.reply_to_message
    to_bot = replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
    return text.strip() if to_bot else None


async def _answer(message: Message, context: Context, question: str) -> None:
    services = services_of(context)
    user = message.from_user.id if message.from_user else message.chat.id
    with services.limits.question(user):
        await _show_typing(message, context)
        answer = await asyncio.to_thread(services.engine.ask, question)
        log.info("user %s: %s items, reason %s", pseudonym(user), len(answer.items), _reason(answer))
        await _send(message, answer)


async def _send(message: Message, answer: Answer) -> None:
    for number, html in enumerate(messages_of(answer)):
        reply = ReplyParameters(message.message_id, allow_sending_without_reply=True) if number == 0 else None
        buttons = _copy_button(answer) if number == 0 else None
        try:
            await message.chat.send_message(
                html,
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                message_thread_id=_thread(message),
                reply_parameters=reply,
                reply_markup=buttons,
            )
        except BadRequest as error:
            log.warning("the markup of an answer was refused (%s); it is sent as plain text", error)
            await message.chat.send_message(visible(html), message_thread_id=_thread(message), reply_parameters=reply)


def _copy_button(answer: Answer) -> InlineKeyboardMarkup | None:
    """A button that copies the credit line of the only, or first, item."""
    citation = citation_of(answer.items[0]) if answer.items else None
    if citation is None:
        return None
    label = "Copy credit" if len(answer.items) == 1 else "Copy credit of 1"
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, copy_text=CopyTextButton(citation))]])


async def _show_typing(message: Message, context: Context) -> None:
    try:
        await context.bot.send_chat_action(message.chat.id, ChatAction.TYPING, message_thread_id=_thread(message))
    except TelegramError as error:
        log.debug("typing could not be shown: %s", error)


def _thread(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _reason(answer: Answer) -> str:
    return answer.abstention.reason.value if answer.abstention else "none"
