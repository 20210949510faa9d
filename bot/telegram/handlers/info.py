"""/start, /help and /sources."""

import asyncio

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode

from bot.telegram.messages import sources_message
from bot.telegram.services import Context, services_of

HELP = (
    "<b>onrecord</b> answers who said what, in the exact words of its news corpus.\n\n"
    "Ask in plain words:\n"
    "• what did Mekdad say about sanctions?\n"
    "• who said the harbour would reopen?\n"
    "• did Shamkhani say anything about trade?\n"
    "• did the mayor say “not a cent”? (quoted words are checked word for word)\n\n"
    "Then go on: “what else did he say?”, “and Shamkhani?”, “what about in 2022?”. The first line of each answer "
    "shows how I read the question. /new starts afresh.\n\n"
    "In a group: /ask QUESTION, mention me, or reply to me; a reply to an answer goes on from it.\n"
    "/sources lists what I have read. Each answer comes with its date, publisher and licence, and with the credit "
    "line to print when you reuse it. If the corpus does not hold the answer, I say so."
)


async def on_help(update: Update, context: Context) -> None:  # noqa: ARG001 - a handler's signature
    """What the bot does and how to ask."""
    if update.effective_message:
        await update.effective_message.reply_html(HELP)


async def on_sources(update: Update, context: Context) -> None:
    """Which publishers the corpus holds."""
    message = update.effective_message
    if message is None:
        return
    sources = await asyncio.to_thread(services_of(context).engine.sources)
    for html in sources_message(sources):
        await message.reply_text(
            html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        )
