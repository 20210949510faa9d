"""Answering, beside peers: ``python -m tests.bench.ask FOLDER --peers PYTHON``.

The same questions over the same articles through onrecord, txtai and Haystack, with the same MiniLM weights,
scored by the same scorer. ``FOLDER`` holds ``polnear_dev.jsonl``, ``speaker_qa_dev.jsonl`` and
``score_answers.py``; ``PYTHON`` is the interpreter of the peers' environment. Each system builds its index in
one process and answers in another.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.machine import Row, median_ms, p95_ms, read_rows
from tests.bench.report import Column, say, scored, show_table, start_report
from tests.bench.worker import Measured

_FOLDER = ("polnear_dev.jsonl", "speaker_qa_dev.jsonl", "score_answers.py")
_READ = 150  # words that somebody reads of an answer
_OVERLAP = 0.3  # of the shorter span, as in score_answers.py
_ROUNDS = 2  # every system in turn, then again: other work on the machine then hits all of them


@dataclass(frozen=True, slots=True)
class System:
    """A row of the table: a module of ``tests.bench.systems`` and how it splits articles."""

    name: str
    module: str
    split: str
    peer: bool = True


SYSTEMS = (
    System("onrecord", "ours", "statements and passages", peer=False),
    System("txtai", "txtai_search", "paragraphs"),
    System("txtai", "txtai_search", "chunks"),
    System("Haystack", "haystack_search", "paragraphs"),
    System("Haystack", "haystack_search", "words"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a system's index and answers are, and what runs it."""

    python: str
    index: Path
    answers: Path


def main() -> None:
    """Measure every system and print one table."""
    arguments = _arguments()
    folder: Path = arguments.folder
    missing = [name for name in _FOLDER if not (folder / name).is_file()]
    if missing:
        say(f"skipped: {folder} has no {', '.join(missing)}, so there is nothing to measure with")
        return
    articles, questions, scorer = (folder / name for name in _FOLDER)
    texts = {row["id"]: row["text"] for row in read_rows(articles)}
    start_report(f"{len(texts)} articles, {_words(texts)} words, {sum(1 for _ in read_rows(questions))} questions")
    with tempfile.TemporaryDirectory() as work:
        places = {
            system: Place(
                arguments.peers if system.peer else sys.executable, Path(work) / str(i), Path(work) / f"{i}.jsonl"
            )
            for i, system in enumerate(SYSTEMS)
        }
        builds = {system: _build(system, places[system], articles) for system in SYSTEMS}
        asked: dict[System, list[Measured]] = {system: [] for system in SYSTEMS}
        for _ in range(_ROUNDS):
            for system in SYSTEMS:
                asked[system].append(_ask(system, places[system], questions))
        rows = []
        for system in SYSTEMS:
            quality = scored(scorer, questions, places[system].answers, "--gold", articles)
            shown = _words_shown(places[system].answers, texts)
            read = _found_within(places[system].answers, questions, articles)
            speed = _speed(builds[system], asked[system])
            rows.append((system.name, system.split, *_quality(quality), shown, read, *speed))
        show_table(_COLUMNS, rows)
    say(
        "hit@k asks for the right speaker too, which no peer names; abstained: of the unanswerable questions, which no "
        "peer refuses.\nwords: shown by the first three items of an answer, on average; a longer passage is easier to "
        f"hit. in {_READ}: the quotation is among the first {_READ} words shown.\n"
        f"p50, p95 in ms: of all questions, {_ROUNDS} rounds; start: from the process's start to its first "
        "answer, the better round.\nEach peer is hybrid (dense and BM25), runs the weights in PyTorch (onrecord: "
        "OpenVINO where installed) and sees the article's title with each passage, as onrecord does."
    )


_COLUMNS = (
    Column("system"),
    Column("splits by"),
    *(
        Column(name, figure=True)
        for name in ("passage@3", "hit@1", "hit@3", "abstained", "falsely refused", "words", f"in {_READ}")
    ),
    *(Column(name, figure=True) for name in ("p50", "p95", "start s", "peak MB", "index s", "index MB")),
)


def _build(system: System, place: Place, articles: Path) -> Measured:
    return _worker(place.python, "build", system.module, system.split, str(articles), str(place.index))


def _ask(system: System, place: Place, questions: Path) -> Measured:
    started = str(time.time())
    return _worker(place.python, "ask", system.module, started, str(place.index), str(questions), str(place.answers))


def _worker(python: str, *arguments: str) -> Measured:
    offline = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False", "TOKENIZERS_PARALLELISM": "false"}
    done = subprocess.run(
        [python, "-m", "tests.bench.worker", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | offline,
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments[:3])} failed:\n{done.stderr[-2000:]}")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def _quality(output: str) -> tuple[str, ...]:
    found = dict(re.findall(r"(hit@1|hit@3|passage@3|falsely refused|abstained) ([\d.]+)", output))
    return tuple(found[name] for name in ("passage@3", "hit@1", "hit@3", "abstained", "falsely refused"))


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


def _words_shown(answers: Path, texts: dict[str, str]) -> str:
    counts = [
        sum(len(texts[item["article_id"]][a:b].split()) for item in row["items"][:3] for a, b in item["parts"])
        for row in read_rows(answers)
        if row["items"] and not row["abstained"]
    ]
    return f"{sum(counts) / max(1, len(counts)):.0f}"


def _found_within(answers: Path, questions: Path, articles: Path) -> str:
    """Share of the answerable questions whose quotation is among the first words shown, whoever said it."""
    rows = list(read_rows(articles))
    texts = {row["id"]: row["text"] for row in rows}
    gold = {(a["id"], q["id"]): [(c["start"], c["end"]) for c in q["contents"]] for a in rows for q in a["quotes"]}
    given = {row["id"]: row for row in read_rows(answers)}
    asked = [row for row in read_rows(questions) if row["answerable"]]
    found = 0
    for row in asked:
        answer = given[row["id"]]
        items = () if answer["abstained"] else _read_items(answer["items"], texts)
        wanted = [(one["article_id"], gold[one["article_id"], one["quote_id"]]) for one in row["answers"]]
        found += any(article == item and _overlap(read, pieces) for item, read in items for article, pieces in wanted)
    return f"{100 * found / len(asked):.1f}"


def _read_items(items: list[Row], texts: dict[str, str]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The items as far as the words reach that somebody reads: article and spans."""
    left = _READ
    for item in items:
        spans = []
        for start, end in item["parts"]:
            words = list(re.finditer(r"\S+", texts[item["article_id"]][start:end]))[:left]
            left -= len(words)
            if words:
                spans.append((start, start + words[-1].end()))
        yield item["article_id"], spans


def _overlap(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> bool:
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    shorter = min(sum(b - a for a, b in one), sum(d - c for c, d in other))
    return shorter > 0 and both >= _OVERLAP * shorter


def _words(texts: dict[str, str]) -> str:
    return f"{sum(len(text.split()) for text in texts.values()):,}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ask", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", required=True, help="the Python of the peers' environment")
    return parser.parse_args()


if __name__ == "__main__":
    main()
