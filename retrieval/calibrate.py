"""Writes ``weights.json``: ``python -m retrieval.calibrate INDEX QUESTIONS.jsonl GOLD.jsonl``.

INDEX is an index of the articles of GOLD (polnear_dev.jsonl), QUESTIONS a speaker_qa file. How what is
learned carries over to questions on other articles is for ``retrieval.evaluate`` to say.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from index.config import IndexSettings
from index.models import Span
from retrieval.engine import Engine
from retrieval.training import Pieces, Row, examples_of, learn


def main() -> None:
    """Train on the files named on the command line and write the weights."""
    index, questions, gold = map(Path, sys.argv[1:4])
    examples = examples_of(Engine.open(IndexSettings(data=index)).candidates, rows_of(questions), pieces_of(gold))
    target = Path(str(files("retrieval").joinpath("weights.json")))
    target.write_text(json.dumps(asdict(learn(examples)), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(examples)} questions -> {target.name}\n")


def pieces_of(gold: Path) -> Pieces:
    """The spans of each quotation's content, by article and quotation."""
    return {
        (article["id"], quote["id"]): [Span(c["start"], c["end"]) for c in quote["contents"]]
        for article in rows_of(gold)
        for quote in article["quotes"]
    }


def rows_of(path: Path) -> Iterator[Row]:
    """The records of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


if __name__ == "__main__":
    main()
