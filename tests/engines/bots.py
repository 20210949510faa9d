"""Two bots over one cluster behind a proxy, one killed in the middle: ``python -m tests.engines.bots --updates 5000``.

Every update is of a chat of its own, so that what stands in a chat tells whether its update was answered, and how
often. Telegram and the proxy are stand-ins; the bots are processes, PostgreSQL and Milvus servers.
"""

import argparse
import asyncio
import json
import random
import signal
import socket
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from index import sample
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.upkeep import migrate
from tests.bot_app import READER
from tests.botapi import BotApi, Chat, User
from tests.engines.proxy import Proxy, deliver
from tests.engines.servers import Servers
from tests.indexes import lend_encoder
from tests.soak.process import BotProcess

SECRET = "a-secret-of-the-webhook"
QUESTION, TALK = "what did Mekdad say about sanctions?", "/new"
ANSWERS = {QUESTION: "Faisal Mekdad", TALK: "Done."}
NEWS = 'The lighthouse keeper Olga Stern said on Monday: "Red frightens the herring." She gave no reason.'
FERRY = 'The captain Piet Olm said on Tuesday: "The ferry is full."'
WATCHED = "who said herring"
_FIRST_CHAT = 100_000
_PATIENCE = 3_600.0
_LOOK_SECONDS = 0.02
_PUBLISHED_MEANWHILE = 3


@dataclass
class Bots:
    """Two bots over an index in servers, each over a data folder of its own."""

    api: BotApi
    index: IndexSettings
    work: Path
    ports: tuple[int, int] = field(default_factory=lambda: (_free_port(), _free_port()))
    processes: list[BotProcess] = field(default_factory=list)

    async def start(self) -> None:
        """Start both, the one after the other."""
        for number, port in enumerate(self.ports):
            data = self.work / f"bot{number}"
            lend_encoder(self.index.data, data)
            process = BotProcess(self._environment(data, port), _free_port(), self.work / f"bot{number}.log")
            self.processes.append(process)
            await process.start()

    def _environment(self, data: Path, port: int) -> dict[str, str]:
        engine = self.index.engine
        return {
            "ONRECORD_INDEX__DATA": str(data),
            "ONRECORD_ENGINE__KIND": "cluster",
            "ONRECORD_ENGINE__POSTGRES": engine.postgres.get_secret_value(),
            "ONRECORD_ENGINE__MILVUS": str(engine.milvus),
            "ONRECORD_ENGINE__NAME": engine.name,
            "ONRECORD_ENGINE__TIMEOUT_SECONDS": "60",
            "ONRECORD_BOT__API_URL": self.api.url,
            "ONRECORD_BOT__MODE": "webhook",
            "ONRECORD_BOT__WEBHOOK_URL": "https://bot.example.org",
            "ONRECORD_BOT__WEBHOOK_SECRET": SECRET,
            "ONRECORD_BOT__PORT": str(port),
            "ONRECORD_BOT__SENT_PER_SECOND": "1000",
            "ONRECORD_BOT__TIMEOUT_SECONDS": "60",
            "ONRECORD_BOT__ALERT_SECONDS": "1",
        }

    async def articles(self, number: int) -> float:
        """How many articles a bot sees."""
        return (await self.processes[number].figures())["onrecord_articles"]


@asynccontextmanager
async def two_bots(api: BotApi, index: IndexSettings, work: Path) -> AsyncIterator[Bots]:
    """Both bots from their start to their end."""
    bots = Bots(api, index, work)
    async with AsyncExitStack() as stack:
        stack.callback(lambda: [process.__exit__(None, None, None) for process in bots.processes])
        await bots.start()
        yield bots


@dataclass(frozen=True)
class Outcome:
    """How often each update was answered, how it was delivered, and by which of the bots it was taken."""

    times: Counter[int]
    wrong: int
    delivered: Counter[str]
    elsewhere: int
    taken: tuple[int, ...]
    seconds: float


