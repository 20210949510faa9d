"""From nothing to an answer in a group, as the README says it: ``python -m tests.first_minutes``.

Each step is a command of the README, run as a process in an empty home beside a Bot API stand-in. A table gives the
seconds that each took and the last line that it said. ``--clone`` begins with a clone and ``make demo`` in it, which
installs everything; without it the commands of this environment are used.
"""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index import sample
from tests.bot_app import ADMIN, ADMIN_CHAT, GROUP, READER
from tests.botapi import BotApi
from tests.botapi.server import TOKEN
from tests.terminal import in_terminal

ROOT = Path(__file__).parents[1]
QUESTION = "what did Mekdad say about sanctions?"
_CELL = 76


def main() -> None:
    """Walk through the steps."""
    parser = argparse.ArgumentParser(prog="python -m tests.first_minutes")
    parser.add_argument("--clone", action="store_true", help="begin with a clone, and install in it")
    with tempfile.TemporaryDirectory() as work:
        here = _cloned(Path(work)) if parser.parse_args().clone else Path(sys.executable).parent
        home = Path(work) / "home"
        home.mkdir()
        asyncio.run(_walk(here / "onrecord", home))


def _cloned(work: Path) -> Path:
    """Where the commands of a clone are, when ``make demo`` has installed them."""
    checkout = work / "onrecord"
    with _timed("git clone", lambda: ""):
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(checkout)], check=True)
    with _timed("make demo", lambda: "three questions answered"):
        subprocess.run(["make", "demo"], cwd=checkout, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    return checkout / ".venv" / "bin"


async def _walk(onrecord: Path, home: Path) -> None:
    async with BotApi() as api:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "XDG_"))}
        environment = inherited | {"HOME": str(home), "ONRECORD_BOT__API_URL": api.url}
        await _init(onrecord, home, environment, api)
        environment |= {"ONRECORD_BOT__TOKEN": TOKEN}
        for words in (["index"], ["ask", QUESTION], ["doctor"]):
            await _command(onrecord, words, home, environment)
        await _bot(onrecord, home, environment, api)


async def _init(onrecord: Path, home: Path, environment: dict[str, str], api: BotApi) -> None:
    said = ""
    with _timed("onrecord init, every question answered at once", lambda: said):
        async with in_terminal([str(onrecord), "init"], home, environment) as (terminal, process):
            await terminal.answer("Where are your articles", str(sample.path()))
            await terminal.answer("Another file or folder", "")
            await terminal.answer("Where should the index be kept", "")
            await terminal.answer("Set up the Telegram bot now", "y")
            await terminal.answer_unseen("The token (it is not shown)", TOKEN)
            code = (await terminal.until(r"start=(\w+) and press Start"))[1]
            await api.say(ADMIN_CHAT, ADMIN, f"/start {code}")
            await terminal.answer("Keep the token in the configuration", "n")
            said = (await terminal.until(r"\S+config.toml is written"))[0]
            await process.wait()


async def _command(onrecord: Path, words: list[str], home: Path, environment: dict[str, str]) -> None:
    said = ""
    with _timed(f"onrecord {' '.join(words)}", lambda: said):
        process = await asyncio.create_subprocess_exec(
            onrecord, *words, cwd=home, env=environment, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        output, _ = await process.communicate()
        said = output.decode().strip().splitlines()[-1]


async def _bot(onrecord: Path, home: Path, environment: dict[str, str], api: BotApi) -> None:
    process = await asyncio.create_subprocess_exec(
        onrecord, "bot", cwd=home, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        answer = ""
        with _timed("onrecord bot: from its start to an answer in a group", lambda: answer):
            await api.add_to_group(GROUP, READER)
            await api.say(GROUP, READER, f"/ask {QUESTION}")
            answer = (await api.replies(GROUP, 2))[1].text.splitlines()[0]
        with _timed("the next answer there", lambda: answer):
            await api.say(GROUP, READER, "/ask who said the harbour would reopen?")
            answer = (await api.replies(GROUP, 3))[2].text.splitlines()[0]
    finally:
        process.terminate()
        await process.wait()


@contextmanager
def _timed(step: str, said: Callable[[], str]) -> Iterator[None]:
    began = time.monotonic()
    yield
    last = re.sub(r"\s+", " ", said())[:_CELL]
    sys.stdout.write(f"{time.monotonic() - began:6.1f} s  {step:52} {last}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
