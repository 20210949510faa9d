"""`onrecord inspect` over a dump: `python -m tests.bench.inspecting SHARED [--documents N]`.

The documents are put together of paragraphs of real ones, under the head lines, dates, authors, addresses and licences
of real ones of Dolma's format. Prints the wall time, the processor's time and the largest memory of the process.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.machine import this_machine

_PARAGRAPHS = (6, 14)
_FILES = 17
_HEAD_LINES = 3


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--documents", type=int, default=170_000)
    told = arguments.parse_args()
    with TemporaryDirectory(prefix="onrecord-dump-") as folder:
        size = write(Path(folder), told.shared / "archives", told.documents)
        print(this_machine())
        print(f"{told.documents:,} documents in {_FILES} files, {size / 2**20:,.0f} MB of text")
        started = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "bot", "inspect", folder])
        _, status, used = os.wait4(process.pid, 0)
        wall, busy = time.monotonic() - started, used.ru_utime + used.ru_stime
        print(f"\nexit status {os.waitstatus_to_exitcode(status)}, {wall:,.0f} s ({busy:,.0f} s of a processor), ")
        print(f"{1000 * busy / told.documents:.2f} ms a document, at most {used.ru_maxrss / 2**10:,.0f} MB of memory")


def write(folder: Path, archives: Path, count: int) -> int:
    """Write a dump of compressed JSON Lines; the characters of its texts."""
    real = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((archives / "dolma").glob("*.json"))]
    news = (archives / "wikinews364" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    paragraphs = [one for row in map(json.loads, news) for one in row["text"].split("\n") if len(one) > 80]
    rng, size = random.Random(1), 0
    for number in range(_FILES):
        with gzip.open(folder / f"{number:02}.jsonl.gz", "wt", compresslevel=1, encoding="utf-8") as file:
            for one in _documents(rng, real, paragraphs, range(number, count, _FILES)):
                size += len(one["text"])
                file.write(json.dumps(one, ensure_ascii=False) + "\n")
    return size


def _documents(
    rng: random.Random, real: list[dict[str, Any]], paragraphs: list[str], numbers: range
) -> Iterator[dict[str, Any]]:
    for number in numbers:
        model = rng.choice(real)
        head = model["text"].split("\n")[:_HEAD_LINES]
        body = rng.sample(paragraphs, rng.randint(*_PARAGRAPHS))
        address = f"{model['metadata'].get('url', 'https://example.org/')}{number}"
        yield {
            **model,
            "id": number,
            "text": "\n".join([*head, *body]),
            "metadata": {**model["metadata"], "url": address},
        }


if __name__ == "__main__":
    main()
