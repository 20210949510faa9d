"""How long a tap takes until the message is edited, and the bot's memory: ``python -m tests.bench.bot [INDEX]``.

The bot runs as a process of its own against the Bot API of the tests. A tap is timed from when Telegram has it to when
the edit arrives there; Telegram's own network is not in it. INDEX is the folder of an index; without one, the sample is
indexed.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from index import sample
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.search.snapshot import Snapshot
from retrieval.examples import likely_topics
from retrieval.view import View
from tests.bench.machine import median_ms, p95_ms, resident_memory_of_mb, this_machine
from tests.botapi import BotApi, Chat, Sent, User
from tests.botapi.server import TOKEN

QUESTIONS = 30
TAPS = ("Context", "Back", "Copy", "Back", "More", "Back", "⋯", "Back")


class Timed(BotApi):
    """Notes when each edit arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.edited: list[float] = []

    def _edit(self, parameters: dict[str, Any]) -> dict[str, Any]:
        self.edited.append(time.perf_counter())
        return super()._edit(parameters)


def main() -> None:
    """Run the bot, tap, print what it took."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path, nargs="?")
    with tempfile.TemporaryDirectory() as folder:
        wanted: Path | None = arguments.parse_args().index
        data = wanted or Path(folder)
        if wanted is None:
            index_corpus([sample.path()], IndexSettings(data=data), CorpusSettings())
        asyncio.run(_measured(data))


async def _measured(data: Path) -> None:
    view = View(Snapshot(data))
    topics = list(likely_topics(view.snapshot.speakers, view.topics))[:QUESTIONS]
    questions = [f"what did {who.name} say about {topic.in_sentence}?" for who, topic in topics]
    sys.stdout.write(f"{this_machine()}\n{view.snapshot.article_count:,} articles\n")
    answers: list[float] = []
    taps: dict[str, list[float]] = defaultdict(list)
    async with Timed() as api, _running(api, data) as process:
        for number, question in enumerate(questions):
            began = time.perf_counter()
            await api.say(Chat(1000 + number), User(1000 + number), question)
            (sent,) = await api.replies(Chat(1000 + number))
            answers.append(time.perf_counter() - began)
            await _tap(api, User(1000 + number), sent, taps)
        memory = resident_memory_of_mb(process)
    _report({"an answer": answers, **{f"tap: {label}": found for label, found in sorted(taps.items())}})
    every = [seconds for found in taps.values() for seconds in found]
    _report({"all taps": every})
    sys.stdout.write(f"the bot takes {memory:,.0f} MB after {len(answers)} answers and {len(every)} taps\n")


async def _tap(api: Timed, user: User, sent: Sent, taps: dict[str, list[float]]) -> None:
    """Press one button after the other, and note the time of each until its edit arrives."""
    for label in TAPS:
        if label not in sent.buttons:
            continue
        before, began = len(api.edited), time.perf_counter()
        notice = await api.notice(await api.press(user, sent, label))
        if not notice:  # a notice says that there is nothing more: no edit
            await api.until(lambda: len(api.edited) > before)  # noqa: B023 - awaited here
            taps[label].append(api.edited[before] - began)


@asynccontextmanager
async def _running(api: BotApi, data: Path) -> AsyncIterator[int]:
    """The bot in a process of its own; its id."""
    many = "1000000"
    environment = os.environ | {
        "ONRECORD_BOT__TOKEN": TOKEN,
        "ONRECORD_BOT__API_URL": api.url,
        "ONRECORD_BOT__QUESTIONS_PER_MINUTE": many,
        "ONRECORD_BOT__MESSAGES_PER_MINUTE": many,
        "ONRECORD_INDEX__DATA": str(data),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "bot", env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await api.say(Chat(999), User(999), "/help")
        await api.replies(Chat(999))  # it has started, and all models are loaded
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


def _report(seconds: dict[str, list[float]]) -> None:
    for name, found in seconds.items():
        sys.stdout.write(f"  {name:24} p50 {median_ms(found):6.1f} ms  p95 {p95_ms(found):6.1f} ms  ({len(found)})\n")


if __name__ == "__main__":
    main()
