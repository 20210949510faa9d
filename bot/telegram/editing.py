"""Edits of the message whose button was pressed, however old it is.

Of an old message Telegram tells the chat and the id alone (https://core.telegram.org/bots/api#inaccessiblemessage). A
bot may edit its own messages for ever.
"""

from telegram import CallbackQuery, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.telegram.keyboards import Keyboard
from bot.telegram.reply import markup_of

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def edit(query: CallbackQuery, html: str, keyboard: Keyboard = ()) -> None:
    """Put a text and buttons into the message."""
    if query.message:
        await query.get_bot().edit_message_text(
            html,
            query.message.chat.id,
            query.message.message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup_of(keyboard),
        )


async def edit_buttons(query: CallbackQuery, keyboard: Keyboard) -> None:
    """Put other buttons under the message."""
    if query.message:
        await query.get_bot().edit_message_reply_markup(
            query.message.chat.id, query.message.message_id, reply_markup=markup_of(keyboard)
        )
