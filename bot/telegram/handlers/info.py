"""/start, /help and /sources."""

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode

from bot.layout.talk import help_blocks, sources_blocks
from bot.telegram.messages import painted
from bot.telegram.services import Context, services_of


async def on_help(update: Update, context: Context) -> None:
    """What the bot does and how to ask."""
    if update.effective_message:
        blocks = await services_of(context).read(help_blocks, services_of(context).engine)
        for html in painted(blocks):
            await update.effective_message.reply_html(html)


async def on_sources(update: Update, context: Context) -> None:
    """Which publishers the corpus holds."""
    message = update.effective_message
    if message is None:
        return
    blocks = await services_of(context).read(sources_blocks, services_of(context).engine)
    for html in painted(blocks):
        await message.reply_text(
            html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        )
