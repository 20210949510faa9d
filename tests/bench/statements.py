"""Statements, beside peers: ``python -m tests.bench.statements FOLDER --peers PYTHON``.

onrecord, textacy and a plain baseline read the same articles with the same spaCy model and are scored by the same
scorer. ``FOLDER`` holds ``score_statements.py``, ``polnear_dev.jsonl`` and ``wikinews_gold.jsonl``, and
``FOLDER/../corpus/wikinews`` the articles of the latter; ``PYTHON`` is the interpreter of the peers' environment.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.machine import read_rows
from tests.bench.report import Column, say, scored, show_table, start_report
from tests.bench.speed import show_speed

# the name in tests.bench.quotations
_SYSTEMS = {"onrecord": "", "textacy": "textacy", "GenderGapTracker": "tracker", "nearest PERSON": "nearest"}
_MEASURES = ("cover≥0.3", "cover≥0.8", "iou≥0.5")


@dataclass(frozen=True, slots=True)
class Gold:
    """A set of articles and the statements in them."""

    name: str
    gold: Path
    articles: Path


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a system wrote, how long its process took (models loaded anew) and a remark."""

    output: Path
    seconds: float
    remark: str = ""


def main() -> None:
    """Measure every system on both sets and print a table for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.statements")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", required=True, help="the Python of the peers' environment")
    parser.add_argument("--tracker", type=Path, help="a checkout of GenderGapTracker's repository, to compare with")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    scorer = folder / "score_statements.py"
    if not scorer.is_file():
        say(f"skipped: {folder} has no {scorer.name}, so there is nothing to measure with")
        return
    polnear, wikinews = folder / "polnear_dev.jsonl", folder.parent / "corpus" / "wikinews"
    sets = (Gold("PolNeAR dev", polnear, polnear), Gold("Wikinews", folder / "wikinews_gold.jsonl", wikinews))
    start_report("; ".join(f"{one.name}: {_size(one.articles)}" for one in sets))
    with tempfile.TemporaryDirectory() as work:
        for one in sets:
            rows = []
            for name, peer in _SYSTEMS.items():
                if peer == "tracker" and arguments.tracker is None:
                    continue
                own = Path(work) / f"{one.name}-{name}"
                done = _peer(arguments, peer, one.articles, own) if peer else _ours(one.articles, own)
                figures = _figures(scored(scorer, one.gold, done.output, "--articles", one.articles))
                rows.append((name, *figures, f"{done.seconds:.0f}"))
                if done.remark:
                    say(f"{one.name}, {name}: {done.remark}")
            show_table(_COLUMNS, rows, title=one.name)
    say(
        "P, R, F at cover (letters of the gold found) and at iou; recalls by kind, at cover≥0.8. mention: given the "
        "statement, its mention is the gold's.\nspeaker: given the statement, the resolved speaker is right, wrong; a "
        "peer's is the mention's text. s: the whole process, models loaded; onrecord's also embeds and stores."
    )
    show_speed(polnear)


_COLUMNS = (
    Column("system"),
    *(Column(name, figure=True) for name in ("found", "P .3", "R .3", "F .3", "P .8", "R .8", "F .8", "F iou .5")),
    *(Column(name, figure=True) for name in ("direct", "mixed", "indirect", "mention", "right", "wrong", "s")),
)


def _ours(articles: Path, work: Path) -> Extraction:
    began = time.perf_counter()
    command = [sys.executable, "-m", "bot"]
    subprocess.run(
        [*command, "index", str(articles), "--data", str(work), "--progress", "none"], check=True, capture_output=True
    )
    seconds = time.perf_counter() - began
    output = work / "statements.jsonl"
    with output.open("w", encoding="utf-8") as file:
        subprocess.run([*command, "statements", "--json", "--data", str(work)], check=True, stdout=file)
    return Extraction(output, seconds)


def _peer(asked: argparse.Namespace, system: str, articles: Path, work: Path) -> Extraction:
    work.mkdir()
    output = work / "statements.jsonl"
    began = time.perf_counter()
    done = subprocess.run(
        [asked.peers, "-m", "tests.bench.quotations", system, str(articles), str(output), str(asked.tracker)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    refused = int(done.stdout)
    remark = f"refused {refused} articles as a whole (unpaired marks); given again by paragraph" if refused else ""
    return Extraction(output, time.perf_counter() - began, remark)


def _figures(output: str) -> tuple[str, ...]:
    """The scorer's figures in the order of the columns; "–" where it gives none."""
    lines = {line.split()[0]: line.split()[1:] for line in output.splitlines() if line.strip()}
    # each line: P, R, F, recall of direct, mixed and indirect
    near, far, iou = (lines[name] for name in _MEASURES)
    found = _number(r"predicted (\d+)", output)
    mention = _number(r"mention given the statement: right +([\d.]+)", output)
    right = _number(r"speaker given the statement: right +([\d.]+)", output)
    wrong = _number(r"speaker given .* wrong +([\d.]+)", output)
    return (found, *near[:3], *far[:3], iou[2], *far[3:6], mention, right, wrong)


def _number(pattern: str, output: str) -> str:
    match = re.search(pattern, output)
    return match.group(1) if match else "–"


def _size(articles: Path) -> str:
    texts = [row["text"] for row in read_rows(articles)]
    return f"{len(texts)} articles, {sum(len(text.split()) for text in texts):,} words"


if __name__ == "__main__":
    main()
