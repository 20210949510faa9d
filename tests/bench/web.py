"""How fast the page answers many readers at once: ``python -m tests.bench.web [INDEX]``, the folder of an index.

Without one, the sample is indexed. Each of the readers looks at pages as people do, with time to read in between. The
time to the first byte is measured at the reader; the readers run on the same machine and take some of it. An answer is
kept by the page while a state is published, so those to questions that nobody had asked are told apart.
"""

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx

from index import sample
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.keys import article_key, statement_key
from index.search.found import IndexedArticle
from index.search.snapshot import Snapshot
from retrieval.examples import likely_topics
from retrieval.view import View
from tests.bench.machine import median_ms, p95_ms, resident_memory_of_mb, this_machine

USERS = 50
SECONDS = 60.0
READING = (2.0, 6.0)  # seconds between two pages of one reader
KNOWN = 200  # pages of each kind among which readers choose
SHARES = {"statement": 40, "answer": 20, "speaker": 20, "article": 10, "corpus": 10}
GOAL_MS = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """One page that a reader opened."""

    kind: str
    seconds: float
    status: int


def main() -> None:
    """Serve an index, let readers read, print what it took."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path, nargs="?")
    arguments.add_argument("--users", type=int, default=USERS)
    arguments.add_argument("--seconds", type=float, default=SECONDS)
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = wanted.index or Path(folder)
        if wanted.index is None:
            index_corpus([sample.path()], IndexSettings(data=data), CorpusSettings())
        snapshot = Snapshot(data)
        paths = _paths(snapshot)
        sys.stdout.write(f"{this_machine()}\n{snapshot.article_count:,} articles, {wanted.users} readers at once, ")
        sys.stdout.write(f"{READING[0]:.0f} to {READING[1]:.0f} s between a reader's pages\n")
        with _served(data) as (address, process):
            seen = asyncio.run(_read(address, paths, wanted.users, wanted.seconds))
            memory = resident_memory_of_mb(process)
    _report(seen, wanted.seconds, memory)


def _paths(snapshot: Snapshot) -> dict[str, list[str]]:
    """Pages of each kind that the index has."""
    chance = random.Random(0)
    articles = chance.sample(snapshot.headings, min(KNOWN, len(snapshot.headings)))
    read = [one for heading in articles if (one := snapshot.article(heading.id))]
    topics = list(likely_topics(snapshot.speakers, View(snapshot).topics))
    lists = [f"/corpus/articles?publisher={quote(publisher)}" for publisher in snapshot.publishers]
    speakers = sorted((one for one in snapshot.speakers if one.statements), key=lambda one: -one.statements)[:KNOWN]
    return {
        "statement": [path for one in read for path in _statements(one)],
        "answer": [f"/ask?q={quote(f'what did {who.name} say about {topic.in_sentence}?')}" for who, topic in topics],
        "speaker": [f"/speakers/{quote(one.id)}" for one in speakers],
        "article": [f"/a/{article_key(one.article.id)}" for one in read],
        "corpus": ["/", "/corpus", "/speakers", *lists],
    }


def _statements(indexed: IndexedArticle) -> list[str]:
    return [f"/s/{statement_key(indexed.article, said.statement)}" for said in indexed.statements]


@contextmanager
def _served(data: Path) -> Iterator[tuple[str, int]]:
    """The page in a process of its own: its address and the process's id."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {"ONRECORD_WEB__PORT": str(port), "ONRECORD_WEB__REQUESTS_PER_MINUTE": "1000000"}
    command = [sys.executable, "-m", "bot", "web", "--data", str(data)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            while not _answers(address):
                time.sleep(0.2)
            yield address, process.pid
        finally:
            process.terminate()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/corpus", timeout=120).is_success  # the first reader of a state waits for its lists
    except httpx.ConnectError:
        return False


async def _read(address: str, paths: dict[str, list[str]], users: int, seconds: float) -> list[Seen]:
    until = time.monotonic() + seconds
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=httpx.Limits(max_connections=users)) as client:
        asked: set[str] = set()
        of_each = await asyncio.gather(*(_reader(client, paths, random.Random(i), until, asked) for i in range(users)))
    return [one for seen in of_each for one in seen]


async def _reader(
    client: httpx.AsyncClient, paths: dict[str, list[str]], chance: random.Random, until: float, asked: set[str]
) -> list[Seen]:
    seen = []
    await asyncio.sleep(chance.uniform(0, READING[1]))
    while time.monotonic() < until:
        (kind,) = chance.choices(list(SHARES), list(SHARES.values()))
        path = chance.choice(paths[kind])
        kind = f"{kind} (first asked)" if kind == "answer" and path not in asked else kind
        asked.add(path)
        began = time.perf_counter()
        async with client.stream("GET", path) as response:
            seen.append(Seen(kind, time.perf_counter() - began, response.status_code))
            await response.aread()
        await asyncio.sleep(chance.uniform(*READING))
    return seen


def _report(seen: list[Seen], seconds: float, memory: float) -> None:
    of_kind = defaultdict(list)
    for one in seen:
        of_kind[one.kind].append(one.seconds)
    failed = sum(one.status != httpx.codes.OK for one in seen)
    rate = len(seen) / seconds
    sys.stdout.write(f"{len(seen)} pages, {rate:.1f} a second, {failed} failed; the server takes {memory:,.0f} MB\n")
    sys.stdout.write(f"  {'time to the first byte':24} p50 ms  p95 ms  pages\n")
    for kind, times in [*sorted(of_kind.items()), ("all", [one.seconds for one in seen])]:
        sys.stdout.write(f"  {kind:24} {median_ms(times):6.1f}  {p95_ms(times):6.1f}  {len(times):5}\n")
    sys.stdout.write(f"goal: p95 of all at most {GOAL_MS} ms\n")


if __name__ == "__main__":
    main()
