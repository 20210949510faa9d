"""`make soak`: 200 users in 40 chats ask for 20 minutes, with faults at random, kills and a re-index.

Then the faults and the limits are lifted, and it is measured how many questions a second are answered. Exit
status 1: an answer was lost or stands twice, or memory grew.
"""

import argparse
import asyncio
import json
import logging
import random
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from index import sample
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from tests.bench.machine import this_machine
from tests.botapi import Chat, User
from tests.soak.process import BotProcess, Sample
from tests.soak.prometheus import scraping
from tests.soak.telegram import Asked, SoakApi

USERS, GROUPS, PRIVATE = 200, 30, 10
QUESTIONS_A_SECOND = 6.0  # thirty groups of which each may get twenty messages a minute
QUESTIONS = (
    "what did Mekdad say about sanctions?",
    "which ports did the storm close?",
    "what did Mekdad say about football?",
    "what did Keller say about water?",
    "who said anything about the tunnel?",
    "what did Jensen say when he resigned?",
    "what was said about the museum?",
    "who spoke about phones in schools?",
    "what did the minister say about power?",
    "how many wolves were counted?",
)
ADMIN = User(501, "Adele")
_DRAIN_SECONDS = 240.0
_SETTLED_SHARE = 0.25  # of the time, the first five of twenty minutes; before it are the kills
_KILLS = ((0.05, signal.SIGKILL), (0.09, signal.SIGTERM), (0.13, signal.SIGKILL), (0.17, signal.SIGTERM))
_REINDEX_SHARE = 0.5
_SAMPLE_SECONDS = 5.0
_MOST_GROWTH = 0.05
_LIFTED = {f"ONRECORD_BOT__{name}": "100000" for name in (
    "SENT_PER_SECOND", "SENT_PER_CHAT_MINUTE", "SENT_PER_GROUP_MINUTE",
    "QUESTIONS_PER_MINUTE", "MESSAGES_PER_MINUTE", "CHAT_MESSAGES_PER_MINUTE",
)}  # fmt: skip
_OUTSTANDING = 64


def places() -> list[tuple[Chat, list[User]]]:
    """The chats with their users: ten private ones, thirty groups."""
    users = [User(10_000 + number) for number in range(USERS)]
    private = [(Chat(user.id), [user]) for user in users[:PRIVATE]]
    rest = users[PRIVATE:]
    return private + [(Chat(-100_000 - number), rest[number::GROUPS]) for number in range(GROUPS)]


async def soaked(api: SoakApi, bot: BotProcess, seconds: float) -> list[Sample]:
    """Ask for so long, with kills and a re-index; what the last process took."""
    began = time.monotonic()
    asking = asyncio.create_task(_ask(api, began + seconds))
    for share, by in _KILLS:
        await asyncio.sleep(max(0.0, began + share * seconds - time.monotonic()))
        print(f"  {time.monotonic() - began:5.0f} s: {by.name}, exit status {await bot.end(by)}", flush=True)
        await bot.start()
    samples: list[Sample] = []
    reindexed = False
    while not asking.done():
        at = time.monotonic() - began
        samples.append(bot.sample(at))
        if at > _REINDEX_SHARE * seconds and not reindexed:
            reindexed = True
            await api.say(Chat(ADMIN.id), ADMIN, "/reindex full")
        await asyncio.wait((asking,), timeout=_SAMPLE_SECONDS)
    await asking
    await _drained(api)
    return samples


async def _ask(api: SoakApi, until: float) -> None:
    chance, chats = random.Random(1), places()
    at = 0
    while time.monotonic() < until:
        chat, users = chats[at % len(chats)]
        at += 1
        await api.ask(chat, chance.choice(users), chance.choice(QUESTIONS))
        if chance.random() < 0.05:
            await _something_else(api, chance, chat, users)
        await asyncio.sleep(chance.expovariate(QUESTIONS_A_SECOND))


async def _something_else(api: SoakApi, chance: random.Random, chat: Chat, users: list[User]) -> None:
    """A press, an inline question, an update that cannot be read, or one that comes again."""
    kind = chance.randrange(4)
    if kind == 0:
        await api.type_inline(chance.choice(users), chance.choice(QUESTIONS))
    elif kind == 1:
        await api.push({"message": {"message_id": "no number", "chat": 7}})
    elif kind == 2 and api.sent:
        sent = next((one for one in reversed(api.sent[-200:]) if one.chat == chat and "More" in one.buttons), None)
        if sent:
            await api.press(chance.choice(users), sent, "More")
    else:
        await api.say(chat, chance.choice(users), "/new")


async def _drained(api: SoakApi) -> None:
    with suppress(TimeoutError):
        await api.until(lambda: all(one.answers for one in api.asked.values()), _DRAIN_SECONDS)
    await asyncio.sleep(5.0)  # repetitions that are still to come, or to be deleted


