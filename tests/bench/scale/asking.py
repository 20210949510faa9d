"""Opening an index and asking it: times by kind of question and stage, recall, memory, room on the disk."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.config import IndexSettings
from index.models import Unit
from index.search.published import catalogue_of
from index.search.snapshot import Snapshot
from index.storage.store import Store
from retrieval.engine import Engine
from tests.bench.machine import median_ms, memory_of, p95_ms
from tests.bench.report import Column, say, show_table
from tests.bench.scale.work import Work

_DRAWN = 60
_ROUNDS = 2
_TOPICS = ("taxes", "the election", "climate", "sanctions", "her health", "the police", "jobs", "the war")
_PASSAGE_QUESTIONS = (
    "which ports did the storm close?",
    "how many people died in the stampede?",
    "when was the new clock unveiled?",
    "where did the crane collapse?",
    "what percentage of voters are undecided?",
    "how much did the campaign raise in August?",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what it took, in seconds: in all, and by stage as the engine tells."""

    kind: str
    seconds: float
    stages: dict[str, float]


def ask(work: Work) -> None:
    """Open, ask, and print what it took."""
    before = memory_of()
    began = time.perf_counter()
    engine = Engine.open(work.settings)
    opened = time.perf_counter() - began
    began = time.perf_counter()
    engine.ask("what was said about the weather?")
    first = time.perf_counter() - began
    status = engine.status()
    files = sum(path.stat().st_size for path in work.settings.data.rglob("*") if path.is_file()) / 2**20
    say(
        f"{status.articles:,} articles, {status.passages:,} passages, {status.statements:,} statements, "
        f"{status.speakers:,} speakers, {files:,.0f} MB on disk\n"
        f"recall@10 of the vector search: {', '.join(f'{unit}s {share:.3f}' for unit, share in status.recall.items())} "
        "(near-copies of one text are hard to tell apart; real texts lie further from each other)\n"
        f"bytes on the disk: {_room(work, {Unit.PASSAGE: status.passages, Unit.STATEMENT: status.statements})}\n"
        f"rows written for each that came in: {_amplification(work)}\n"
        f"opened in {opened:.1f} s, first answer {first:.1f} s later"
    )
    questions = [("written for the gold", text) for text in work.written()]
    questions += drawn_questions(work.settings)
    asked = [_timed(engine, kind, text) for _ in range(_ROUNDS) for kind, text in questions]
    stages = list(dict.fromkeys(stage for one in asked for stage in one.stages))
    columns = [Column("question"), *(Column(name, figure=True) for name in ("n", "p50", "p95", *stages, "other"))]
    kinds = list(dict.fromkeys(one.kind for one in asked))
    groups = [(kind, [one for one in asked if one.kind == kind]) for kind in kinds] + [("all", asked)]
    show_table(columns, [_row(name, group, stages) for name, group in groups])
    after = memory_of()
    say(
        f"p50, p95 and the median of each stage in ms, {_ROUNDS} rounds; memory: {after.own:,.0f} MB of its own "
        f"({before.own:,.0f} before the index was opened), and {after.mapped:,.0f} MB of mapped files"
    )


def _room(work: Work, counts: dict[Unit, int]) -> str:
    """Bytes on the disk: of the store a passage or statement, of the derived files each by itself."""
    data = work.settings.data
    store = (data / "store.sqlite").stat().st_size / max(1, sum(counts.values()))
    derived = data / "derived" / str(Store.open(data).published)
    told = [
        f"{_bytes_in(derived / unit.value) / max(1, count):,.0f} a {unit.value} derived"
        for unit, count in counts.items()
    ]
    return f"{store:,.0f} a passage or statement in the store, {', '.join(told)}"


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _amplification(work: Work) -> str:
    store = Store.open(work.settings.data)
    units = catalogue_of(work.settings.data / "derived" / str(store.published)).units
    return ", ".join(
        f"{unit}s {one.written / one.added:.2f} in {len(one.segments)} segments" for unit, one in units.items()
    )


def _timed(engine: Engine, kind: str, text: str) -> Asked:
    began = time.perf_counter()
    answer = engine.ask(text)
    return Asked(kind, time.perf_counter() - began, answer.seconds)


def _row(name: str, asked: Sequence[Asked], stages: Sequence[str]) -> tuple[str, ...]:
    seconds = [one.seconds for one in asked]
    shares = [median_ms([one.stages.get(stage, 0.0) for one in asked]) for stage in stages]
    other = median_ms([one.seconds - sum(one.stages.values()) for one in asked])
    figures = (median_ms(seconds), p95_ms(seconds), *shares, other)
    return (name, str(len(asked)), *(f"{figure:.1f}" for figure in figures))


def drawn_questions(index: IndexSettings) -> Iterator[tuple[str, str]]:
    """Questions of each kind about names drawn from the registry."""
    rng = np.random.default_rng(1)
    quoted = [speaker.name for speaker in Snapshot(index).speakers if speaker.statements > 2]
    names = [quoted[int(i)] for i in rng.integers(len(quoted), size=_DRAWN)]
    drawn = [(name, _TOPICS[int(i)]) for name, i in zip(names, rng.integers(len(_TOPICS), size=_DRAWN), strict=True)]
    yield from (("what did X say", f"what did {name} say about {topic}?") for name, topic in drawn)
    yield from (("name misspelt", f"what did {_misspelt(name)} say about {topic}?") for name, topic in drawn)
    yield from (("since a date", f"what did {name} say about {topic} since 2018?") for name, topic in drawn)
    yield from (("who said", f"who said that {topic} matters more than {name}?") for name, topic in drawn)
    yield from (("passages", text) for text in _PASSAGE_QUESTIONS)


def _misspelt(name: str) -> str:
    middle = len(name) * 2 // 3
    return name[:middle] + name[middle + 1 :]
