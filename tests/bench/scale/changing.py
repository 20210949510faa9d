"""Runs over the index as it is, with one article changed, and with many; each until it is answerable."""

import os
import time
from dataclasses import replace

import numpy as np

from index.build import index_corpus, republish
from index.config import CorpusSettings
from index.progress import Progress
from index.storage.locks import writing
from index.storage.rows import NewArticle
from index.storage.store import Store
from index.upkeep import compact
from tests.bench.machine import peak_memory_mb, read_rows, write_rows
from tests.bench.report import say
from tests.bench.scale.work import Work
from tests.growing import prepared_again, under

ADDED, REMOVED = 500, 50
_ROUNDS = 10


def publish(work: Work) -> None:
    """The run that publishes what was stored."""
    _run("published", work)


def unchanged(work: Work) -> None:
    """A run in which nothing has changed."""
    _run("run again, nothing changed", work)


def change(work: Work) -> None:
    """A run in which one article has changed."""
    path = min(work.corpus.glob("*.jsonl"))
    rows = list(read_rows(path))
    rows[0]["text"] += f'\n\n"Round {time.time_ns()} is over," said Olga Stern, the keeper of the lighthouse.'
    write_rows(path, rows)
    _run("run again, one article changed", work)


def edit(work: Work) -> None:
    """Many changes at once: articles of the index under other ids and titles, whose analysis is not timed."""
    spent = _edited(work, ADDED, REMOVED)
    say(f"{ADDED} articles added and {REMOVED} removed, stored and published: {spent}; peak {peak_memory_mb():,.0f} MB")


def rounds(work: Work) -> None:
    """Rounds of changes, one after the other."""
    spent = [str(_edited(work, ADDED // 10, REMOVED // 10)) for _ in range(_ROUNDS)]
    say(f"{_ROUNDS} rounds of {ADDED // 10} articles added and {REMOVED // 10} removed: {'; '.join(spent)}")


def merge(work: Work) -> None:
    """All segments written as one, as far as the largest allows."""
    clock = _Clock()
    sizes = compact(work.settings)
    room = f"{sizes.before / 2**20:,.0f} MB before, {sizes.after / 2**20:,.0f} MB after"
    say(f"all derived files written whole: {clock}; {room}")


def _edited(work: Work, added: int, removed: int) -> "_Clock":
    settings = work.settings
    store = Store.create(settings.data)
    store.purge()
    keys = store.article_keys(store.published)
    drawn = np.random.default_rng(store.published).choice(keys, added + removed, replace=False).tolist()
    number = store.published
    new = [_retitled(store, key, f"new {number} {at}") for at, key in enumerate(drawn[:added])]
    clock = _Clock()
    with writing(settings.data):
        store.add(new, store.known()[store.article_by_key(drawn[0]).article.id].pipeline)
        store.remove(drawn[added:])
    republish(settings)
    clock.stop()
    return clock


def _retitled(store: Store, key: int, ident: str) -> NewArticle:
    new = under(prepared_again(store, key), ident)
    return replace(new, article=replace(new.article, title=f"{new.article.title}, again"))


def _run(name: str, work: Work) -> None:
    stages: dict[str, _Clock] = {}

    def on_progress(progress: Progress) -> None:
        for clock in stages.values():
            clock.stop()
        stages.setdefault(progress.stage, _Clock()).go_on()

    report = index_corpus([work.corpus], work.settings, CorpusSettings(), on_progress)
    for clock in stages.values():
        clock.stop()
    spent = ", ".join(f"{stage} {clock}" for stage, clock in stages.items())
    say(
        f"{name}: {report.seconds:.1f} s ({spent}); {report.changed} changed, {report.unchanged} unchanged, "
        f"{len(report.failed)} failed; peak {peak_memory_mb():,.0f} MB"
    )


class _Clock:
    """Seconds that pass while it goes, and those of the processor that this process and its children take."""

    def __init__(self) -> None:
        self.seconds = self.processor = 0.0
        self._began: tuple[float, float] | None = None
        self.go_on()

    def go_on(self) -> None:
        """Count on; a clock that goes already is left as it is."""
        self._began = self._began or (time.perf_counter(), _processor_seconds())

    def stop(self) -> None:
        """Stop counting until it goes on."""
        if self._began:
            self.seconds += time.perf_counter() - self._began[0]
            self.processor += _processor_seconds() - self._began[1]
        self._began = None

    def __str__(self) -> str:
        self.stop()
        return f"{self.seconds:.1f} s, of the processor {self.processor:.1f}"


def _processor_seconds() -> float:
    return sum(os.times()[:4])
