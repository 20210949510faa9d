"""/start, which may bring a statement along, /help and /sources."""

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode

from bot.layout.deep_links import key_in
from bot.layout.talk import help_blocks, sources_blocks
from bot.telegram.conversations import asker_of
from bot.telegram.handlers.asking import deliver
from bot.telegram.messages import painted
from bot.telegram.reply import Reply
from bot.telegram.services import Context, services_of
from bot.words import talk
from bot.words.language import translated
from retrieval.models import Answer, Form, Item, Named, Question


async def on_start(update: Update, context: Context) -> None:
    """``/start``: help; with the key of a statement, the statement as an answer with its buttons."""
    message, services = update.effective_message, services_of(context)
    key = key_in(next(iter(context.args or []), ""))
    if message is None or key is None:
        await on_help(update, context)
        return
    with services.limits.question(asker_of(message).user):
        item = await services.read(services.engine.statement, key)
        if item is None:
            await message.reply_text(translated(talk.STATEMENT_GONE))
            return
        answer = Answer(_question_of(item), items=(item,))
        await deliver(Reply(context.bot, asker_of(message), message.message_id), services, answer, [message.message_id])


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


def _question_of(item: Item) -> Question:
    """What a statement by itself answers: what its speaker said; nothing where the speaker is unknown."""
    speaker = item.speaker
    if speaker is None:
        return Question("", Form.STATEMENTS)
    return Question(speaker.name, Form.STATEMENTS, who=Named((speaker,), (speaker.name,)))
