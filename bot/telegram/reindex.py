"""The re-index: a process of its own, one at a time, that reports on its progress in JSON lines."""

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from bot.config import Settings
from index.errors import BusyError, ConfigError

log = logging.getLogger(__name__)

Event = dict[str, Any]
_NICENESS = 10  # questions come first
_STOP_SECONDS = 10
_LINE_BYTES = 1 << 24  # the last line names every failure


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

    async def run(self) -> AsyncIterator[Event]:
        """The events of one run; the last is of the kind ``finished``, ``broken`` or ``interrupted``.

        Raises BusyError if one is running, ConfigError if no paths are configured.
        """
        if not self._settings.corpus.paths:
            raise ConfigError("no corpus is configured: set [corpus] paths")
        async with self._starting:
            if self._process is not None:
                raise BusyError("a re-index is running already")
            self._process = await self._start()
        try:
            async for event in _events(self._process):
                yield {"event": "interrupted"} if self._stopping else event
        finally:
            await self._end()

    async def stop(self) -> None:
        """End a run that is under way; what it has committed stays, and the next run goes on from there."""
        self._stopping = True
        await self._end()

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


async def _events(process: asyncio.subprocess.Process) -> AsyncIterator[Event]:
    if process.stdout is None or process.stderr is None:
        raise RuntimeError("the process was started without pipes")
    errors = asyncio.create_task(process.stderr.read())
    finished = False
    async for line in process.stdout:
        try:
            event: Event = json.loads(line)
        except json.JSONDecodeError:
            log.warning("re-index: not an event: %r", line[:200])
            continue
        finished = event.get("event") == "finished"
        yield event
    code = await process.wait()
    said = (await errors).decode(errors="replace").strip()
    if not finished:
        log.error("re-index ended with status %s: %s", code, said[-2000:])
        yield {"event": "broken", "status": code}
