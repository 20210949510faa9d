"""Inline mode: @bot QUESTION in any chat."""

import hashlib

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.constants import ParseMode

from bot.telegram.limits import TooManyError
from bot.telegram.messages import inline_items_of
from bot.telegram.services import Context, services_of

_SHORTEST = 8
_CACHE_SECONDS = 30


async def on_inline_query(update: Update, context: Context) -> None:
    """Offer the items of the answer; nothing while the question is still being typed."""
    query = update.inline_query
    if query is None:
        return
    services = services_of(context)
    items, refused = [], False
    if len(query.query.strip()) >= _SHORTEST:
        try:
            with services.inline_limits.question(query.from_user.id):
                items = inline_items_of(await services.read(services.engine.ask, query.query))
        except TooManyError:
            refused = True
    results = [
        InlineQueryResultArticle(
            id=hashlib.sha256(f"{number}{item.html}".encode()).hexdigest()[:32],
            title=item.title,
            description=item.description,
            input_message_content=InputTextMessageContent(
                item.html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
            ),
        )
        for number, item in enumerate(items)
    ]
    # the answer is the same for everybody, a refusal is not
    await query.answer(results, cache_time=0 if refused else _CACHE_SECONDS, is_personal=refused)
