"""/reindex and /status, for the admins of the configuration and nobody else."""

import asyncio
import logging
import time
from dataclasses import dataclass

from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.telegram.journal import Request
from bot.telegram.reindex import Broken, Cancelled, Interrupted, Outcome, Refused, Waiting
from bot.telegram.services import Context, Services, services_of
from bot.words import admin as words
from bot.words.language import translated
from index.progress import Progress, Report, Stage

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
    """Start a re-index in the background and show its progress in one message; ``cancel`` ends it."""
    message = update.effective_message
    if message is None or not await allowed(update, context):
        return
    services, wanted = services_of(context), " ".join(context.args or ())
    if wanted == "cancel":
        await message.reply_text(translated(words.CANCELLING if services.journal.open_reindex() else words.NOT_RUNNING))
        await services.reindexer.cancel()
    elif wanted:
        await message.reply_text(translated(words.HOW_TO_REINDEX))
    else:
        thread = message.message_thread_id if message.is_topic_message else None
        request = Request(message.chat.id, thread)
        if services.journal.begin_reindex(request):
            services.in_background(carry_out(context.bot, services, request))
        else:
            await message.reply_text(translated(words.RUNNING_ALREADY))


def resume(bot: Bot, services: Services) -> None:
    """Carry out the request that a restart interrupted."""
    request = services.journal.open_reindex()
    if request:
        services.in_background(carry_out(bot, services, request))


async def carry_out(bot: Bot, services: Services, request: Request) -> None:
    """Run a re-index and keep its one message up to date. One that a stop interrupts stays in the journal."""
    view = _View(bot, request, services.settings.bot.progress_seconds)
    await view.show(words.STARTING)
    outcome = await services.reindexer.run(view.follow)
    if not isinstance(outcome, Interrupted):
        services.journal.end_reindex()
    await view.show(_outcome(outcome))


@dataclass(slots=True)
class _View:
    """The one message that shows a run. The run matters more than the view of it: failing to show it is logged."""

    bot: Bot
    request: Request
    pause: float
    message: Message | None = None
    stage: Stage | None = None
    edited: float = 0.0

    async def follow(self, progress: Progress | Waiting) -> None:
        """Show how far the run is, if the last view is not too recent or a new stage has begun."""
        stage = progress.stage if isinstance(progress, Progress) else None
        if stage is not self.stage or time.monotonic() - self.edited >= self.pause:
            self.stage = stage
            await self.show(words.progress_of(progress) if isinstance(progress, Progress) else words.WAITING)

    async def show(self, text: str) -> None:
        """Show a text in the message."""
        self.edited = time.monotonic()
        try:
            if self.message is None:
                self.message = await self.bot.send_message(
                    self.request.chat, text, message_thread_id=self.request.thread
                )
            else:
                await self.message.edit_text(text)
        except TelegramError as error:
            log.warning("the progress could not be shown: %s", error)


async def allowed(update: Update, context: Context) -> bool:
    """Whether an admin of the configuration wrote a message; anybody else is told that it is for them."""
    message, user = update.effective_message, update.effective_user
    if _is_own(message) and user is not None and user.id in services_of(context).settings.bot.admins:
        return True
    if message is not None:
        await message.reply_text(translated(words.REFUSED))
    return False


def _is_own(message: Message | None) -> bool:
    """Whether a person wrote the message here themselves.

    An anonymous admin or a channel speaks through ``sender_chat``: no person whose id could be checked. A
    message that was forwarded, or sent through another bot, may hold words that somebody else chose.
    """
    return message is not None and not (message.sender_chat or message.forward_origin or message.via_bot)


def _outcome(outcome: Outcome) -> str:
    match outcome:
        case Report():
            return words.report_of(outcome)
        case Refused(reason):
            return reason
        case Cancelled():
            return words.CANCELLED
        case Interrupted():
            return words.INTERRUPTED
        case Broken():
            return words.BROKEN
