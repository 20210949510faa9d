"""The re-index: a process of its own, one at a time, that reports on its progress in JSON lines."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.config import Settings
from bot.words.admin import NO_CORPUS
from index.progress import Progress, Report, event_of

log = logging.getLogger(__name__)

_NICENESS = 10  # questions come first
_STOP_SECONDS = 10
_BUSY_STATUS = 75  # of a run that another one keeps from writing
_BUSY_SECONDS = 2.0
_NOT_FOR_A_RUN = ("ONRECORD_BOT__", "ONRECORD_LLM__", "ONRECORD_OPERATING__")
_LINE_BYTES = 1 << 24  # the last line names failures, no more than `index.progress.line_of` lets through


@dataclass(frozen=True, slots=True)
class Broken:
    """The process ended before its run was done, with this exit status; None if it could not be followed."""

    status: int | None = None


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The bot stops; the run goes on after its restart."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """An admin has ended the run; what it has committed stays."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The run could not start."""

    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another process is writing to the index; the run begins when it has ended."""


Outcome = Report | Broken | Cancelled | Interrupted | Refused
OnProgress = Callable[[Progress | Waiting], Awaitable[None]]


class Reindexer:
    """Starts `onrecord index` and follows it."""

    def __init__(self, settings: Settings, config: Path | None) -> None:
        self.settings = settings
        self._config = config
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._ending = asyncio.Event()
        self._end_of: Interrupted | Cancelled = Interrupted()

    @property
    def running(self) -> bool:
        """Whether a re-index of this bot is under way."""
        return self._process is not None

    def ready(self) -> None:
        """Let the next run begin, though the one before was cancelled; to be called when it is asked for."""
        if isinstance(self._end_of, Cancelled):
            self._ending.clear()

    async def run(self, on_progress: OnProgress, *, anew: bool = False) -> Outcome:
        """Carry out one run to its end; ``on_progress`` is awaited for each event on the way.

        ``anew`` reads and analyses what has not changed, too.
        While another process is writing, the run waits: that may be one whose bot was killed.
        """
        if not self.settings.corpus.paths:
            return Refused(NO_CORPUS)
        while not self._ending.is_set():
            outcome = await self._once(on_progress, anew)
            if self._ending.is_set():
                break
            if outcome != Broken(_BUSY_STATUS):
                return outcome
            await on_progress(Waiting())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), _BUSY_SECONDS)
        return self._end_of

    async def stop(self) -> None:
        """End a run that is under way; what it has committed stays, and the next run goes on from there."""
        await self._end_with(Interrupted())

    async def cancel(self) -> None:
        """End a run that is under way for good."""
        await self._end_with(Cancelled())

    async def _end_with(self, end: Interrupted | Cancelled) -> None:
        self._end_of = end
        self._ending.set()
        async with self._starting:  # a process that is being started is ended, too
            await self._end()

    async def _once(self, on_progress: OnProgress, anew: bool) -> Report | Broken:
        async with self._starting:
            if self._ending.is_set():
                return Broken(_BUSY_STATUS)
            self._process = process = await self._start(anew)
        try:
            return await _followed(process, on_progress)
        finally:
            await self._end()

    async def _start(self, anew: bool) -> asyncio.subprocess.Process:
        command = [sys.executable, "-m", "bot", "index", "--progress", "json", "--with-parent"]
        command += ["--data", str(self.settings.index.data.absolute())]
        if self._config:
            command += ["--config", str(self._config.absolute())]
        command += ["--full"] if anew else []
        command += ["--", *(str(path.absolute()) for path in self.settings.corpus.paths)]
        # the run needs no secret of the bot
        environment = {k: v for k, v in os.environ.items() if not k.startswith(_NOT_FOR_A_RUN)}
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,  # it ends with the bot, however that ends
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
    if report is None and status not in {_BUSY_STATUS, -signal.SIGTERM}:
        log.error("re-index ended with status %s: %s", status, said[-2000:])
    return report or Broken(status)
