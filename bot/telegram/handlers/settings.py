"""/settings: what those who decide for a chat may choose there."""

from telegram import Update

from bot.telegram.editing import edit_buttons
from bot.telegram.handlers.languages import LANGUAGE, choose_language
from bot.telegram.handlers.watching import is_admin, may_decide
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.places import Length, Place
from bot.telegram.reply import markup_of
from bot.telegram.services import Context, Services, services_of
from bot.words import settings as words
from bot.words.language import LANGUAGES, translated

SETTING = "st"


async def on_settings(update: Update, context: Context) -> None:
    """``/settings``: what is chosen for the chat, with a button each that changes it."""
    message, services = update.effective_message, services_of(context)
    if message is None:
        return
    if not await may_decide(context.bot, message):
        await message.reply_text(translated(words.ADMINS_SET))
        return
    await message.reply_text(translated(words.SETTINGS), reply_markup=markup_of(_panel(services, message.chat.id)))


async def on_setting(update: Update, context: Context) -> None:
    """Change what was pressed."""
    query, services = update.callback_query, services_of(context)
    if query is None or query.message is None:
        return
    chat = query.message.chat.id
    if not await is_admin(context.bot, chat, query.from_user.id):
        await query.answer(translated(words.ADMINS_SET), show_alert=True)
        return
    name = (query.data or "").partition(":")[2]
    if name == LANGUAGE:
        await choose_language(query)
        return
    _change(services, chat, name)
    await edit_buttons(query, _panel(services, chat))
    await query.answer(translated(words.CHANGED))


def _change(services: Services, chat: int, name: str) -> None:
    places = services.memory.places
    place = places.of(chat)
    if name == "length":
        places.set_length(chat, Length.USUAL if place.length is Length.SHORT else Length.SHORT)
    elif name == "inline":
        places.set_inline(chat, allowed=not place.inline)


def _panel(services: Services, chat: int) -> Keyboard:
    place = services.memory.places.of(chat)
    rows = [_language(place), Button(words.SHORT if place.length is Length.SHORT else words.USUAL, f"{SETTING}:length")]
    if chat < 0:
        rows.append(Button(words.INLINE_ALLOWED if place.inline else words.INLINE_REMOVED, f"{SETTING}:inline"))
    return tuple((button,) for button in rows)


def _language(place: Place) -> Button:
    return Button(words.language(LANGUAGES.get(place.language or "", "")), f"{SETTING}:{LANGUAGE}")
