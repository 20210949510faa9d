"""Questions: any text in a private chat; in a group only /ask, a mention of the bot or a reply to it."""

import logging
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.layout.opening import opening_of
from bot.layout.talk import blocks_of
from bot.telegram.conversations import asker_of
from bot.telegram.handlers.proofing import is_draft, proofread
from bot.telegram.kept.keeping import Told
from bot.telegram.logs import pseudonym
from bot.telegram.messages import painted, unfinished
from bot.telegram.operating import metrics
from bot.telegram.phraser import PhrasingError
from bot.telegram.reply import Reply
from bot.telegram.services import Context, Services, services_of
from bot.telegram.views import Look, Panel, screens_of, view_of
from bot.words import talk
from bot.words.language import translated
from retrieval.models import Answer
from retrieval.models import Reply as Kind

_ASK = "/ask"  # under a picture a command is no command to Telegram

log = logging.getLogger(__name__)


async def on_ask(update: Update, context: Context) -> None:
    """``/ask QUESTION``."""
    message = update.effective_message
    if message is None:
        return
    question = " ".join(context.args or [])
    if question:
        await _answer(message, context, question)
    else:
        await message.reply_text(talk.how_to_ask(await examples_of(services_of(context))))


async def on_text(update: Update, context: Context) -> None:
    """A message that may be a question to the bot, or a draft that is forwarded to it."""
    message = update.effective_message
    if message is None:
        return
    if await _is_unwanted(message, context):
        return
    if is_draft(message):
        await proofread(message, context)
        return
    question = question_in(message, context.bot.id, context.bot.username)
    if question:
        await _answer(message, context, question)


async def _is_unwanted(message: Message, context: Context) -> bool:
    """Whether a message was chosen inline in a group that wants none; it is deleted where the bot may do that."""
    inline = message.via_bot is not None and message.via_bot.id == context.bot.id
    if not inline or services_of(context).memory.places.of(message.chat.id).inline:
        return False
    try:
        await message.delete()
    except TelegramError as error:
        log.info("an inline answer could not be deleted: %s", error)
    return True


async def on_new(update: Update, context: Context) -> None:
    """Let the asker's next question lean on none before it."""
    message = update.effective_message
    if message is not None:
        services_of(context).conversations.forget(asker_of(message))
        await message.reply_text(translated(talk.FORGOTTEN))


def question_in(message: Message, bot_id: int, username: str) -> str | None:
    """The question that a message, or the words under a picture, put to the bot, without its mention.

    None if it is not meant for the bot.
    """
    text = message.text or message.caption or ""
    by_machine = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
    if by_machine or message.via_bot:  # another bot, or an answer that was chosen inline
        return None
    mention = _mention_in(message, bot_id, username)
    if mention is not None:
        return " ".join(text.replace(mention, " ", 1).split()) or None
    if text.startswith((f"{_ASK} ", f"{_ASK}@{username} ")):
        return text.partition(" ")[2].strip() or None
    if message.chat.type == ChatType.PRIVATE:
        return text.strip() or None
    return text.strip() if _replies_to(message, bot_id) else None


def _mention_in(message: Message, bot_id: int, username: str) -> str | None:
    """The words that mention the bot, by its name or by a link to it."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    mentions = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    for entity, words in mentions.items():
        by_name = entity.type == MessageEntity.MENTION and words.lower() == f"@{username.lower()}"
        if by_name or (entity.user is not None and entity.user.id == bot_id):
            return words
    return None


def _replies_to(message: Message, user: int) -> bool:
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == user


async def examples_of(services: Services) -> tuple[str, ...]:
    """A question that the corpus answers, if there is one."""
    return await services.read(services.engine.examples, 1)


async def _answer(message: Message, context: Context, question: str) -> None:
    services, asker = services_of(context), asker_of(message)
    with services.limits.question(asker.user):
        reply = Reply(context.bot, asker, message.message_id)
        await reply.typing()
        previous = await services.conversations.previous(asker, message.reply_to_message, context.bot.id)
        answer = await services.read(services.engine.ask, question, previous=previous)
        await deliver(reply, services, answer, [message.message_id])


async def deliver(reply: Reply, services: Services, answer: Answer, asked: Sequence[int] = ()) -> None:
    """Send the first message of an answer, and remember what it shows; ``asked`` are the question's messages."""
    asker = reply.asker
    reason = answer.abstention.reason.value if answer.abstention else "none"
    log.info("user %s: %s, %s items, reason %s", pseudonym(asker.user), answer.reply, len(answer.items), reason)
    metrics.ANSWERS.labels(answer.reply.value, reason).inc()
    look = services.look(asker.chat)
    if answer.reply is not Kind.ANSWER:
        blocks = await services.read(blocks_of, answer, services.engine)
        sent = await reply.finish(painted(blocks))
    else:
        phrasing = tuple(await _phrased(reply, services, opening_of(answer, brief=look.brief).shown))
        told = Told(answer, phrasing)
        kept = services.memory.shelf.put(asker, told)
        view = await services.read(view_of, kept.key, told, Panel.ANSWER, 0, look)
        sent = await reply.finish([view.html], view.keyboard)
    services.conversations.remember(asker, remembered(Told(answer), 0, look), [*asked, *sent])


def remembered(told: Told, at: int, look: Look) -> Answer:
    """An answer with the items alone that its screens up to ``at`` show: what "what else" leaves out."""
    if told.answer.reply is not Kind.ANSWER or not told.answer.items:
        return told.answer
    screens = screens_of(told, look)[: at + 1]
    return replace(told.answer, items=tuple(dict.fromkeys(item for screen in screens for item in screen.items)))


async def _phrased(reply: Reply, services: Services, answer: Answer) -> list[str]:
    """What the language model makes of the answer, shown as it grows; empty without one, or if it fails."""
    if services.phraser is None:
        return []
    started, sentences = time.monotonic(), list[str]()
    try:
        async with aclosing(services.phraser.sentences(answer)) as coming:
            async for sentence in coming:
                sentences.append(sentence)
                await reply.show(unfinished(sentences))
    except PhrasingError as error:
        log.info("not phrased after %.1f s: %s", time.monotonic() - started, error)
        metrics.PHRASED.labels("failed").inc()
        return []
    if sentences:
        metrics.PHRASED.labels("phrased").inc()
        log.info("phrased in %.1f s", time.monotonic() - started)
    return sentences
