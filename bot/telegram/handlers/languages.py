"""The language of the interface: that of the user's client, unless one was chosen for the chat."""

from telegram import CallbackQuery, Update

from bot.telegram.editing import edit
from bot.telegram.handlers.watching import is_admin, may_decide
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.reply import markup_of
from bot.telegram.services import Context, services_of
from bot.words import languages as words
from bot.words.language import LANGUAGES, speak, translated

LANGUAGE = "lg"
_A_ROW = 3


async def on_any(update: Update, context: Context) -> None:
    """Speak the language of whoever wrote or pressed; it stands before all other handlers."""
    chat, user = update.effective_chat, update.effective_user
    chosen = services_of(context).memory.places.of(chat.id).language if chat else None
    speak(chosen or (user.language_code if user else None))


async def on_language(update: Update, context: Context) -> None:
    """``/language``: choose the language of the chat."""
    message = update.effective_message
    if message is None:
        return
    if not await may_decide(context.bot, message):
        await message.reply_text(translated(words.ADMINS_CHOOSE))
        return
    await message.reply_text(translated(words.WHICH_LANGUAGE), reply_markup=markup_of(_choices()))


async def choose_language(query: CallbackQuery) -> None:
    """Ask for the language in the message of the pressed button."""
    await edit(query, translated(words.WHICH_LANGUAGE), _choices())
    await query.answer()


async def on_choice(update: Update, context: Context) -> None:
    """Write in the chosen language from now on."""
    query = update.callback_query
    language = (query.data or "").partition(":")[2] if query else ""
    if query is None or query.message is None or language not in LANGUAGES:
        return
    chat = query.message.chat.id
    if not await is_admin(context.bot, chat, query.from_user.id):
        await query.answer(translated(words.ADMINS_CHOOSE), show_alert=True)
        return
    services_of(context).memory.places.set_language(chat, language)
    speak(language)
    await edit(query, translated(words.CHOSEN))
    await query.answer()


def _choices() -> Keyboard:
    buttons = [Button(name, f"{LANGUAGE}:{code}") for code, name in LANGUAGES.items()]
    return tuple(tuple(buttons[i : i + _A_ROW]) for i in range(0, len(buttons), _A_ROW))
