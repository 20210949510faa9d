"""Asking and publishing at size: ``python -m tests.bench.scale SHARED``.

``SHARED`` holds ``corpus/`` and ``eval/``. Their articles are analysed and encoded once and recombined
(see ``recombine``) into 25,000 articles, which enter through ``Store.add`` and the run that publishes. Then
the same index is opened, asked, left as it is and changed in one article, each timed.
"""

import argparse
import itertools
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.build import index_corpus, pipeline_of
from index.config import CorpusSettings, IndexSettings
from index.corpus import read
from index.derived import Unit
from index.encoder import Encoder, load_encoder
from index.locks import writing
from index.models import Article
from index.snapshot import Snapshot
from index.statements import Analyser
from index.store import NewArticle, Store
from retrieval.engine import Engine
from tests.bench.machine import median_ms, p95_ms, peak_memory_mb, read_rows, resident_memory_mb
from tests.bench.recombine import Piece, pieces_of, recombined
from tests.bench.report import Column, say, show_table, start_report

_FILE_ARTICLES = 1_000
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


def main() -> None:
    """Build, publish, ask, and print what each took."""
    arguments = _arguments()
    shared: Path = arguments.shared
    articles, questions = shared / "eval" / "polnear_dev.jsonl", shared / "eval" / "speaker_qa_dev.jsonl"
    if not articles.is_file():
        say(f"skipped: {articles} is not here, so there is nothing to recombine")
        return
    work: Path = arguments.keep or Path(tempfile.mkdtemp(prefix="onrecord-scale-"))
    settings = IndexSettings(data=work / "data")
    try:
        start_report(f"{arguments.articles:,} articles recombined from the real ones under {shared.name}/")
        if not (settings.data / "store.sqlite").is_file():
            encoder = load_encoder(settings.encoder, settings.data / "encoder")
            with _stage("pieces analysed and encoded"):
                pieces = _pieces([shared / "corpus", articles], settings, encoder)
            with _stage("articles put together and stored (without parsing and encoding)"):
                _store(recombined(pieces, arguments.articles), work / "corpus", settings, encoder)
            _run("published", work / "corpus", settings)
        _run("run again, nothing changed", work / "corpus", settings)
        _change_one(work / "corpus")
        _run("run again, one article changed", work / "corpus", settings)
        _ask(settings, [row["question"] for row in read_rows(questions)])
    finally:
        if arguments.keep is None:
            shutil.rmtree(work)


def _pieces(paths: Sequence[Path], settings: IndexSettings, encoder: Encoder) -> list[Piece]:
    articles = [reading for reading in read(paths) if isinstance(reading, Article)]
    analyses = Analyser(settings.spacy_model).analyse(articles)
    return [
        piece
        for article, analysis in zip(articles, analyses, strict=True)
        for piece in pieces_of(article, analysis, settings.passage_size, encoder)
    ]


def _store(new: Iterator[NewArticle], corpus: Path, settings: IndexSettings, encoder: Encoder) -> None:
    """Write the articles as JSON lines, and store them as the run that reads these files would."""
    corpus.mkdir(parents=True, exist_ok=True)
    pipeline = pipeline_of(settings, encoder)
    with writing(settings.data):
        store = Store.create(settings.data)
        for number in itertools.count():
            batch = list(itertools.islice(new, _FILE_ARTICLES))
            if not batch:
                return
            path = corpus.absolute() / f"{number:03}.jsonl"
            path.write_text("".join(_line(one.article) for one in batch), encoding="utf-8")
            stored = [one for one in read([path]) if isinstance(one, Article)]
            store.add([replace(one, article=as_read) for one, as_read in zip(batch, stored, strict=True)], pipeline)


def _line(article: Article) -> str:
    row = {"id": article.id, "title": article.title, "text": article.text, "publisher": article.publisher}
    row |= {"published": str(article.published), "licence": article.licence.id or None}
    return f"{json.dumps(row, ensure_ascii=False)}\n"


