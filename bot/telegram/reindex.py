"""The re-index: a process of its own, one at a time, that reports on its progress in JSON lines."""

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.config import Settings
from bot.words.admin import NO_CORPUS, RUNNING_ALREADY
from index.progress import Progress, Report, event_of

log = logging.getLogger(__name__)

_NICENESS = 10  # questions come first
_STOP_SECONDS = 10
_LINE_BYTES = 1 << 24  # the last line names every failure


@dataclass(frozen=True, slots=True)
class Broken:
    """The process ended before its run was done, with this exit status."""

    status: int


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The bot stops; the run goes on after its restart."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The run could not start."""

    reason: str


Outcome = Report | Broken | Interrupted | Refused
OnProgress = Callable[[Progress], Awaitable[None]]


class Reindexer:
    """Starts `onrecord index` and follows it."""

    def __init__(self, settings: Settings, config: Path | None) -> None:
        self._settings = settings
        self._config = config
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._stopping = False

    @property
    def running(self) -> bool:
        """Whether a re-index of this bot is under way."""
        return self._process is not None

    async def run(self, on_progress: OnProgress) -> Outcome:
        """Carry out one run to its end; ``on_progress`` is awaited for each event on the way."""
        started = await self._begin()
        if isinstance(started, Refused | Interrupted):
            return started
        try:
            outcome = await _followed(started, on_progress)
        finally:
            await self._end()
        return Interrupted() if self._stopping else outcome

    async def stop(self) -> None:
        """End a run that is under way; what it has committed stays, and the next run goes on from there."""
        self._stopping = True
        async with self._starting:  # a process that is being started is ended, too
            await self._end()

    async def _begin(self) -> asyncio.subprocess.Process | Refused | Interrupted:
        if not self._settings.corpus.paths:
            return Refused(NO_CORPUS)
        async with self._starting:
            if self._stopping:
                return Interrupted()
            if self._process is not None:
                return Refused(RUNNING_ALREADY)
            self._process = await self._start()
            return self._process

    async def _start(self) -> asyncio.subprocess.Process:
        command = [sys.executable, "-m", "bot", "index", "--progress", "json"]
        command += ["--data", str(self._settings.index.data.absolute())]
        if self._config:
            command += ["--config", str(self._config.absolute())]
        command += ["--", *(str(path.absolute()) for path in self._settings.corpus.paths)]
        # the run needs no secret of the bot
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("ONRECORD_BOT__", "ONRECORD_LLM__"))}
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment,
            limit=_LINE_BYTES,
        )
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICENESS)
        return process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _followed(process: asyncio.subprocess.Process, on_progress: OnProgress) -> Report | Broken:
    if process.stdout is None or process.stderr is None:
        raise RuntimeError("the process was started without pipes")
    errors = asyncio.create_task(process.stderr.read())
    report: Report | None = None
    async for line in process.stdout:
        try:
            event = event_of(line)
        except ValueError:
            log.warning("re-index: not an event: %r", line[:200])
            continue
        if isinstance(event, Report):
            report = event
        else:
            await on_progress(event)
    status = await process.wait()
    said = (await errors).decode(errors="replace").strip()
    if report is None:
        log.error("re-index ended with status %s: %s", status, said[-2000:])
    return report or Broken(status)
