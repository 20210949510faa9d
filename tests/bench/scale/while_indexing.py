"""Questions while a run goes on: their times beside those of the same questions when nothing else is done."""

import os
import subprocess
import sys
import time
from pathlib import Path

from retrieval.engine import Engine
from tests.bench.machine import median_ms, p95_ms, read_rows, write_rows
from tests.bench.report import say
from tests.bench.scale.work import Work

_ARTICLES = 60  # that the run reads, real ones under other ids
_NICENESS = 10  # as the bot starts a run
_MOST_SECONDS = 120.0
_THINKING = 0.05  # seconds between two questions


def ask(work: Work) -> None:
    """Ask the questions of the gold in turn: first with nothing else going on, then during a run."""
    engine, questions = Engine.open(work.settings), work.written()
    for question in questions:
        engine.ask(question)
    idle = [_timed(engine, question) for question in questions]
    with _Run(work) as run:
        during: list[float] = []
        while run.goes_on and sum(during) < _MOST_SECONDS:
            during.append(_timed(engine, questions[len(during) % len(questions)]))
    say(
        f"questions of the gold, nothing else going on: p50 {median_ms(idle):.1f} ms, p95 {p95_ms(idle):.1f} ms\n"
        f"during a run over {_ARTICLES} new articles: p50 {median_ms(during):.1f} ms, p95 {p95_ms(during):.1f} ms "
        f"({len(during)} questions); p95 {p95_ms(during) / p95_ms(idle):.2f} times that of before"
    )


def _timed(engine: Engine, question: str) -> float:
    began = time.perf_counter()
    engine.ask(question)
    seconds = time.perf_counter() - began
    time.sleep(_THINKING)
    return seconds


class _Run:
    """``onrecord index`` over new articles, in a process of its own, as the bot starts it."""

    def __init__(self, work: Work) -> None:
        corpus = work.folder / "more"
        corpus.mkdir(exist_ok=True)
        rows = [row | {"id": f"more {time.time_ns()} {row['id']}"} for row in read_rows(work.gold)][:_ARTICLES]
        path: Path = write_rows(corpus / f"{time.time_ns()}.jsonl", rows)
        self._command = [sys.executable, "-m", "bot", "index", str(path), "--data", str(work.settings.data)]

    def __enter__(self) -> "_Run":
        self._process = subprocess.Popen(
            [*self._command, "--progress", "json"],
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: os.nice(_NICENESS),  # noqa: PLW1509 - no thread holds a lock here
        )
        assert self._process.stdout
        for line in self._process.stdout:  # until the models are loaded, and reading has begun
            if '"analysing"' in line:
                break
        return self

    @property
    def goes_on(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()
