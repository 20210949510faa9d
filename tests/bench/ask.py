"""Answering, beside peers: ``python -m tests.bench.ask FOLDER --peers PYTHON``.

The same questions over the same articles through onrecord, plain rankings of paragraphs, txtai and Haystack, with
the same MiniLM weights, scored by the same scorers. ``FOLDER`` holds the sets of questions with their scorers (see
``question_sets``); ``PYTHON`` is the interpreter of the peers' environment. Each system builds its index in one
process and answers in another.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.machine import median_ms, p95_ms, read_rows, write_rows
from tests.bench.question_sets import OpenQuestions, QuestionSet, SpeakerQuestions
from tests.bench.report import Column, say, show_table, start_report
from tests.bench.shown import READ, words_shown
from tests.bench.worker import Measured

_ROUNDS = 2  # every system in turn, then again: other work on the machine then hits all of them
_OFFLINE = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False", "TOKENIZERS_PARALLELISM": "false"}


@dataclass(frozen=True, slots=True)
class System:
    """A row of a table: a module of ``tests.bench.systems`` and how it splits articles."""

    name: str
    module: str
    split: str
    peer: bool = True


SYSTEMS = (
    System("onrecord", "ours", "statements, passages", peer=False),
    System("BM25", "bm25_search", "paragraphs"),
    System("MiniLM", "minilm_search", "paragraphs"),
    System("BM25 and MiniLM", "fused_search", "paragraphs"),
    System("txtai", "txtai_search", "paragraphs"),
    System("txtai", "txtai_search", "chunks"),
    System("Haystack", "haystack_search", "paragraphs"),
    System("Haystack", "haystack_search", "words"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """What runs a system, and the folder of its index and answers."""

    python: str
    folder: Path

    @property
    def index(self) -> Path:
        return self.folder / "index"

    @property
    def answers(self) -> Path:
        return self.folder / "answers.jsonl"


def main() -> None:
    """Measure every system on every set and print a table for each set."""
    arguments = _arguments()
    there = []
    for questions in (SpeakerQuestions(arguments.folder), OpenQuestions(arguments.folder)):
        if questions.missing:
            say(f"skipped: {questions.name}, because {', '.join(map(str, questions.missing))} is not here")
        else:
            there.append(questions)
    if not there:
        return
    start_report("; ".join(map(_size, there)))
    for questions in there:
        with tempfile.TemporaryDirectory() as work:
            columns = (*_SYSTEM, *_figures(*questions.measures), *_figures("words", f"in {READ}"), *_SPEED)
            show_table(columns, _rows(questions, Path(work), arguments.peers), title=questions.name)
    say(_NOTES)


def _figures(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, figure=True) for name in names)


_SYSTEM = (Column("system"), Column("splits by"))
_SPEED = _figures("p50", "p95", "start s", "peak MB", "index s", "index MB")
_NOTES = f"""\
passage@3, words@3: an answer is among the first three items, whoever said it. Of the open questions passage@3 wants all
of the gold's words and words@3 most of them. hit@k wants the right speaker too, which no peer names. abstained: of the
unanswerable questions, which no peer refuses. onrecord is asked a follow-up as one, peers are asked it by itself.
words: shown by the first three items, on average; a longer passage is easier to hit. in {READ}: an answer is among the
first {READ} words shown.
p50, p95 in ms: of all questions, {_ROUNDS} rounds. start: from the process's start to its first answer, the better one.
BM25 is bm25s with stems and without stop words; MiniLM compares all vectors; both are joined by reciprocal ranks. txtai
and Haystack are hybrid, dense and BM25. Peers run the weights in PyTorch (onrecord: OpenVINO where installed) and see
the article's title with each passage, as onrecord does, except for Haystack's BM25."""


def _rows(questions: QuestionSet, work: Path, peers: str) -> Iterator[tuple[str, ...]]:
    """A row of figures for each system."""
    asked = write_rows(work / "asked.jsonl", questions.asked)
    places = {
        system: Place(peers if system.peer else sys.executable, work / str(i)) for i, system in enumerate(SYSTEMS)
    }
    for place in places.values():
        place.folder.mkdir()
    builds = {system: _build(system, place, questions.articles) for system, place in places.items()}
    rounds: dict[System, list[Measured]] = {system: [] for system in SYSTEMS}
    for _ in range(_ROUNDS):
        for system, place in places.items():
            rounds[system].append(_ask(system, place, asked))
    for system, place in places.items():
        answers = list(read_rows(place.answers))
        shown = f"{words_shown(answers, questions.texts):.0f}", f"{questions.held_within(answers):.1f}"
        speed = _speed(builds[system], rounds[system])
        yield (system.name, system.split, *questions.quality(answers, work), *shown, *speed)


def _build(system: System, place: Place, articles: Path) -> Measured:
    return _worker(place.python, "build", system.module, system.split, str(articles), str(place.index))


def _ask(system: System, place: Place, questions: Path) -> Measured:
    started = str(time.time())
    return _worker(place.python, "ask", system.module, started, str(place.index), str(questions), str(place.answers))


def _worker(python: str, *arguments: str) -> Measured:
    done = subprocess.run(
        [python, "-m", "tests.bench.worker", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | _OFFLINE,
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments[:3])} failed:\n{done.stderr[-2000:]}")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def _speed(build: Measured, asked: list[Measured]) -> tuple[str, ...]:
    seconds = [second for one in asked for second in one.questions]
    return (
        f"{median_ms(seconds):.1f}",
        f"{p95_ms(seconds):.1f}",
        f"{min(one.start for one in asked):.1f}",
        f"{max(one.peak_mb for one in asked):,.0f}",
        f"{build.start:.1f}",
        f"{build.peak_mb:,.0f}",
    )


def _size(questions: QuestionSet) -> str:
    words = sum(len(text.split()) for text in questions.texts.values())
    return f"{questions.name}: {len(questions.texts)} articles, {words:,} words, {len(questions.asked)} questions"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ask", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", required=True, help="the Python of the peers' environment")
    return parser.parse_args()


if __name__ == "__main__":
    main()
