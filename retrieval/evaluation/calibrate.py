"""Writes ``weights.json``: ``python -m retrieval.evaluation.calibrate INDEX QUESTIONS.jsonl GOLD.jsonl``.

INDEX is an index of the articles of GOLD (polnear_dev.jsonl), QUESTIONS a speaker_qa file. How what is
learned carries over to questions on other articles is for ``retrieval.evaluation.report`` to say.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from index.config import IndexSettings
from index.models import Span
from index.search.snapshot import Snapshot
from retrieval.engine import Engine
from retrieval.evaluation.training import Example, Pieces, Row, examples_of, keyword_questions, learn


def main() -> None:
    """Train on the files named on the command line and write the weights."""
    index, questions, gold = map(Path, sys.argv[1:4])
    examples = training_examples(IndexSettings(data=index), rows_of(questions), pieces_of(gold))
    target = Path(str(files("retrieval.ranking").joinpath("weights.json")))
    target.write_text(json.dumps(asdict(learn(examples)), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(examples)} questions -> {target.name}\n")


def training_examples(settings: IndexSettings, rows: Iterable[Row], pieces: Pieces) -> list[Example]:
    """The questions by hand, and terse ones made of the index beside them."""
    ask = Engine.open(settings).candidates
    terse, own_pieces = keyword_questions(Snapshot(settings.data))
    return [*examples_of(ask, rows, pieces), *examples_of(ask, terse, own_pieces)]


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
