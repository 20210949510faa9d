"""A re-index from a chat, or by itself: begun, followed in one message, carried on after a restart."""

import logging
import time
from dataclasses import dataclass, field

from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.telegram.handlers.admins import allowed, tell_admins
from bot.telegram.journal import Request
from bot.telegram.operating import metrics
from bot.telegram.operating.audit import Deed
from bot.telegram.operating.schedule import REINDEX
from bot.telegram.reindex import Broken, Cancelled, Interrupted, Outcome, Refused, Waiting
from bot.telegram.services import Context, Services, services_of
from bot.words import admin as words
from bot.words.language import translated
from index.progress import Progress, Report, Stage

log = logging.getLogger(__name__)

_NEW, _FULL, _CANCEL = "new", "full", "cancel"
_DETAILS = {True: _FULL, False: _NEW}


async def on_reindex(update: Update, context: Context) -> None:
    """Start a re-index in the background and show its progress in one message; ``cancel`` ends it."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None or not await allowed(update, context):
        return
    services, wanted = services_of(context), " ".join(context.args or ())
    if wanted == _CANCEL:
        running = services.journal.open_reindex()
        await message.reply_text(translated(words.CANCELLING if running else words.NOT_RUNNING))
        if running:
            services.memory.audit.note(user.id, Deed.CANCELLED)
        if running and not services.journal.reindexing:
            services.journal.end_reindex()  # the bot that carries it out notices
        await services.reindexer.cancel()
    elif wanted not in {"", _NEW, _FULL}:
        await message.reply_text(translated(words.HOW_TO_REINDEX))
    else:
        thread = message.message_thread_id if message.is_topic_message else None
        request = Request(message.chat.id, thread, anew=wanted == _FULL, who=str(user.id))
        if not begin(context.bot, services, request):
            await message.reply_text(translated(words.RUNNING_ALREADY))


def begin(bot: Bot, services: Services, request: Request) -> bool:
    """Note a request and carry it out in the background; False if one is open already."""
    if not services.journal.begin_reindex(request):
        return False
    services.memory.audit.note(request.who, Deed.REINDEX, _DETAILS[request.anew])
    services.reindexer.ready()
    services.in_background(carry_out(bot, services, request))
    return True


def resume(bot: Bot, services: Services) -> None:
    """Carry out the request that a bot left when it ended, this one or another."""
    if request := services.journal.left_reindex():
        services.reindexer.ready()
        services.in_background(carry_out(bot, services, request))


async def keep_up(bot: Bot, services: Services) -> None:
    """Go on with what another bot left; end what another one was told to cancel."""
    if not services.journal.reindexing:
        resume(bot, services)
    elif services.journal.open_reindex() is None:
        await services.reindexer.cancel()


async def carry_out(bot: Bot, services: Services, request: Request) -> None:
    """Run a re-index and keep its one message up to date. One that a stop interrupts stays in the journal."""
    view = _View(bot, request, services.settings.bot.progress_seconds)
    outcome: Outcome = Interrupted()
    try:
        await view.show(words.STARTING_FULL if request.anew else words.STARTING)
        outcome = await services.reindexer.run(view.follow, anew=request.anew)
    except Exception:  # whatever goes wrong with a run, another one may begin
        log.exception("a re-index could not be followed to its end")
        outcome = Broken()
    finally:
        if not isinstance(outcome, Interrupted):
            services.journal.end_reindex()
    said = _outcome(outcome)
    metrics.REINDEXES.labels(type(outcome).__name__.lower()).inc()
    if not isinstance(outcome, Interrupted):
        services.memory.audit.note(request.who, Deed.REINDEX_ENDED, said.partition("\n")[0])
        services.memory.runs.ended(REINDEX, said.partition("\n")[0])
    if isinstance(outcome, Report):
        metrics.REINDEX_SECONDS.set(outcome.seconds)
        metrics.REINDEX_FAILURES.set(outcome.failures)
        metrics.REINDEX_ENDED.set_to_current_time()
    await view.show(said)
    if not request.chat and isinstance(outcome, (Broken, Refused)):
        await tell_admins(bot, services, words.by_itself(said))


@dataclass(slots=True)
class _View:
    """The one message that shows a run. The run matters more than the view of it: failing to show it is logged."""

    bot: Bot
    request: Request
    pause: float
    message: Message | None = None
    stage: Stage | None = None
    edited: float = 0.0
    began: float = field(default_factory=time.monotonic)  # the stage

    async def follow(self, progress: Progress | Waiting) -> None:
        """Show how far the run is, if the last view is not too recent or a new stage has begun."""
        stage, now = progress.stage if isinstance(progress, Progress) else None, time.monotonic()
        if stage is not self.stage:
            self.began = now
        if stage is not self.stage or now - self.edited >= self.pause:
            self.stage = stage
            told = words.progress_of(progress, now - self.began) if isinstance(progress, Progress) else words.WAITING
            await self.show(told)

    async def show(self, text: str) -> None:
        """Show a text in the message; nothing where nobody asked."""
        self.edited = time.monotonic()
        if not self.request.chat:
            return
        try:
            if self.message is None:
                self.message = await self.bot.send_message(
                    self.request.chat, text, message_thread_id=self.request.thread
                )
            else:
                await self.message.edit_text(text)
        except TelegramError as error:
            log.warning("the progress could not be shown: %s", error)


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
