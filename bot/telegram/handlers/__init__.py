"""Telegram updates in, engine calls and rendered messages out. One list says what handles what, in order."""

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.telegram.alerts import UNWATCH
from bot.telegram.complaints import FEEDBACK
from bot.telegram.handlers import (
    admin,
    asides,
    asking,
    buttons,
    feedback,
    gate,
    guests,
    info,
    inline,
    languages,
    overviews,
    privacy,
    reindexing,
    settings,
    watching,
)
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


_COMMANDS = {
    "start": info.on_start,
    "help": info.on_help,
    "sources": info.on_sources,
    "ask": asking.on_ask,
    "new": asking.on_new,
    "watch": watching.on_watch,
    "watches": watching.on_watches,
    "latest": overviews.on_latest,
    "speakers": overviews.on_speakers,
    "speaker": overviews.on_speaker,
    "timeline": overviews.on_timeline,
    "licences": overviews.on_licences,
    "export": overviews.on_export,
    "language": languages.on_language,
    "settings": settings.on_settings,
    "privacy": privacy.on_privacy,
    "feedback": feedback.on_feedback,
    "reindex": reindexing.on_reindex,
    "status": admin.on_status,
    "reload": admin.on_reload,
    "audit": admin.on_audit,
}


def register(app: App) -> None:
    """Add all handlers. Edited messages, channel posts and the like reach none of them."""
    app.add_handler(TypeHandler(Update, languages.on_any), group=-2)  # one handler a group sees an update
    app.add_handler(TypeHandler(Update, gate.on_any), group=-1)
    new = filters.UpdateType.MESSAGE
    for command, handler in _COMMANDS.items():
        app.add_handler(CommandHandler(command, handler, filters=new))
    app.add_handler(MessageHandler(new & filters.COMMAND, asides.on_unknown_command))
    app.add_handler(MessageHandler(new & (filters.TEXT | filters.CAPTION), asking.on_text))
    app.add_handler(MessageHandler(new & _WORDLESS, asides.on_wordless))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE & filters.TEXT, guests.on_guest_message))
    app.add_handler(ChatMemberHandler(asides.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(CallbackQueryHandler(feedback.on_mend, pattern=f"^{FEEDBACK}:"))
    app.add_handler(CallbackQueryHandler(languages.on_choice, pattern=f"^{languages.LANGUAGE}:"))
    app.add_handler(CallbackQueryHandler(settings.on_setting, pattern=f"^{settings.SETTING}:"))
    app.add_handler(CallbackQueryHandler(privacy.on_choice, pattern=f"^{privacy.PRIVACY}:"))
    app.add_handler(CallbackQueryHandler(watching.on_unwatch, pattern=f"^{UNWATCH}:"))
    app.add_handler(CallbackQueryHandler(buttons.on_button))
    app.add_handler(InlineQueryHandler(inline.on_inline_query))