async def survive(
    bots: Bots, count: int, *, every: int, meanwhile: Callable[[], Awaitable[None]] | None = None, seed: int = 1
) -> Outcome:
    """Deliver updates of which one in ``every`` is a question, and kill the first bot when a third is answered.

    What is to be done ``meanwhile`` begins when a tenth is.
    """
    api, chance = bots.api, random.Random(seed)
    asked = {_FIRST_CHAT + at: QUESTION if at % every == 0 else TALK for at in range(count)}
    updates = [api.numbered({"message": api.message(Chat(chat), User(chat), text)}) for chat, text in asked.items()]
    chance.shuffle(updates)
    started, before = time.monotonic(), len(api.sent)

    def unanswered(begun: int) -> int:
        return begun - (len(api.sent) - before)

    async with Proxy(bots.ports) as proxy:
        delivering = asyncio.create_task(deliver(updates, proxy.url, SECRET, chance, unanswered=unanswered))
        if meanwhile:
            await api.until(lambda: len(api.sent) - before >= count // 10, _PATIENCE)
            await meanwhile()
        await api.until(lambda: len(api.sent) - before >= count // 3, _PATIENCE)
        await bots.processes[0].end(signal.SIGKILL)
        delivered = await delivering
        await api.until(lambda: len({sent.chat.id for sent in api.sent} & asked.keys()) == count, _PATIENCE)
    seconds = time.monotonic() - started
    await bots.processes[1].end(signal.SIGTERM)  # what it would say twice it has said by then
    told = [sent for sent in api.sent if sent.chat.id in asked]
    times = Counter(Counter(sent.chat.id for sent in told).values())
    wrong = sum(not sent.text.startswith(ANSWERS[asked[sent.chat.id]]) for sent in told)
    return Outcome(
        times, wrong, delivered, proxy.elsewhere, tuple(proxy.answered[port] for port in bots.ports), seconds
    )


async def publish(bots: Bots, title: str = "Lighthouse", text: str = NEWS) -> list[float]:
    """Index an article more; the seconds from its commit until each bot answers from it."""
    from index.storage.postgres.server import Listener, Server  # noqa: PLC0415 - its driver is an extra

    corpus = bots.work / title
    corpus.mkdir()
    (corpus / "news.json").write_text(json.dumps({"id": title, "text": text, "title": title}))
    before = [await bots.articles(number) for number in range(2)]
    told = Listener(Server(bots.index.engine))  # as PostgreSQL tells it to whoever listens

    async def committed() -> float:
        while told.sequence is None:
            await asyncio.sleep(_LOOK_SECONDS)
        first = told.sequence
        while told.sequence == first:
            await asyncio.sleep(_LOOK_SECONDS)
        return time.monotonic()

    async def seen(number: int) -> float:
        while True:
            with suppress(httpx.TimeoutException):
                if await bots.articles(number) != before[number]:
                    return time.monotonic()
            await asyncio.sleep(_LOOK_SECONDS)

    commit, *looking = (asyncio.create_task(one) for one in (committed(), seen(0), seen(1)))
    while told.sequence is None:
        await asyncio.sleep(_LOOK_SECONDS)
    report = await asyncio.to_thread(index_corpus, [corpus], bots.index, CorpusSettings())
    assert report.added == 1, report
    published = await commit
    told.close()
    return [await one - published for one in looking]


async def watch(bots: Bots) -> None:
    """Have a chat watch for somebody."""
    chat = Chat(READER.id)
    update = bots.api.numbered({"message": bots.api.message(chat, READER, f"/watch {WATCHED}")})
    await deliver([update], f"http://127.0.0.1:{bots.ports[0]}/telegram", SECRET, random.Random(2))
    (told,) = await bots.api.replies(chat)
    assert told.text.startswith("Watching for"), told.text


def alerts(api: BotApi) -> list[str]:
    """The alerts that were sent."""
    return [sent.text for sent in api.sent if sent.text.startswith("New for") and "herring" in sent.text]


def _say_seen(what: str, seconds: Sequence[float]) -> None:
    print(f"{what} is seen after " + " and ".join(f"{one:.2f} s" for one in seconds), flush=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def _run(count: int, every: int, work: Path) -> None:
    embedded = IndexSettings(data=work / "data")
    index_corpus([sample.path()], embedded, CorpusSettings())
    servers = Servers(work)
    try:
        engine = servers.engine()
        embedded = embedded.kept_by(engine.model_copy(update={"kind": "embedded"}))
        migrate(embedded, "cluster")
        async with BotApi() as api, two_bots(api, embedded.kept_by(engine), work) as bots:
            await watch(bots)
            _say_seen("a new sequence", await publish(bots))
            await api.until(lambda: alerts(api))

            async def publish_more() -> None:
                for number in range(_PUBLISHED_MEANWHILE):
                    _say_seen("one among the updates", await publish(bots, f"Ferry {number}", FERRY))

            outcome = await survive(bots, count, every=every, meanwhile=publish_more)
        print(f"{count} updates, one in {every} a question, {outcome.seconds:.0f} s: {outcome}")
        print(f"alerts: {len(alerts(api))}")
    finally:
        servers.milvus.kill()
        servers.postgres.stop()


def main() -> None:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=5_000)
    parser.add_argument("--every", type=int, default=20, help="one in so many is a question, the others talk")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as work:
        asyncio.run(_run(given.updates, given.every, Path(work)))


if __name__ == "__main__":
    main()
