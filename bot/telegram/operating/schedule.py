"""What is done by the clock, and when files change.

A time that was missed while the bot was not running is caught up with once. A clock that is set back makes nothing
run twice. Of several replicas one does it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from watchfiles import awatch

from bot.config_sections import OperatingSettings
from bot.crontab import is_due, trigger_of
from bot.telegram.operating.runs import Runs
from bot.telegram.state import NOT_KEPT

log = logging.getLogger(__name__)

REINDEX, BACKUP = "reindex", "backup"
_LONGEST_GROUP_SECONDS = 60.0  # changes that go on without a pause are taken up after so long
_PAUSE_SECONDS = 30.0  # until folders that are not there are looked for again

Work = Callable[[], Awaitable[None]]


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


class Schedule:
    """Runs ``reindex`` and ``backup`` at their times; ``changed`` when a file of the corpus has changed."""

    def __init__(
        self, runs: Runs, *, reindex: Work, backup: Work, changed: Work, clock: Callable[[], datetime] = _now
    ) -> None:
        self._runs = runs
        self._work = {REINDEX: reindex, BACKUP: backup}
        self._changed = changed
        self._clock = clock
        self._scheduler = AsyncIOScheduler()
        self._watching: asyncio.Task[None] | None = None
        self._ending = asyncio.Event()

    async def start(self, settings: OperatingSettings, paths: Sequence[Path]) -> None:
        """Keep to the settings from now on, and catch up with what was missed."""
        self._scheduler.start()
        await self.keep_to(settings, paths)

    async def keep_to(self, settings: OperatingSettings, paths: Sequence[Path]) -> None:
        """Keep to other settings."""
        self._scheduler.remove_all_jobs()
        for job, line in ((REINDEX, settings.reindex_at), (BACKUP, settings.backup_at)):
            if line:
                self._scheduler.add_job(
                    self.its_time, trigger_of(line), (job,), id=job, coalesce=True, misfire_grace_time=None
                )
                await self._caught_up(job, line)
        await self._end_watching()
        if settings.watch and paths:
            self._ending = asyncio.Event()
            self._watching = asyncio.create_task(self._watch(settings, paths))

    def following(self, job: str) -> datetime | None:
        """When a job is begun next; None if it is not by itself."""
        found = self._scheduler.get_job(job)
        return found.next_run_time if found else None

    async def stop(self) -> None:
        """Begin nothing any more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        await self._end_watching()

    async def its_time(self, job: str) -> None:
        """Begin a job, unless another replica did, or its last run lies in the future: the clock was set back."""
        now, last = self._clock(), self._runs.last(job)
        if last is not None and last >= now:
            log.info("%s was run at %s, which is not over yet: the clock was set back", job, last.isoformat())
        elif self._runs.begin(job, last, now):
            await self._work[job]()

    async def _caught_up(self, job: str, line: str) -> None:
        """Run a job whose time passed since its last run; the first time that it is waited for it is only noted."""
        now, last = self._clock(), self._runs.last(job)
        if last is None:
            self._runs.begin(job, None, now)
        elif is_due(line, last, now) and self._runs.begin(job, last, now):
            log.info("%s was missed since %s; it is caught up with", job, last.isoformat())
            await self._work[job]()

    async def _watch(self, settings: OperatingSettings, paths: Sequence[Path]) -> None:
        """Tell of changes, and first of those while nobody watched. Folders that are not there are waited for."""
        while not self._ending.is_set():
            watched = _existing(paths)
            try:
                await self._changed()
                await self._told_of(settings, watched, paths)
            except (OSError, RuntimeError, *NOT_KEPT) as error:
                log.warning("the corpus cannot be watched (%s); it is tried again", error)
                await _pause(self._ending, _PAUSE_SECONDS)

    async def _told_of(self, settings: OperatingSettings, watched: Sequence[Path], paths: Sequence[Path]) -> None:
        """Tell of each change until other ``paths`` exist than those that are watched."""
        while not watched and not _existing(paths) and not self._ending.is_set():
            await _pause(self._ending, _PAUSE_SECONDS)
        if not watched:
            return
        async for changes in awatch(
            *watched,
            debounce=int(max(_LONGEST_GROUP_SECONDS, settings.watch_quiet_seconds) * 1000),
            step=int(settings.watch_quiet_seconds * 1000),
            stop_event=self._ending,
            rust_timeout=int(_PAUSE_SECONDS * 1000),
            yield_on_timeout=True,
            force_polling=settings.watch_polling or None,
            ignore_permission_denied=True,
        ):
            if _existing(paths) != watched:
                return
            if changes:
                log.info("files of the corpus have changed")
                await self._changed()

    async def _end_watching(self) -> None:
        self._ending.set()
        if self._watching:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
            self._watching = None


def _existing(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.exists()]


async def _pause(ending: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await ending.wait()
    except TimeoutError:
        return
