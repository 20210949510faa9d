"""Guest mode: a mention in a chat that the bot has not joined, answered with the one message that it may send."""

from html import escape

from telegram import Bot, InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Message, Update
from telegram.constants import ParseMode

from bot.layout.opening import opening_of
from bot.layout.permanent import linked
from bot.layout.talk import blocks_of
from bot.telegram.conversations import asker_of
from bot.telegram.handlers.asking import examples_of, question_in
from bot.telegram.messages import MESSAGE_UNITS, painted, units, visible
from bot.telegram.services import Context, services_of
from bot.words import talk
from bot.words.language import translated


async def on_guest_message(update: Update, context: Context) -> None:
    """Answer a guest query. Each stands by itself, since the bot is not in the chat to follow it."""
    message, services = update.guest_message, services_of(context)
    if message is None:
        return
    question = question_in(message, context.bot.id, context.bot.username)
    if not question:
        await answer_guest(context.bot, message, escape(talk.how_to_ask(await examples_of(services))))
        return
    with services.limits.question(asker_of(message).user):
        opening = opening_of(await services.read(services.engine.ask, question))
        blocks = await services.read(blocks_of, opening.shown, services.engine)
    first, *others = painted(linked(blocks, services.public))
    more = f"{first}\n\n<i>{escape(translated(talk.REST_ELSEWHERE))}</i>"
    fits = units(visible(more)) <= MESSAGE_UNITS
    await answer_guest(context.bot, message, more if fits and (others or opening.rest) else first)


async def answer_guest(bot: Bot, message: Message, html: str) -> None:
    """Send the only reply that a guest message may get."""
    content = InputTextMessageContent(
        html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    if message.guest_query_id:
        result = InlineQueryResultArticle(
            id="answer", title=translated(talk.GUEST_TITLE), input_message_content=content
        )
        await bot.answer_guest_query(message.guest_query_id, result)
