"""Growing and asking at size: ``python -m tests.bench.scale SHARED [--peers PYTHON]``.

``SHARED`` holds ``corpus/`` and ``eval/``. Their articles are analysed and encoded once and recombined (see
``tests.bench.recombine``) into 25,000 articles, which enter through ``Store.add`` and the run that publishes. Then the
same index is left as it is, changed in one article and in many, and opened and asked: after ten rounds of changes,
after a merge, and while a run goes on. Each step is a process of its own, so that its memory is its own.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from index.models import Unit
from index.preparing import pipeline_of
from index.search.encoder import encoder_fingerprint
from index.storage.store import Store
from tests.bench.at_size import Passages
from tests.bench.machine import write_rows
from tests.bench.report import say, start_report
from tests.bench.scale import asking, building, changing, while_indexing
from tests.bench.scale.work import Work

_PEERS = ("txtai", "haystack")
_BUILDING = ("build", "publish")


def main() -> None:
    """Take every step in its order."""
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
        for step in _ORDER:
            if not (built and step in _BUILDING):
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
    "build": building.build,
    "publish": changing.publish,
    "unchanged": changing.unchanged,
    "change": changing.change,
    "edit": changing.edit,
    "rounds": changing.rounds,
    "merge": changing.merge,
    "ask": asking.ask,
    "while-indexing": while_indexing.ask,
}
_ORDER = (*_BUILDING, "unchanged", "change", "edit", "rounds", "ask", "merge", "ask", "while-indexing")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=25_000)
    parser.add_argument("--keep", type=Path, help="a folder to build in and leave there; built already, it is reused")
    parser.add_argument("--peers", help="the Python of the peers' environment; without it they are left out")
    parser.add_argument("--step", choices=list(_STEPS), help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
