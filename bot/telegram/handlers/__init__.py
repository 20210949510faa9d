"""Telegram updates in, engine calls and rendered messages out. One list says what handles what, in order."""

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.telegram.handlers import admin, asking, buttons, gate, guests, info, inline
from bot.telegram.services import App


def register(app: App) -> None:
    """Add all handlers. Edited messages, channel posts and the like reach none of them."""
    app.add_handler(TypeHandler(Update, gate.on_any), group=-1)
    new = filters.UpdateType.MESSAGE
    app.add_handler(CommandHandler(["start", "help"], info.on_help, filters=new))
    app.add_handler(CommandHandler("sources", info.on_sources, filters=new))
    app.add_handler(CommandHandler("ask", asking.on_ask, filters=new))
    app.add_handler(CommandHandler("new", asking.on_new, filters=new))
    app.add_handler(CommandHandler("reindex", admin.on_reindex, filters=new))
    app.add_handler(CommandHandler("status", admin.on_status, filters=new))
    app.add_handler(MessageHandler(new & filters.TEXT & ~filters.COMMAND, asking.on_text))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE & filters.TEXT, guests.on_guest_message))
    app.add_handler(CallbackQueryHandler(buttons.on_button))
    app.add_handler(InlineQueryHandler(inline.on_inline_query))
