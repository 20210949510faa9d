"""Forwarded messages: the quotations in them checked."""

from telegram import LinkPreviewOptions, Message
from telegram.constants import ChatAction, ChatType, ParseMode

from bot.layout.proof import proof_blocks
from bot.telegram.conversations import asker_of
from bot.telegram.messages import painted
from bot.telegram.services import Context, services_of
from index.english.quotation_marks import quotations


def is_draft(message: Message) -> bool:
    """Whether a message is one to proofread: forwarded into a chat with the bot, with something in quotation marks."""
    text = message.text or message.caption or ""
    forwarded = message.forward_origin is not None and message.chat.type == ChatType.PRIVATE
    return forwarded and bool(quotations(text))


async def proofread(message: Message, context: Context) -> None:
    """Say of each quotation in a message whether it is on record."""
    services = services_of(context)
    with services.limits.question(asker_of(message).user):
        await context.bot.send_chat_action(message.chat.id, ChatAction.TYPING)
        checked = await services.read(services.engine.proofread, message.text or message.caption or "")
    for html in painted(proof_blocks(checked)):
        await message.reply_text(
            html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True), do_quote=True
        )
