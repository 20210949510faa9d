"""Writes ``weights.json``: ``python -m retrieval.evaluation.calibrate FOLDER``.

FOLDER is that of the gold data. The shipped weights are learned from questions over ``archives/wikinews364``, whose
licence allows it: the open questions, those in ``questions_wikinews364.jsonl`` beside this file, and made ones. How
what is learned carries over to other articles is for ``retrieval.evaluation.report`` to say.
"""

import json
import sys
import tempfile
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.search.snapshot import Snapshot
from retrieval.engine import Engine
from retrieval.evaluation.made import made_questions
from retrieval.evaluation.questions import (
    GoldQuestion,
    located_questions,
    open_questions,
    pieces_of,
    rows_of,
    speaker_questions,
)
from retrieval.evaluation.training import Example, examples_of, learn
from retrieval.models import Answer

MADE = 300  # questions of each kind that are made of an index


def main() -> None:
    """Learn from the folder named on the command line and write the weights."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval")
    with tempfile.TemporaryDirectory() as work:
        settings = IndexSettings(data=Path(work))
        index_corpus([folder.parent / "archives" / "wikinews364"], settings, CorpusSettings())
        examples = open_examples(settings, folder)
    target = Path(str(files("retrieval.ranking").joinpath("weights.json")))
    target.write_text(json.dumps(asdict(learn(examples)), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(examples)} questions -> {target.name}\n")


def open_examples(settings: IndexSettings, folder: Path) -> list[Example]:
    """The questions over ``wikinews364``, by hand and made, asked of its index."""
    articles = folder.parent / "archives" / "wikinews364" / "articles.jsonl"
    texts = {row["id"]: row["text"] for row in rows_of(articles)}
    more = Path(str(files("retrieval.evaluation").joinpath("questions_wikinews364.jsonl")))
    questions = [*open_questions(folder / "open_qa_dev.jsonl", texts), *located_questions(more)]
    return _examples(settings, questions)


def speaker_examples(settings: IndexSettings, folder: Path) -> list[Example]:
    """The questions over PolNeAR's development part, by hand and made, asked of its index."""
    pieces = pieces_of(folder / "polnear_dev.jsonl")
    return _examples(settings, speaker_questions(folder / "speaker_qa_dev.jsonl", pieces))


def _examples(settings: IndexSettings, questions: list[GoldQuestion]) -> list[Example]:
    engine = Engine.open(settings)
    made = made_questions(Snapshot(settings), MADE)
    return examples_of(engine, [*questions, *made], _answers_before(engine, questions))


def _answers_before(engine: Engine, questions: list[GoldQuestion]) -> dict[str, Answer]:
    """The answers that follow-ups follow."""
    wanted = {question.after for question in questions if question.after}
    return {question.id: engine.ask(question.text) for question in questions if question.id in wanted}


if __name__ == "__main__":
    main()
