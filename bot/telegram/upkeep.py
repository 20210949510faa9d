"""What keeps a bot running by itself, put together: its schedule, its health and its figures."""

import asyncio
import logging
import shutil
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from telegram.ext import ExtBot

from bot.telegram.delivery import Delivery
from bot.telegram.handlers.admins import tell_admins
from bot.telegram.handlers.reindexing import begin
from bot.telegram.journal import Request
from bot.telegram.memory import Memory
from bot.telegram.operating import metrics
from bot.telegram.operating.audit import Deed
from bot.telegram.operating.backups import write_backup
from bot.telegram.operating.health import OK, Checks
from bot.telegram.operating.pulse import Pulse
from bot.telegram.operating.schedule import BACKUP, Schedule
from bot.telegram.services import App, Services, services_of
from bot.words import admin as words
from index.errors import StoreError
from index.models import Unit

log = logging.getLogger(__name__)

_BY_CLOCK, _BY_WATCH = "schedule", "watch"
_STUCK_SECONDS = 120.0  # without a request for updates; one takes some fifteen seconds at most
_SILENT_SECONDS = 60.0
_LEAST_FREE_BYTES = 100_000_000
_BUSY_SECONDS = 1.0


def schedule_of(app: App, memory: Memory) -> Schedule:
    """What the bot does by itself. It works with the services of ``app`` as they are when it is time."""

    async def reindex() -> None:
        if not begin(app.bot, services_of(app), Request(0, None, who=_BY_CLOCK)):
            log.info("it is time for a re-index, and one is running")

    async def changed() -> None:
        # the run that goes on, here or in another replica, may have read the file before it changed
        while not begin(app.bot, services_of(app), Request(0, None, who=_BY_WATCH)):  # noqa: ASYNC110
            await asyncio.sleep(_BUSY_SECONDS)

    async def backup() -> None:
        services_of(app).in_background(back_up(app.bot, services_of(app)))

    return Schedule(memory.runs, reindex=reindex, backup=backup, changed=changed)


async def back_up(bot: ExtBot[None], services: Services) -> None:
    """Write a backup; admins are told if there is none."""
    settings, memory = services.settings, services.memory
    try:
        file = await asyncio.to_thread(
            write_backup,
            settings.index,
            services.state,
            settings.operating.backup_folder,
            settings.operating.backups_kept,
        )
    except (StoreError, OSError) as error:
        log.error("no backup could be written: %s", error)
        metrics.BACKUPS_FAILED.inc()
        said = words.backup_failed(str(error))
        await tell_admins(bot, services, said)
    else:
        metrics.BACKUP_ENDED.set_to_current_time()
        said = words.BACKUP_DONE.format(file=file.name)
    memory.audit.note(_BY_CLOCK, Deed.BACKUP, said)
    memory.runs.ended(BACKUP, said)


def checks_of(app: App, pulse: Pulse) -> Checks:
    """What /healthz, /readyz and /metrics look at."""
    services, delivery = services_of(app), app.bot.rate_limiter
    data = services.settings.index.data
    own = ThreadPoolExecutor(1, "onrecord-figures")  # those of the questions may all be busy, with more waiting

    def polling() -> str:
        stuck = pulse.since_asked > _STUCK_SECONDS and not services.inbox.full
        return f"no request for {pulse.since_asked:.0f} s" if stuck else OK

    def telegram() -> str:
        if isinstance(delivery, Delivery) and delivery.rest:
            return f"left alone for {delivery.rest:.0f} s after failures"
        silent = pulse.since_answered > _SILENT_SECONDS
        return f"no answer for {pulse.since_answered:.0f} s" if silent else OK

    def index() -> str:
        return f"left alone for {services.read.rest:.0f} s after failures" if services.read.rest else OK

    def inbox() -> str:
        return f"{services.inbox.waiting} updates wait" if services.inbox.full else OK

    return Checks(
        alive={"polling": polling},
        ready={"telegram": telegram, "index": index, "updates": inbox, "disk": lambda: _room_in(data)},
        refresh=lambda: _refresh(services, delivery, pulse, own),
    )


def _room_in(folder: Path) -> str:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return f"the data folder cannot be read: {error.strerror}"
    return OK if free >= _LEAST_FREE_BYTES else f"{free / 1e6:.0f} MB left"


async def _refresh(services: Services, delivery: object, pulse: Pulse, own: Executor) -> None:
    metrics.WAITING.set(services.inbox.waiting)
    metrics.POLLED.set(pulse.since_answered)
    metrics.RESTS.labels("telegram").set(delivery.rest if isinstance(delivery, Delivery) else 0.0)
    metrics.RESTS.labels("index").set(services.read.rest)
    metrics.RESTS.labels("model").set(services.phraser.rest if services.phraser else 0.0)
    articles, statements = await asyncio.get_running_loop().run_in_executor(own, _counted, services)
    metrics.ARTICLES.set(articles)
    metrics.STATEMENTS.set(statements)


def _counted(services: Services) -> tuple[int, int]:
    """How many articles and statements questions are answered from now."""
    snapshot = services.engine.published
    return snapshot.article_count, snapshot.count(Unit.STATEMENT)
