"""/privacy: what is kept of whoever asks, and the buttons that delete it."""

from collections.abc import Iterator

from telegram import Chat, Update
from telegram.constants import ChatType

from bot.layout.blocks import Block, Line, LineKind, Listing
from bot.telegram.editing import edit
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.messages import painted
from bot.telegram.reply import markup_of
from bot.telegram.services import Context, Services, services_of
from bot.words import privacy as words
from bot.words.language import translated
from bot.words.runs import Run
from bot.words.talk import point

PRIVACY = "pv"
_SURE, _DELETE, _LEAVE = "sure", "delete", "leave"
_ALWAYS = (words.OF_A_QUESTION, words.OF_CHOICES, words.WITH_A_NUMBER, words.OF_A_MESSAGE, words.NOT_KEPT)


async def on_privacy(update: Update, context: Context) -> None:
    """``/privacy``: what is kept; in a private chat, with the button that deletes it."""
    message, services = update.effective_message, services_of(context)
    if message is None:
        return
    private = _is_private(message.chat)
    (html,) = painted(tuple(_kept(services, private=private)))
    keyboard = ((Button(words.DELETE, f"{PRIVACY}:{_SURE}"),),) if private else ()
    await message.reply_html(html, reply_markup=markup_of(keyboard))


async def on_choice(update: Update, context: Context) -> None:
    """Ask whether whoever pressed is sure, delete what is kept of them, or leave it."""
    query, services = update.callback_query, services_of(context)
    if query is None or query.message is None or not _is_private(query.message.chat):
        return
    pressed = (query.data or "").partition(":")[2]
    if pressed == _SURE:
        await edit(query, translated(words.SURE), _are_you_sure())
    elif pressed == _DELETE:
        _forget(services, query.from_user.id)
        await edit(query, translated(words.DELETED))
    else:
        await edit(query, translated(words.LEFT))
    await query.answer()


def _forget(services: Services, user: int) -> None:
    services.memory.forget(user)
    services.conversations.forget_person(user)
    services.journal.forget_aside(user)


def _kept(services: Services, *, private: bool) -> Iterator[Block]:
    yield Line(LineKind.TALK, (Run(translated(words.KEPT), strong=True),))
    rows = [*_ALWAYS, words.IN_BACKUPS, words.OF_ADMINS]
    yield Listing(tuple(point((Run(translated(row)),)) for row in rows))
    if services.phraser is not None:
        host = services.settings.llm.base_url.host if services.settings.llm.base_url else ""
        yield Line(LineKind.TALK, (Run(words.to_a_model(host or "")),))
    if not private:
        yield Line(LineKind.TALK, (Run(translated(words.IN_PRIVATE)),))


def _are_you_sure() -> Keyboard:
    return ((Button(words.DELETE_ALL, f"{PRIVACY}:{_DELETE}"), Button(words.LEAVE_IT, f"{PRIVACY}:{_LEAVE}")),)


def _is_private(chat: Chat) -> bool:
    return chat.type == ChatType.PRIVATE
