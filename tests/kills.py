"""Kills at random moments, after each of which nothing may be lost: ``python -m tests.kills [COUNT] [--seed N]``.

The articles of ``tests.growing`` are added, changed and removed, merged on the way, compacted, backed up and restored,
and stores of earlier schemas are brought up to date, each by a process that is killed at a random moment. Behind a
kill stands the state of before or of after. Once the task is done again, all rows are those of an index made at once
from the same articles; so are, at the end and now and then, the answers to fifty questions.
"""

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.config import IndexSettings
from index.search.encoder import Encoder, load_encoder
from index.upkeep import check, compact
from tests.bench.report import say, start_report
from tests.growing import (
    ARTICLES,
    QUESTIONS,
    TEXTS,
    Remembering,
    Told,
    answers,
    apply,
    make_pool,
    merge_early,
    prepared,
    rows,
    told,
    under,
)

TASKS = ("change", "compact", "backup", "restore", "migrate")
_WEIGHTS = (5, 2, 1, 2, 2)  # of each, how often it is drawn
_EARLIER = sorted((Path(__file__).parent / "data").glob("index_schema_*.sql"))
_ASKED_EVERY = 10  # kills
_LATE = 0.9  # share of a task's time: a kill behind it says that the task takes longer than it did


@dataclass(frozen=True, slots=True)
class Kill:
    """What a process was doing, whether it was killed before its end, and whether its work was to be seen already.

    The first process of each kind is let go on, to know how long it takes; others may be faster than their kill.
    """

    task: str
    early: bool
    done: bool


@dataclass(frozen=True, slots=True)
class _State:
    """All that an index tells, and all its rows."""

    told: Told
    rows: frozenset[str]


class Killing:
    """An index whose changes are killed. ``pool`` is the index of all texts, ``folder`` is for what is made."""

    def __init__(self, pool: IndexSettings, folder: Path, rng: random.Random) -> None:
        self.index = IndexSettings(data=folder / "killed")
        self._pool, self._folder, self._rng = pool, folder, rng
        self._articles = prepared(pool)
        self._asked = [self._articles[0].statement_vectors[0]]
        self._takes: dict[str, float] = {}  # seconds of each task, once it was seen to end
        self._present = {name: n for n, name in enumerate(ARTICLES)}
        self._put(self.index, self._present)
        self._before = self._state(self.index)

    def kill(self) -> Kill:
        """Kill a task, look at what is there, do it again, and compare; raises AssertionError if anything is lost."""
        (task,) = self._rng.choices(TASKS, _WEIGHTS)
        return self._migration() if task == "migrate" else self._task(task)

    def compare_answers(self, encoder: Encoder) -> None:
        """Both compacted, because BM25 counts what was removed until it is merged away."""
        compact(self.index)
        fresh = self._fresh()
        compact(fresh)
        assert answers(self.index, QUESTIONS, encoder) == answers(fresh, QUESTIONS, encoder)

    def _task(self, task: str) -> Kill:
        rng, changes = self._rng, task == "change"
        put = {rng.choice(ARTICLES): rng.randrange(len(TEXTS)) for _ in range(3)} if changes else {}
        taken = [name for name in rng.sample(ARTICLES, 2) if name not in put] if changes else []
        early = self._killed(self.index, {"task": task, "put": put, "taken": taken})
        self._present = {name: text for name, text in self._present.items() if name not in taken} | put
        before, after = self._before, self._state(self._fresh())
        found = self._state(self.index)
        assert found in (before, after), f"killed while it did this: {task}"
        if changes:
            self._put(self.index, put, taken)
            assert self._state(self.index) == after, f"after a killed {task}"
        self._before = after
        return Kill(task, early, found == after)

    def _migration(self) -> Kill:
        """A store of an earlier schema is brought up to date and published again."""
        dump = self._rng.choice(_EARLIER)
        whole, index = (self._earlier(dump, name) for name in ("migrated", "migrating"))
        before = self._state(whole)
        self._put(whole, {})
        after = self._state(whole)
        early = self._killed(index, {"task": "migrate"})
        found = self._state(index)
        assert found in (before, after), f"killed while {dump.stem} was brought up to date"
        self._put(index, {})
        assert self._state(index) == after, f"after a killed migration of {dump.stem}"
        assert check(index) == check(whole)  # the same articles are to be read again
        return Kill("migrate", early, found == after)

    def _earlier(self, dump: Path, name: str) -> IndexSettings:
        data = self._folder / name
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        with closing(sqlite3.connect(data / "store.sqlite")) as db:
            db.executescript(dump.read_text(encoding="utf-8"))
        return IndexSettings(data=data)

    def _killed(self, index: IndexSettings, task: Mapping[str, object]) -> bool:
        """Start a task in a process of its own and kill it; whether that was before it had ended."""
        name = str(task["task"])
        after = self._rng.uniform(0, self._takes[name]) if name in self._takes else None
        command = [sys.executable, "-m", "tests.growing", str(self._pool.data), str(index.data), json.dumps(task)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]) as process:
            assert process.stdout is not None
            process.stdout.readline()
            began = time.monotonic()
            try:
                process.wait(after)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            assert process.returncode in (0, -9)
        early = process.returncode != 0
        if not early:
            self._takes[name] = time.monotonic() - began
        elif after is not None and after > _LATE * self._takes[name]:
            self._takes[name] /= _LATE  # slower by now
        return early

    def _fresh(self) -> IndexSettings:
        fresh = IndexSettings(data=self._folder / "fresh")
        shutil.rmtree(fresh.data, ignore_errors=True)
        self._put(fresh, dict(sorted(self._present.items())))
        return fresh

    def _put(self, index: IndexSettings, put: Mapping[str, int], taken: list[str] | None = None) -> None:
        apply(index, [under(self._articles[text], name) for name, text in put.items()], taken or [])

    def _state(self, index: IndexSettings) -> _State:
        return _State(told(index, self._asked), rows(index))


def main() -> None:
    """Kill as often as asked for, and print what was killed and when."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    arguments = parser.parse_args()
    start_report(f"{len(TEXTS)} texts made for the project; seed {arguments.seed}")
    merge_early()
    with tempfile.TemporaryDirectory(prefix="onrecord-kills-") as folder:
        pool = make_pool(Path(folder))
        encoder = Remembering(load_encoder(pool.encoder, pool.data / "encoder"))
        killing = Killing(pool, Path(folder), random.Random(arguments.seed))
        tried: list[Kill] = []
        while (number := sum(one.early for one in tried)) < arguments.count:
            tried.append(killing.kill())
            if tried[-1].early and ((number + 1) % _ASKED_EVERY == 0 or number + 1 == arguments.count):
                killing.compare_answers(encoder)
                say(f"{number + 1} kills: {_summary(tried)}")
        faults = check(killing.index)
    say(
        f"nothing lost: all rows are equal after each kill, and the answers to {len(QUESTIONS)} questions after every "
        f"{_ASKED_EVERY}; faults at the end: {len(faults)}"
    )


def _summary(tried: Sequence[Kill]) -> str:
    early = [one for one in tried if one.early]
    each = Counter(one.task for one in early)
    tasks = ", ".join(f"{task} {each[task]}" for task in TASKS)
    changes = [one.done for one in early if one.task == "change"]
    return (
        f"{tasks}; of the changes {sum(changes)} were published already; {len(tried) - len(early)} processes had ended"
    )


if __name__ == "__main__":
    main()
