"""Asking and publishing at size: ``python -m tests.bench.scale SHARED [--peers PYTHON]``.

``SHARED`` holds ``corpus/`` and ``eval/``. Their articles are analysed and encoded once and recombined
(see ``recombine``) into 25,000 articles, which enter through ``Store.add`` and the run that publishes. Then
the same index is left as it is, changed in one article, opened and asked, each in a process of its own.
"""

import argparse
import itertools
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.build import index_corpus, pipeline_of, republish
from index.config import CorpusSettings, IndexSettings
from index.corpus import read
from index.models import Article, Unit
from index.progress import Progress
from index.search.encoder import Encoder, encoder_fingerprint, load_encoder
from index.search.published import catalogue_of
from index.search.snapshot import Snapshot
from index.statements import Analyser
from index.storage.locks import writing
from index.storage.rows import NewArticle
from index.storage.store import Store
from retrieval.engine import Engine
from tests.bench.at_size import Passages
from tests.bench.machine import median_ms, p95_ms, peak_memory_mb, read_rows, resident_memory_mb, write_rows
from tests.bench.recombine import Piece, pieces_of, recombined
from tests.bench.report import Column, say, show_table, start_report
from tests.growing import prepared_again, under

_FILE_ARTICLES = 1_000
_DRAWN = 60
_ADDED, _REMOVED = 500, 50
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
_PEERS = ("txtai", "haystack")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what it took, in seconds: in all, and by stage as the engine tells."""

    kind: str
    seconds: float
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Work:
    """Where everything is: the real articles, the recombined ones and their index."""

    shared: Path
    folder: Path
    articles: int

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus"

    @property
    def settings(self) -> IndexSettings:
        return IndexSettings(data=self.folder / "data")

    @property
    def gold(self) -> Path:
        return self.shared / "eval" / "polnear_dev.jsonl"

    def written(self) -> list[str]:
        """The questions that were written for the real articles."""
        return [row["question"] for row in read_rows(self.shared / "eval" / "speaker_qa_dev.jsonl")]


def main() -> None:
    """Take every step in a process of its own, so that its memory is its own."""
    arguments = _arguments()
    work = Work(
        arguments.shared, arguments.keep or Path(tempfile.mkdtemp(prefix="onrecord-scale-")), arguments.articles
    )
    if arguments.step:
        _STEPS[arguments.step](work)
        return
    if not work.gold.is_file():
        say(f"skipped: {work.gold} is not here, so there is nothing to recombine")
        return
    start_report(f"{work.articles:,} articles recombined from the real ones; nothing here times parsing or encoding")
    built = _is_built(work)
    try:
        for step in _STEPS if not built else ("unchanged", "change", "edit", "ask"):
            _step(work, step)
        if arguments.peers:
            _peers(work, arguments.peers)
    finally:
        if arguments.keep is None:
            shutil.rmtree(work.folder)


def _is_built(work: Work) -> bool:
    """Whether the folder holds an index that this version would not analyse anew, article by article."""
    if not (work.settings.data / "store.sqlite").is_file():
        return False
    pipelines = {known.pipeline for known in Store.open(work.settings.data).known().values()}
    if pipelines == {pipeline_of(work.settings, encoder_fingerprint(work.settings.encoder))}:
        return True
    shutil.rmtree(work.folder)
    return False


def _step(work: Work, step: str) -> None:
    command = [sys.executable, "-m", "tests.bench.scale", str(work.shared), "--keep", str(work.folder)]
    subprocess.run([*command, "--articles", str(work.articles), "--step", step], check=True)


def _build(work: Work) -> None:
    settings = work.settings
    encoder = load_encoder(settings.encoder, settings.data / "encoder")
    began = time.perf_counter()
    pieces = _pieces([work.shared / "corpus", work.gold], settings, encoder)
    say(f"real articles analysed and encoded into {len(pieces)} pieces: {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    _store(recombined(pieces, work.articles), work.corpus, settings, encoder)
    say(f"put together and stored, in batches of {_FILE_ARTICLES:,}: {time.perf_counter() - began:.0f} s")


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
    pipeline = pipeline_of(settings, encoder.fingerprint)
    with writing(settings.data):
        store = Store.create(settings.data)
        for number in itertools.count():
            batch = list(itertools.islice(new, _FILE_ARTICLES))
            if not batch:
                return
            path = write_rows(corpus.absolute() / f"{number:03}.jsonl", (_row_of(one.article) for one in batch))
            stored = [one for one in read([path]) if isinstance(one, Article)]
            store.add([replace(one, article=as_read) for one, as_read in zip(batch, stored, strict=True)], pipeline)


def _row_of(article: Article) -> dict[str, str | None]:
    row = {"id": article.id, "title": article.title, "text": article.text, "publisher": article.publisher}
    return row | {"published": str(article.published), "licence": article.licence.id or None}


def _publish(work: Work) -> None:
    _run("published", work)


def _unchanged(work: Work) -> None:
    _run("run again, nothing changed", work)


def _change(work: Work) -> None:
    path = min(work.corpus.glob("*.jsonl"))
    rows = list(read_rows(path))
    rows[0]["text"] += f'\n\n"Round {time.time_ns()} is over," said Olga Stern, the keeper of the lighthouse.'
    write_rows(path, rows)
    _run("run again, one article changed", work)


def _edit(work: Work) -> None:
    """Many changes at once: articles of the index under other ids and titles, whose analysis is not timed."""
    settings = work.settings
    store = Store.create(settings.data)
    store.purge()
    keys = store.article_keys(store.published)
    drawn = np.random.default_rng(store.published).choice(keys, _ADDED + _REMOVED, replace=False).tolist()
    number = store.published
    new = [_retitled(store, key, f"new {number} {at}") for at, key in enumerate(drawn[:_ADDED])]
    began = time.perf_counter()
    with writing(settings.data):
        store.add(new, store.known()[store.article_by_key(drawn[0]).article.id].pipeline)
        store.remove(drawn[_ADDED:])
    republish(settings)
    say(
        f"{_ADDED} articles added and {_REMOVED} removed, stored and published: {time.perf_counter() - began:.1f} s; "
        f"peak {peak_memory_mb():,.0f} MB"
    )


def _retitled(store: Store, key: int, ident: str) -> NewArticle:
    new = under(prepared_again(store, key), ident)
    return replace(new, article=replace(new.article, title=f"{new.article.title}, again"))


def _run(name: str, work: Work) -> None:
    seen: list[tuple[str, float]] = []

    def on_progress(progress: Progress) -> None:
        seen.append((progress.stage, time.perf_counter()))

    report = index_corpus([work.corpus], work.settings, CorpusSettings(), on_progress)
    ends = [at for _, at in seen[1:]] + [time.perf_counter()]
    spent: dict[str, float] = {}
    for (stage, began), ended in zip(seen, ends, strict=True):
        spent[stage] = spent.get(stage, 0.0) + ended - began
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in spent.items())
    say(
        f"{name}: {report.seconds:.1f} s ({stages}); {report.changed} changed, {report.unchanged} unchanged, "
        f"{len(report.failed)} failed; peak {peak_memory_mb():,.0f} MB"
    )


def _ask(work: Work) -> None:
    before = resident_memory_mb()
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
        f"rows written for each that came in: {_amplification(work)}\n"
        f"opened in {opened:.1f} s, first answer {first:.1f} s later"
    )
    questions = list(_questions(work))
    asked = [_timed(engine, kind, text) for _ in range(_ROUNDS) for kind, text in questions]
    stages = list(dict.fromkeys(stage for one in asked for stage in one.stages))
    columns = [Column("question"), *(Column(name, figure=True) for name in ("n", "p50", "p95", *stages, "other"))]
    kinds = list(dict.fromkeys(one.kind for one in asked))
    groups = [(kind, [one for one in asked if one.kind == kind]) for kind in kinds] + [("all", asked)]
    show_table(columns, [_row(name, group, stages) for name, group in groups])
    say(
        f"p50, p95 and the median of each stage in ms, {_ROUNDS} rounds; {resident_memory_mb() - before:,.0f} MB of "
        "memory more than before the index was opened, mapped files included"
    )


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


def _questions(work: Work) -> Iterator[tuple[str, str]]:
    """The questions written for the real articles, and others of each kind about names drawn from the registry."""
    rng = np.random.default_rng(1)
    quoted = [speaker.name for speaker in Snapshot(work.settings.data).speakers if speaker.statements > 2]
    names = [quoted[int(i)] for i in rng.integers(len(quoted), size=_DRAWN)]
    drawn = [(name, _TOPICS[int(i)]) for name, i in zip(names, rng.integers(len(_TOPICS), size=_DRAWN), strict=True)]
    yield from (("written for the gold", text) for text in work.written())
    yield from (("what did X say", f"what did {name} say about {topic}?") for name, topic in drawn)
    yield from (("name misspelt", f"what did {_misspelt(name)} say about {topic}?") for name, topic in drawn)
    yield from (("since a date", f"what did {name} say about {topic} since 2018?") for name, topic in drawn)
    yield from (("who said", f"who said that {topic} matters more than {name}?") for name, topic in drawn)
    yield from (("passages", text) for text in _PASSAGE_QUESTIONS)


def _misspelt(name: str) -> str:
    middle = len(name) * 2 // 3
    return name[:middle] + name[middle + 1 :]


def _peers(work: Work, python: str) -> None:
    """The passages of the same index, with the same vectors, in the peers; the questions of the gold."""
    store = Store.open(work.settings.data)
    stored = list(store.articles(store.published))
    texts = [{"text": one.span.of(article.article.text)} for article in stored for one in article.passages]
    keys = [one.key or 0 for article in stored for one in article.passages]
    passages = Passages(work.folder / "passages.jsonl", work.folder / "passages.npy", work.folder / "questions.jsonl")
    write_rows(passages.texts, texts)
    np.save(passages.vectors, store.vectors(Unit.PASSAGE, keys))
    write_rows(passages.questions, ({"question": text} for text in work.written()))
    for peer in _PEERS:
        subprocess.run([python, "-m", "tests.bench.at_size", peer, str(work.folder)], check=True)


_STEPS: dict[str, Callable[[Work], None]] = {
    "build": _build,
    "publish": _publish,
    "unchanged": _unchanged,
    "change": _change,
    "edit": _edit,
    "ask": _ask,
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=25_000)
    parser.add_argument("--keep", type=Path, help="a folder to build in and leave there; built already, it is reused")
    parser.add_argument("--peers", help="the Python of the peers' environment; without it they are left out")
    parser.add_argument("--step", choices=("build", "publish", "unchanged", "change", "ask"), help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
