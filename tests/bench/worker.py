"""One system of ``make bench-ask`` in a process of its own, so that its memory and its start are its own.

    python -m tests.bench.worker build SYSTEM SPLIT ARTICLES FOLDER
    python -m tests.bench.worker ask SYSTEM STARTED FOLDER QUESTIONS ANSWERS

A question with ``after`` follows up the question of that id, which stands above it. ``STARTED`` is the epoch
second at which the process was started. The last line of the output is a ``Measured`` as JSON.
"""

import importlib
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.machine import Row, peak_memory_mb, read_rows, write_rows
from tests.bench.systems import Reply


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds from the process's start to its first answer (or the end of the build), seconds of each
    question after that, and the largest resident set in MB."""

    start: float
    questions: list[float]
    peak_mb: float


def main() -> None:
    """Do what the command line says."""
    task, system, *rest = sys.argv[1:]
    module = importlib.import_module(f"tests.bench.systems.{system}")
    if task == "build":
        split, articles, folder = rest
        began = time.perf_counter()
        module.build(Path(articles), Path(folder), split)
        measured = Measured(time.perf_counter() - began, [], peak_memory_mb())
    else:
        started, folder, questions, answers = rest
        ask = module.open_index(Path(folder))
        ask("what was said about the weather?", None)  # a question that loads whatever is loaded late
        start = time.time() - float(started)
        seconds: list[float] = []
        replies: dict[str, Reply] = {}
        for row in read_rows(Path(questions)):
            previous = replies[row["after"]] if row.get("after") else None
            began = time.perf_counter()
            replies[row["id"]] = ask(row["question"], previous)
            seconds.append(time.perf_counter() - began)
        write_rows(Path(answers), (_record(name, reply) for name, reply in replies.items()))
        measured = Measured(start, seconds, peak_memory_mb())
    sys.stdout.write(f"\n{json.dumps(asdict(measured))}\n")


def _record(name: str, reply: Reply) -> Row:
    items = [
        {
            "article_id": item.article_id,
            "start": min(start for start, _ in item.parts),
            "end": max(end for _, end in item.parts),
            "parts": item.parts,
            "speaker": item.speaker,
            "highlight": item.highlight,
        }
        for item in reply.items
        if item.parts
    ]
    return {"id": name, "abstained": reply.abstained, "verdict_code": reply.verdict, "items": items}


if __name__ == "__main__":
    main()
