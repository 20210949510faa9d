"""Presses of the buttons under an answer."""

import asyncio

from telegram import Message, Update

from bot.telegram.buttons import Credits, Left, OfferError
from bot.telegram.handlers.asking import deliver, deliver_rest
from bot.telegram.limits import TooManyError
from bot.telegram.messages import credits_of
from bot.telegram.reply import Reply
from bot.telegram.services import Context, services_of
from bot.words.talk import BUTTON_EXPIRED

_NOTICE_CHARACTERS = 200  # https://core.telegram.org/bots/api#answercallbackquery


async def on_button(update: Update, context: Context) -> None:
    """Ask what the button stands for, if it still stands and belongs to whoever presses it."""
    query, services = update.callback_query, services_of(context)
    if query is None:
        return
    message = query.message
    try:
        if not isinstance(message, Message):  # too old for Telegram to show it
            raise OfferError(BUTTON_EXPIRED)
        asker, meant = services.offers.pressed(query.data or "", query.from_user.id, message.chat.id)
        with services.limits.question(asker.user):
            await query.answer()
            reply = Reply(context.bot, asker, message.message_id)
            if isinstance(meant, Left):
                await deliver_rest(reply, services, meant)
            elif isinstance(meant, Credits):
                await reply.finish(credits_of(meant.articles), (), ())
            else:
                await deliver(reply, services, await asyncio.to_thread(services.engine.answer, meant))
    except (OfferError, TooManyError) as refused:
        await query.answer(str(refused)[:_NOTICE_CHARACTERS], show_alert=True)
