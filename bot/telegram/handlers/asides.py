"""What is no question: being added to a group, messages without words, commands that there are not."""

from telegram import ChatMember, Message, Update
from telegram.constants import ChatType

from bot.telegram.services import Context, services_of
from bot.words import asides as words
from bot.words.language import translated

_PRESENT = {ChatMember.MEMBER, ChatMember.ADMINISTRATOR}
_EXAMPLES = 2


async def on_membership(update: Update, context: Context) -> None:
    """Say hello in a group that the bot was added to; forget the watches of one that it left."""
    change = update.my_chat_member
    if change is None or change.chat.type not in {ChatType.GROUP, ChatType.SUPERGROUP}:
        return
    services = services_of(context)
    before, now = change.old_chat_member.status, change.new_chat_member.status
    if now in _PRESENT and before not in _PRESENT:
        examples = await services.read(services.engine.examples, _EXAMPLES)
        await context.bot.send_message(change.chat.id, words.welcome(examples))
    elif now not in _PRESENT:
        services.memory.watches.remove_chat(change.chat.id)


async def on_wordless(update: Update, context: Context) -> None:
    """Answer a voice message, a sticker or a document in a line, where it is meant for the bot."""
    message = update.effective_message
    if message is not None and _is_for_bot(message, context.bot.id):
        await message.reply_text(translated(words.VOICE if message.voice or message.video_note else words.WORDLESS))


async def on_unknown_command(update: Update, context: Context) -> None:
    """Answer a command that there is not; in a group only if it names the bot."""
    message = update.effective_message
    if message is None or not message.text:
        return
    command, _, addressed = message.text.split()[0].partition("@")
    to_bot = addressed.lower() == context.bot.username.lower()
    if to_bot or (message.chat.type == ChatType.PRIVATE and not addressed):
        await message.reply_text(words.unknown_command(command))


def _is_for_bot(message: Message, bot_id: int) -> bool:
    replied = message.reply_to_message
    to_bot = replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
    return message.via_bot is None and (message.chat.type == ChatType.PRIVATE or to_bot)
