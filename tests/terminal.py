"""A process in a terminal of its own, and the keys of whoever sits before it."""

import asyncio
import os
import pty
import re
import termios
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.botapi import PATIENCE

_LOCAL_MODES = 3  # of what tcgetattr gives


class Terminal:
    """What stands in a terminal."""

    def __init__(self, master: int) -> None:
        self.master = master
        self.shown = ""
        self.seen = 0
        os.set_blocking(master, False)
        asyncio.get_running_loop().add_reader(master, self._read)

    def _read(self) -> None:
        try:
            self.shown += os.read(self.master, 65536).decode(errors="replace")
        except OSError:  # the process has ended
            asyncio.get_running_loop().remove_reader(self.master)

    async def until(self, words: str) -> re.Match[str]:
        """Wait for words, a regular expression, behind those that were waited for before."""
        async with asyncio.timeout(PATIENCE):
            while not (found := re.search(words, self.shown[self.seen :])):
                await asyncio.sleep(0.02)
        self.seen += found.end()
        return found

    async def answer(self, question: str, keys: str) -> None:
        """Wait for a question and type the answer to it."""
        await self.until(re.escape(question))
        os.write(self.master, f"{keys}\n".encode())

    async def answer_unseen(self, question: str, keys: str) -> None:
        """Wait for a question and type an answer that is not shown: what comes before the terminal hides it is lost."""
        await self.until(re.escape(question))
        async with asyncio.timeout(PATIENCE):
            while termios.tcgetattr(self.master)[_LOCAL_MODES] & termios.ECHO:
                await asyncio.sleep(0.02)
        os.write(self.master, f"{keys}\n".encode())


@asynccontextmanager
async def in_terminal(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> AsyncIterator[tuple[Terminal, asyncio.subprocess.Process]]:
    """A command in a terminal of its own, ended at the end."""
    master, slave = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env={**environment, "TERM": "dumb", "COLUMNS": "200"}, stdin=slave, stdout=slave,
        stderr=slave, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    terminal = Terminal(master)
    try:
        yield terminal, process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        asyncio.get_running_loop().remove_reader(master)
        os.close(master)
