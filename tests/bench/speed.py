"""How fast statements are read: ``python -m tests.bench.speed ARTICLES CORES``, a JSON line of seconds by stage.

Run in a process of its own, which it binds to ``CORES`` processors before a library starts its threads.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.machine import read_rows
from tests.bench.report import Column, show_table

_STAGES = ("parse", "cast", "drafts", "resolution", "encoding")


def show_speed(articles: Path, cores: Sequence[int] = (1, 2)) -> None:
    """Print words a second and the share of each stage, on one processor and on more."""
    words = sum(len(row["text"].split()) for row in read_rows(articles))
    rows = []
    for count in cores:
        command = [sys.executable, "-m", "tests.bench.speed", str(articles), str(count)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        seconds: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        total = sum(seconds.values())
        analysed = total - seconds["encoding"]
        shares = (f"{100 * seconds[stage] / total:.0f}%" for stage in _STAGES)
        rows.append((str(count), f"{words / analysed:,.0f}", f"{words / total:,.0f}", *shares))
    figures = ("words/s read", "words/s with encoding", *_STAGES)
    columns = [Column("cores"), *(Column(name, figure=True) for name in figures)]
    show_table(columns, rows, title=f"Speed of onrecord, {words:,} words, models loaded before the clock starts")


def main() -> None:
    """Measure on as many processors as asked for."""
    path, cores = Path(sys.argv[1]), int(sys.argv[2])
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    sys.stdout.write(f"{json.dumps(_measure(path, cores))}\n")


def _measure(path: Path, cores: int) -> dict[str, float]:
    from index.config import IndexSettings  # noqa: PLC0415 - after the process is bound
    from index.corpus import read  # noqa: PLC0415
    from index.english.parsing import load_pipeline  # noqa: PLC0415
    from index.models import Article, Span  # noqa: PLC0415
    from index.search.encoder import load_encoder  # noqa: PLC0415
    from index.search.passages import (  # noqa: PLC0415
        passage_text,
        passages_of,
        statement_text,
    )
    from index.statements.cast.members import cast_of  # noqa: PLC0415
    from index.statements.content.assemble import drafts_of  # noqa: PLC0415
    from index.statements.speaker.resolve import resolve  # noqa: PLC0415

    settings = IndexSettings()
    nlp = load_pipeline(settings.spacy_model)
    encoder = load_encoder(settings.encoder, cache())
    list(nlp.pipe(["A warm-up, he said."] * cores, n_process=cores))
    encoder.encode_documents(["a warm-up"])
    articles = [reading for reading in read([path]) if isinstance(reading, Article)]
    clock = _Clock()
    docs = list(nlp.pipe((a.text for a in articles), batch_size=8, n_process=cores))
    clock.stop("parse")
    texts = []
    for article, doc in zip(articles, docs, strict=True):
        cast = cast_of(doc)
        clock.stop("cast")
        drafts = drafts_of(doc)
        clock.stop("drafts")
        statements = resolve(doc, article.id, drafts, cast)
        clock.stop("resolution")
        sentences = tuple(Span(s.start_char, s.end_char) for s in doc.sents)
        passages = passages_of(article, sentences, settings.passage_size)
        texts += [passage_text(article, passage) for passage in passages]
        texts += [statement_text(article, sentences, statement) for statement in statements]
        clock.skip()
    encoder.encode_documents(texts)
    clock.stop("encoding")
    return clock.seconds


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.skip()

    def skip(self) -> None:
        self._began = time.perf_counter()

    def stop(self, stage: str) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - self._began
        self.skip()


def cache() -> Path:
    """Where the benchmarks keep the converted encoder."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("onrecord") / "bench"


if __name__ == "__main__":
    main()
