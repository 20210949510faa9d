"""Indexing beside its two costly parts alone: ``python -m tests.bench.indexing SHARED``.

The real articles of ``SHARED/archives/wikinews364`` and of PolNeAR's development part are indexed with everything on:
read, parsed, analysed, encoded, stored and published, by one process on one core and with two on two. Beside it, in
the same run and on the same texts, stand spaCy alone and the encoder alone. Each is a process of its own, bound to its
cores, with its models loaded before the clock starts. ``--isa AVX2`` keeps what multiplies matrices to AVX2.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.machine import Row, peak_memory_mb, read_rows, write_rows
from tests.bench.report import Column, say, show_table, start_report

_SETS = ("archives/wikinews364/articles.jsonl", "eval/polnear_dev.jsonl")
_PARTS = {"whole": "everything", "parser": "the parser alone", "encoder": "the encoder alone"}
_GOAL = 80  # per cent
_WARM_UP = "The mayor of Velm said that the harbour would open."
_LIMITED = {"ONEDNN_MAX_CPU_ISA": "{isa}", "DNNL_MAX_CPU_ISA": "{isa}", "OPENBLAS_CORETYPE": "Haswell"}
_COLUMNS = (
    Column("cores"),
    Column(""),
    *(Column(name, figure=True) for name in ("words/s", "s", "s of the processor", "peak MB", "its processes'")),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of the clock and of the processor, and peak memory in MB: of the process and of its largest child."""

    seconds: float
    processor: float
    peak: float
    child: float


@dataclass(frozen=True, slots=True)
class Work:
    """Where the articles and their index are, and how many cores may be used."""

    folder: Path
    cores: int

    @property
    def articles(self) -> Path:
        """The articles, as JSON lines."""
        return self.folder / "articles.jsonl"

    @property
    def data(self) -> Path:
        """The index that is made of them."""
        return self.folder / f"data-{self.cores}"


def main() -> None:
    """Measure each part on each number of cores; print a table and how near the whole comes to its parts."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.indexing", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, help="the first so many of each set")
    parser.add_argument("--cores", type=int, nargs="+", default=(1, 2))
    parser.add_argument("--isa", choices=("AVX2",))
    parser.add_argument("--part", choices=("prepare", *_PARTS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        taken = _measured(arguments.part, Work(arguments.shared, arguments.cores[0]))
        sys.stdout.write(f"{json.dumps(asdict(taken))}\n")
        return
    sets = [arguments.shared / one for one in _SETS]
    if not all(one.is_file() for one in sets):
        say(f"skipped: {' and '.join(map(str, sets))} are not here, so there is nothing to index")
        return
    rows = [row for one in sets for row in list(read_rows(one))[: arguments.articles]]
    _report(rows, arguments.cores, arguments.isa)


def _report(rows: Sequence[Row], cores: Sequence[int], isa: str | None) -> None:
    words = sum(len(row["text"].split()) for row in rows)
    limit = f"; matrices by {isa} at most" if isa else ""
    start_report(f"{len(rows)} real articles, {words:,} words{limit}")
    shown, verdicts = [], []
    with tempfile.TemporaryDirectory(prefix="onrecord-indexing-") as folder:
        for count in cores:
            work = Work(Path(folder), count)
            write_rows(work.articles, rows)
            _taken("prepare", work, isa)
            taken = {part: _taken(part, work, isa) for part in _PARTS}
            for part, one in taken.items():
                figures = (one.seconds, one.processor, one.peak, one.child)
                shown.append((str(count), _PARTS[part], f"{words / one.seconds:,.0f}", *(f"{f:,.0f}" for f in figures)))
            alone, whole = (taken["parser"], taken["encoder"]), taken["whole"]
            shares = (
                sum(one.seconds for one in alone) / whole.seconds,
                sum(o.processor for o in alone) / whole.processor,
            )
            verdicts.append(f"{shares[0]:.0%} on {_cores(count)} (by seconds of the processor {shares[1]:.0%})")
    show_table(_COLUMNS, shown)
    say(f"everything is as fast as {'; '.join(verdicts)} of the two alone, one after the other (goal {_GOAL}%)")


def _cores(count: int) -> str:
    return "one core" if count == 1 else f"{count} cores"


def _taken(part: str, work: Work, isa: str | None) -> Taken:
    limits = {name: value.format(isa=isa) for name, value in _LIMITED.items()} if isa else {}
    command = [sys.executable, "-m", "tests.bench.indexing", str(work.folder), "--part", part]
    done = subprocess.run(
        [*command, "--cores", str(work.cores)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **limits},
    )
    return Taken(**json.loads(done.stdout.splitlines()[-1]))


def _measured(part: str, work: Work) -> Taken:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: work.cores])
    if "ONEDNN_MAX_CPU_ISA" in os.environ:
        _in_single_precision()
    measured = {"prepare": _prepare, "whole": _whole, "parser": _parser, "encoder": _encoder}[part](work)
    began, spent = time.perf_counter(), _processor()
    measured()
    taken = time.perf_counter() - began, _processor() - spent
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Taken(*taken, peak_memory_mb(), child)


def _prepare(work: Work) -> Callable[[], object]:
    """The encoder is converted by a process of its own: PyTorch takes a gigabyte for it."""
    from index.config import IndexSettings  # noqa: PLC0415 - after the process is bound
    from index.preparing import encoder_of  # noqa: PLC0415

    return lambda: encoder_of(IndexSettings(data=work.data))


def _whole(work: Work) -> Callable[[], object]:
    from index.build import index_corpus  # noqa: PLC0415 - after the process is bound
    from index.config import CorpusSettings, IndexSettings  # noqa: PLC0415
    from index.english.parsing import parse  # noqa: PLC0415

    settings = IndexSettings(data=work.data, processes=work.cores)
    list(parse([_WARM_UP]))
    return lambda: index_corpus([work.articles], settings, CorpusSettings())


def _parser(work: Work) -> Callable[[], object]:
    from index.english.parsing import parse  # noqa: PLC0415

    texts = [row["text"] for row in read_rows(work.articles)]
    list(parse([_WARM_UP]))
    return lambda: [len(doc) for doc in parse(texts, processes=work.cores)]


def _encoder(work: Work) -> Callable[[], object]:
    from index.config import IndexSettings  # noqa: PLC0415
    from index.preparing import encoder_of  # noqa: PLC0415
    from index.search.passages import passage_text, statement_text  # noqa: PLC0415
    from index.storage.store import Store  # noqa: PLC0415

    store = Store.open(work.data)
    stored = [one for one in store.articles(store.published) if work.articles.name in one.article.source]
    texts = [passage_text(one.article, passage) for one in stored for passage in one.passages]
    texts += [statement_text(one.article, one.sentences, said) for one in stored for said in one.statements]
    encoder = encoder_of(IndexSettings(data=work.data))
    encoder.encode_documents([_WARM_UP])
    return lambda: encoder.encode_documents(texts)


def _in_single_precision() -> None:
    """OpenVINO asks the processor itself whether it has bfloat16, and then fails on what oneDNN may not use."""
    import openvino as ov  # noqa: PLC0415

    compile_model = ov.Core.compile_model

    def compiled(core: ov.Core, model: object, device: str, settings: dict[str, str]) -> object:
        return compile_model(core, model, device, {**settings, "INFERENCE_PRECISION_HINT": "f32"})

    ov.Core.compile_model = compiled


def _processor() -> float:
    """Seconds of the processor that this process and those it waited for have taken."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
