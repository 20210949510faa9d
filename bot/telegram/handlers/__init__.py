"""Telegram updates in, engine calls and rendered messages out. One list says what handles what, in order."""

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.telegram.alerts import UNWATCH
from bot.telegram.handlers import admin, asides, asking, buttons, guests, info, inline, watching
from bot.telegram.services import App

_WORDLESS = (
    filters.VOICE
    | filters.AUDIO
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.PHOTO
    | filters.Sticker.ALL
    | filters.Document.ALL
    | filters.ANIMATION
    | filters.LOCATION
    | filters.CONTACT
)


def register(app: App) -> None:
    """Add all handlers. Edited messages, channel posts and the like reach none of them."""
    new = filters.UpdateType.MESSAGE
    app.add_handler(CommandHandler(["start", "help"], info.on_help, filters=new))
    app.add_handler(CommandHandler("sources", info.on_sources, filters=new))
    app.add_handler(CommandHandler("ask", asking.on_ask, filters=new))
    app.add_handler(CommandHandler("new", asking.on_new, filters=new))
    app.add_handler(CommandHandler("reindex", admin.on_reindex, filters=new))
    app.add_handler(CommandHandler("status", admin.on_status, filters=new))
    app.add_handler(CommandHandler("watch", watching.on_watch, filters=new))
    app.add_handler(CommandHandler("watches", watching.on_watches, filters=new))
    app.add_handler(MessageHandler(new & filters.COMMAND, asides.on_unknown_command))
    app.add_handler(MessageHandler(new & (filters.TEXT | filters.CAPTION), asking.on_text))
    app.add_handler(MessageHandler(new & _WORDLESS, asides.on_wordless))
    app.add_handler(ChatMemberHandler(asides.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE & filters.TEXT, guests.on_guest_message))
    app.add_handler(CallbackQueryHandler(watching.on_unwatch, pattern=f"^{UNWATCH}:"))
    app.add_handler(CallbackQueryHandler(buttons.on_button))
    app.add_handler(InlineQueryHandler(inline.on_inline_query))
