"""/reindex and /status, for the admins of the configuration and nobody else."""

import asyncio
import logging
import time

from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.telegram.journal import Request
from bot.telegram.reindex import Broken, Interrupted, Outcome, Refused
from bot.telegram.services import Context, Services, services_of
from bot.words import admin as words
from bot.words.language import translated
from index.progress import Progress, Report

log = logging.getLogger(__name__)


async def on_status(update: Update, context: Context) -> None:
    """What the index holds."""
    message = update.effective_message
    if message is None or not await allowed(update, context):
        return
    services = services_of(context)
    status = await asyncio.to_thread(services.engine.status)
    running = [words.RUNNING] if services.reindexer.running else []
    await message.reply_text("\n".join([words.status_of(status), *running]))


async def on_reindex(update: Update, context: Context) -> None:
    """Start a re-index in the background and show its progress in one message."""
    message = update.effective_message
    if message is None or not await allowed(update, context):
        return
    services = services_of(context)
    if services.reindexer.running:
        await message.reply_text(translated(words.RUNNING_ALREADY))
        return
    thread = message.message_thread_id if message.is_topic_message else None
    request = Request(message.chat.id, thread)
    services.journal.begin_reindex(request)
    services.in_background(carry_out(context.bot, services, request))


def resume(bot: Bot, services: Services) -> None:
    """Carry out the request that a restart interrupted."""
    request = services.journal.open_reindex()
    if request:
        services.in_background(carry_out(bot, services, request))


async def carry_out(bot: Bot, services: Services, request: Request) -> None:
    """Run a re-index and keep its one message up to date. One that a stop interrupts stays in the journal."""
    message = await bot.send_message(request.chat, words.STARTING, message_thread_id=request.thread)
    edited, stage = time.monotonic(), None

    async def show(progress: Progress) -> None:
        nonlocal edited, stage
        due = time.monotonic() - edited >= services.settings.bot.progress_seconds
        if due or progress.stage is not stage:  # no later event may come to show a new stage
            await _edit(message, words.progress_of(progress))
            edited, stage = time.monotonic(), progress.stage

    outcome = await services.reindexer.run(show)
    if not isinstance(outcome, Interrupted):
        services.journal.end_reindex()
    await _edit(message, _outcome(outcome))


async def allowed(update: Update, context: Context) -> bool:
    """Whether an admin of the configuration wrote a message; anybody else is told that it is for them."""
    message, user = update.effective_message, update.effective_user
    # an anonymous admin or a channel speaks through sender_chat: no person whose id could be checked
    is_person = message is not None and message.sender_chat is None and user is not None
    if is_person and user is not None and user.id in services_of(context).settings.bot.admins:
        return True
    if message is not None:
        await message.reply_text(translated(words.REFUSED))
    return False


async def _edit(message: Message, text: str) -> None:
    try:
        await message.edit_text(text)
    except TelegramError as error:  # the run matters more than the view of it
        log.warning("the progress could not be shown: %s", error)


def _outcome(outcome: Outcome) -> str:
    match outcome:
        case Report():
            return words.report_of(outcome)
        case Refused(reason):
            return reason
        case Interrupted():
            return words.INTERRUPTED
        case Broken():
            return words.BROKEN
