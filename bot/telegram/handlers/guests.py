"""Guest mode: a mention in a chat that the bot has not joined, answered with the one message that it may send."""

import asyncio
from html import escape

from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Message, Update
from telegram.constants import ParseMode

from bot.telegram.conversations import asker_of
from bot.telegram.handlers.asking import HOW_TO_ASK, question_in
from bot.telegram.messages import MESSAGE_UNITS, messages_of, units, visible
from bot.telegram.services import Context, services_of

_REST = "\n\n<i>The rest does not fit into one message: ask me in a chat of our own.</i>"


async def on_guest_message(update: Update, context: Context) -> None:
    """Answer a guest query. Each stands by itself, since the bot is not in the chat to follow it."""
    message, services = update.guest_message, services_of(context)
    if message is None:
        return
    question = question_in(message, context.bot.id, context.bot.username)
    if not question:
        await answer_guest(context.bot, message, escape(HOW_TO_ASK))
        return
    with services.limits.question(asker_of(message).user):
        first, *rest = messages_of(await asyncio.to_thread(services.engine.ask, question))
    fits = units(visible(first + _REST)) <= MESSAGE_UNITS
    await answer_guest(context.bot, message, first + _REST if rest and fits else first)


async def answer_guest(bot: Bot, message: Message, html: str) -> None:
    """Send the only reply that a guest message may get."""
    content = InputTextMessageContent(
        html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    if message.guest_query_id:
        result = InlineQueryResultArticle(id="answer", title="Answer", input_message_content=content)
        await bot.answer_guest_query(message.guest_query_id, result)