def _change_one(corpus: Path) -> None:
    path = sorted(corpus.glob("*.jsonl"))[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[0])
    row["text"] += f'\n\n"Round {time.time_ns()} is over," said Olga Stern, the keeper of the lighthouse.'
    path.write_text("\n".join([json.dumps(row, ensure_ascii=False), *lines[1:], ""]), encoding="utf-8")


def _run(name: str, corpus: Path, settings: IndexSettings) -> None:
    seconds: dict[str, float] = {}
    last = ["", time.perf_counter()]

    def on_progress(progress: object) -> None:
        now = time.perf_counter()
        seconds[last[0]] = seconds.get(last[0], 0.0) + now - last[1]
        last[:] = [progress.stage, now]

    report = index_corpus([corpus], settings, CorpusSettings(), on_progress)
    on_progress(type("End", (), {"stage": ""}))
    spent = ", ".join(f"{stage} {took:.1f}" for stage, took in seconds.items() if stage)
    say(
        f"{name}: {report.seconds:.1f} s ({spent}); {report.added} added, {report.changed} changed, "
        f"{report.unchanged} unchanged, {len(report.failed)} failed; peak {peak_memory_mb():,.0f} MB"
    )


def _ask(settings: IndexSettings, questions: Sequence[str]) -> None:
    before = resident_memory_mb()
    began = time.perf_counter()
    engine = Engine.open(settings)
    opened = time.perf_counter() - began
    began = time.perf_counter()
    engine.ask("what was said about the weather?")
    first = time.perf_counter() - began
    status = engine.status()
    files = sum(path.stat().st_size for path in settings.data.rglob("*") if path.is_file()) / 2**20
    say(
        f"{status.articles:,} articles, {status.passages:,} passages, {status.statements:,} statements, "
        f"{status.speakers:,} speakers; recall@10 {status.recall}; {files:,.0f} MB on disk\n"
        f"opened in {opened:.1f} s, first answer after {first:.2f} s more, "
        f"{resident_memory_mb() - before:,.0f} MB more than before"
    )
    asked = [_timed(engine, kind, text) for kind, text in _questions(settings, questions)]
    stages = list(dict.fromkeys(stage for one in asked for stage in one.stages))
    columns = [Column("question"), *(Column(name, figure=True) for name in ("n", "p50", "p95", *stages, "other"))]
    kinds = list(dict.fromkeys(one.kind for one in asked))
    groups = [(kind, [one for one in asked if one.kind == kind]) for kind in kinds] + [("all", asked)]
    show_table(columns, [_row(name, group, stages) for name, group in groups])
    say("p50, p95 and the median of each stage in ms; every question is asked once, after one to warm up")


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


def _questions(settings: IndexSettings, written: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The questions written for the real articles, and others of each kind about names drawn from the registry."""
    rng = np.random.default_rng(1)
    snapshot = Snapshot(settings.data)
    quoted = [speaker.name for speaker in snapshot.speakers if speaker.statements > 2]
    names = [quoted[int(i)] for i in rng.integers(len(quoted), size=60)]
    topics = [_TOPICS[int(i)] for i in rng.integers(len(_TOPICS), size=60)]
    yield from (("as in the gold", text) for text in written)
    yield from (("what did X say", f"what did {n} say about {t}?") for n, t in zip(names, topics, strict=True))
    yield from (("misspelt", f"what did {_misspelt(n)} say about {t}?") for n, t in zip(names, topics, strict=True))
    yield from (("since a date", f"what did {n} say about {t} since 2018?") for n, t in zip(names, topics, strict=True))
    yield from (
        ("who said", f"who said that {t} matters more than anything in {n.split()[-1]}?")
        for n, t in zip(names, topics, strict=True)
    )
    yield from (("passages", text) for text in _PASSAGE_QUESTIONS * 5)


def _misspelt(name: str) -> str:
    middle = len(name) * 2 // 3
    return name[:middle] + name[middle + 1 :]


class _stage:  # noqa: N801 - used as a function
    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        self.began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        say(f"{self.name}: {time.perf_counter() - self.began:.1f} s")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=25_000)
    parser.add_argument("--keep", type=Path, help="a folder to build in and leave there; built already, it is reused")
    return parser.parse_args()


if __name__ == "__main__":
    main()