async def rate(api: SoakApi, bot: BotProcess, seconds: float) -> tuple[float, int]:
    """Questions a second with neither faults nor limits, so many outstanding at a time; and how many there were."""
    await bot.end(signal.SIGTERM)
    api.faults = api.limited = False
    await bot.start(**_LIFTED)
    chance, chats, began = random.Random(2), places(), time.monotonic()
    open_: list[Asked] = []
    asked = answered = 0
    last = began
    while time.monotonic() < began + seconds:
        waiting = [one for one in open_ if not one.answers]
        answered += len(open_) - len(waiting)
        last = time.monotonic()
        open_ = waiting
        while len(open_) < _OUTSTANDING:
            chat, users = chats[asked % len(chats)]
            asked += 1
            open_.append(await api.ask(chat, chance.choice(users), chance.choice(QUESTIONS)))
        await asyncio.sleep(0.02)
    await _drained(api)
    return answered / (last - began), asked


def report(api: SoakApi, samples: list[Sample], seconds: float, asked: int) -> bool:
    """Print the figures; whether all is well."""
    questions = list(api.asked.values())[:asked]
    lost = [one for one in questions if not one.answers]
    doubled = [one for one in questions if one.standing > 1]
    times = sorted(one.answers[0][0] - one.at for one in questions if one.answers)
    settled = [one for one in samples if one.at >= _SETTLED_SHARE * seconds]
    fifth = max(1, len(settled) // 10)
    first, last = (statistics.median(one.memory for one in part) for part in (settled[:fifth], settled[-fifth:]))
    repeated = sum(one.deleted for one in questions)
    print(f"questions: {len(questions):,} by {USERS} users in {GROUPS + PRIVATE} chats")
    print(f"answers lost: {len(lost)}, doubled: {len(doubled)}; posted twice and deleted again: {repeated}")
    print(f"question to answer: p50 {_at(times, 0.5):.2f} s, p95 {_at(times, 0.95):.2f} s, longest {times[-1]:.1f} s")
    print(f"memory after {settled[0].at:.0f} s {first:.0f} MB, at the end {last:.0f} MB: {last / first - 1:+.1%}")
    print(f"open files {settled[0].files} and {settled[-1].files}, at most {max(one.files for one in settled)}")
    cpu = (settled[-1].cpu - settled[0].cpu) / max(1e-9, settled[-1].at - settled[0].at)
    print(f"CPU of the bot: {cpu:.2f} cores; beyond Telegram's limits: {api.over} of {api.posted:,} messages")
    print("faults: " + ", ".join(f"{name} {count}" for name, count in sorted(api.came.items())))
    for one in (*lost[:5], *doubled[:5]):
        print(f"  asked at {one.at:.1f} in {one.chat.id}: answers {one.answers}, deleted {one.deleted}")
    grew = seconds >= 600 and last / first - 1 > _MOST_GROWTH
    return not (lost or doubled or grew)


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def run(minutes: float, folder: Path, seed: int) -> bool:
    data, corpus = folder / "data", sample.path()
    index_corpus([corpus], IndexSettings(data=data), CorpusSettings())
    async with SoakApi(seed) as api:
        environment = {
            "ONRECORD_BOT__API_URL": api.url,
            "ONRECORD_BOT__ADMINS": f"[{ADMIN.id}]",
            "ONRECORD_BOT__TIMEOUT_SECONDS": "3",
            "ONRECORD_INDEX__DATA": str(data),
            "ONRECORD_CORPUS__PATHS": json.dumps([str(corpus)]),
            "ONRECORD_OPERATING__LOG_FORMAT": "json",
        }
        with BotProcess(environment, free_port(), folder / "bot.log") as bot, scraping(bot.port, folder):
            api.faults = False
            await bot.start()
            api.faults = True
            print(f"{this_machine()}; {minutes:g} minutes", flush=True)
            began = time.time()
            samples = await soaked(api, bot, minutes * 60)
            ended = time.time()
            asked = len(api.asked)
            well = report(api, samples, minutes * 60, asked)
            a_second, more = await rate(api, bot, min(60.0, minutes * 10))
            late = list(api.asked.values())[asked:]
            bad = sum(one.standing != 1 for one in late)
            print(f"limits lifted: {a_second:.1f} questions a second, {more:,} asked, lost or doubled: {bad}")
            figures = await bot.figures()
            record = {"began": began, "ended": ended, "samples": [asdict(one) for one in samples], "figures": figures}
            (folder / "soak.json").write_text(json.dumps(record), encoding="utf-8")
            await bot.end(signal.SIGTERM)
    return well and not bad


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


if __name__ == "__main__":
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # connections that a killed bot left
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="folder for the log, the figures and Prometheus' data")
    options = parser.parse_args()
    with _folder(options.keep) as folder:
        sys.exit(0 if asyncio.run(run(options.minutes, folder, options.seed)) else 1)
