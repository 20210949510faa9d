"""The bot's process: started, killed, measured."""

import asyncio
import os
import re
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import httpx
import psutil

from tests.botapi.server import TOKEN

_STARTED_SECONDS = 300.0
_ENDED_SECONDS = 60.0
_LINE = re.compile(r"^([a-z_]+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at a moment, in seconds from the start of the soak: MB of memory, open files, CPU seconds."""

    at: float
    memory: float
    files: int
    cpu: float


class BotProcess:
    """`python -m bot bot` over a data folder; may be ended and started again."""

    def __init__(self, environment: dict[str, str], port: int, log: Path) -> None:
        self._environment = environment | {"ONRECORD_OPERATING__PORT": str(port)}
        self.port = port
        self._log = log.open("ab")
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, **environment: str) -> None:
        """Start it and wait until it is ready."""
        env = {**os.environ, **self._environment, **environment, "ONRECORD_BOT__TOKEN": TOKEN}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "bot", env=env, stdout=self._log, stderr=self._log
        )
        async with asyncio.timeout(_STARTED_SECONDS), httpx.AsyncClient() as client:
            while True:
                try:
                    if (await client.get(f"http://127.0.0.1:{self.port}/readyz")).status_code == 200:
                        return
                except httpx.HTTPError:
                    pass
                if self._process.returncode is not None:
                    raise RuntimeError(f"the bot ended with status {self._process.returncode}")
                await asyncio.sleep(0.2)

    async def end(self, by: signal.Signals) -> int:
        """End it by a signal; its status, that of a kill where it had not ended after a minute."""
        assert self._process
        self._process.send_signal(by)
        try:
            return await asyncio.wait_for(self._process.wait(), _ENDED_SECONDS)
        except TimeoutError:
            self._process.kill()
            return await self._process.wait()

    def sample(self, at: float) -> Sample:
        """What it takes now."""
        assert self._process
        process = psutil.Process(self._process.pid)
        with process.oneshot():
            times = process.cpu_times()
            return Sample(at, process.memory_info().rss / 1e6, process.num_fds(), times.user + times.system)

    async def figures(self) -> dict[str, float]:
        """What /metrics shows, by name and labels."""
        async with httpx.AsyncClient(timeout=10.0) as client:
            text = (await client.get(f"http://127.0.0.1:{self.port}/metrics")).text
        return {f"{name}{{{labels}}}" if labels else name: float(value) for name, labels, value in _LINE.findall(text)}

    def __enter__(self) -> "BotProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process and self._process.returncode is None:
            self._process.kill()
        self._log.close()
