"""/watch, /watches, and the buttons that end a watch."""

from telegram import Bot, ChatMember, Message, Update
from telegram.error import TelegramError

from bot.telegram.alerts import UNWATCH
from bot.telegram.conversations import asker_of
from bot.telegram.handlers.asking import examples_of
from bot.telegram.keyboards import Button
from bot.telegram.reply import markup_of
from bot.telegram.services import Context, services_of
from bot.words import watching as words
from bot.words.language import translated
from retrieval.watching import can_watch

_MOST = 20  # watches of a chat
_LABEL_CHARACTERS = 60
_WORDS_CHARACTERS = 200
_ADMINS = {ChatMember.ADMINISTRATOR, ChatMember.OWNER}


async def on_watch(update: Update, context: Context) -> None:
    """``/watch SPEAKER TOPIC``: send new statements that fit from now on."""
    message, services = update.effective_message, services_of(context)
    if message is None:
        return
    asked = " ".join(context.args or [])[:_WORDS_CHARACTERS]
    if not asked:
        await message.reply_text(await _how_to(context))
        return
    if not await may_decide(context.bot, message):
        await message.reply_text(translated(words.ADMINS_ONLY))
        return
    watches, asker = services.memory.watches, asker_of(message)
    standing = watches.of_chat(asker.chat)
    question = await services.read(services.engine.read, asked)
    if any(one.words.casefold() == asked.casefold() and one.thread == asker.thread for one in standing):
        await message.reply_text(words.already(asked))
    elif len(standing) >= _MOST:
        await message.reply_text(words.too_many(_MOST))
    elif not can_watch(question):
        await message.reply_text(words.unclear(asked))
    else:
        await services.alerts.begin()
        watch = watches.add(asker.chat, asker.thread, asker.user, asked)
        markup = markup_of(((Button(words.UNWATCH, f"{UNWATCH}:{watch.id}"),),))
        await message.reply_text(words.added(asked), reply_markup=markup)


async def on_watches(update: Update, context: Context) -> None:
    """What the chat watches for, with a button each that ends it."""
    message = update.effective_message
    if message is None:
        return
    standing = services_of(context).memory.watches.of_chat(message.chat.id)
    if not standing:
        await message.reply_text(translated(words.NONE_WATCHED))
        return
    rows = tuple((Button(f"✕ {one.words}"[:_LABEL_CHARACTERS], f"{UNWATCH}:{one.id}"),) for one in standing)
    await message.reply_text(translated(words.WATCHED), reply_markup=markup_of(rows))


async def on_unwatch(update: Update, context: Context) -> None:
    """End the watch of the pressed button; in a group an admin may, and whoever began it."""
    query, watches = update.callback_query, services_of(context).memory.watches
    if query is None or query.message is None:
        return
    watch = watches.get((query.data or "").partition(":")[2])
    if watch is None or watch.chat != query.message.chat.id:
        await query.answer(translated(words.NOT_WATCHED), show_alert=True)
        return
    own = watch.user == query.from_user.id
    if not own and not await is_admin(context.bot, watch.chat, query.from_user.id):
        await query.answer(translated(words.ADMINS_ONLY), show_alert=True)
        return
    watches.remove(watch.id)
    await query.answer(translated(words.UNWATCHED))


async def may_decide(bot: Bot, message: Message) -> bool:
    """Whether the writer may decide for the chat: anybody in a private one, in a group its admins."""
    if message.chat.id > 0 or (message.sender_chat and message.sender_chat.id == message.chat.id):
        return True
    return message.from_user is not None and await is_admin(bot, message.chat.id, message.from_user.id)


async def is_admin(bot: Bot, chat: int, user: int) -> bool:
    """Whether somebody decides for a chat: in a private one its user, in a group an admin."""
    if chat > 0:
        return chat == user
    try:
        return (await bot.get_chat_member(chat, user)).status in _ADMINS
    except TelegramError:  # the bot may not look: nobody is taken for an admin
        return False


async def _how_to(context: Context) -> str:
    example = next(iter(await examples_of(services_of(context))), "")
    return translated(words.HOW_TO_WATCH).format(example=example) if example else translated(words.HOW_TO_WATCH_ALONE)
