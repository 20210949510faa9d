"""One system of ``make bench-ask`` in a process of its own, so that its memory and its start are its own.

    python -m tests.bench.worker build SYSTEM SPLIT ARTICLES FOLDER
    python -m tests.bench.worker ask SYSTEM STARTED FOLDER QUESTIONS ANSWERS

``STARTED`` is the epoch second at which the process was started. The last line of the output is a
``Measured`` as JSON.
"""

import importlib
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.machine import peak_memory_mb, read_rows, write_rows
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
        ask("what was said about the weather?")  # a question that loads whatever is loaded late
        start = time.time() - float(started)
        seconds: list[float] = []
        rows = []
        for row in read_rows(Path(questions)):
            began = time.perf_counter()
            reply = ask(row["question"])
            seconds.append(time.perf_counter() - began)
            rows.append({"id": row["id"], "question": row["question"], **_record(reply)})
        write_rows(Path(answers), rows)
        measured = Measured(start, seconds, peak_memory_mb())
    sys.stdout.write(f"\n{json.dumps(asdict(measured))}\n")


def _record(reply: Reply) -> dict[str, object]:
    items = [
        {
            "article_id": item.article_id,
            "start": min(start for start, _ in item.parts),
            "end": max(end for _, end in item.parts),
            "parts": item.parts,
            "speaker": item.speaker,
        }
        for item in reply.items
        if item.parts
    ]
    return {"abstained": reply.abstained, "items": items}


if __name__ == "__main__":
    main()
