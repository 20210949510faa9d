"""Writes ``weights.json``: ``python -m retrieval.evaluation.calibrate FOLDER [--facts]``.

With ``--facts`` only the judge of facts is learned anew. FOLDER is that of the gold data. The shipped weights are
learned from questions over ``archives/wikinews364``, whose licence allows it: the open questions, those in
``questions_wikinews364.jsonl`` beside this file, the same asked of articles that do not hold their answers, and made
ones. How what is learned carries over to other articles is for ``retrieval.evaluation.report`` to say.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.search.snapshot import Snapshot
from retrieval.engine import Engine
from retrieval.evaluation.elsewhere import halves_asked
from retrieval.evaluation.made import made_questions
from retrieval.evaluation.questions import (
    GoldQuestion,
    located_questions,
    open_questions,
    pieces_of,
    rows_of,
    speaker_questions,
)
from retrieval.evaluation.training import Example, examples_of, learn, learn_facts
from retrieval.models import Answer
from retrieval.ranking.rank import learned

MADE = 300  # questions of each kind that are made of an index


def main() -> None:
    """Learn from the folder named on the command line and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/eval"))
    parser.add_argument("--facts", action="store_true", help="learn the judge of facts alone")
    arguments = parser.parse_args()
    folder = arguments.folder
    with tempfile.TemporaryDirectory() as work:
        settings = IndexSettings(data=Path(work))
        index_corpus([folder.parent / "archives" / "wikinews364"], settings, CorpusSettings())
        examples = open_examples(settings, folder)
    target = Path(str(files("retrieval.ranking").joinpath("weights.json")))
    if arguments.facts:
        weights = replace(learned(), fact=learn_facts(examples, learned().candidate))
    else:
        weights = learn(examples)
    target.write_text(json.dumps(asdict(weights), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(examples)} questions -> {target.name}\n")


def open_examples(settings: IndexSettings, folder: Path) -> list[Example]:
    """The questions over ``wikinews364``, by hand and made, asked of its index, and of the halves of its articles."""
    articles = folder.parent / "archives" / "wikinews364" / "articles.jsonl"
    questions = open_and_more(folder)
    return [*_examples(settings, questions), *halves_asked(articles, questions)]


def open_and_more(folder: Path) -> list[GoldQuestion]:
    """The questions by hand over ``wikinews364`` from which is learned."""
    articles = folder.parent / "archives" / "wikinews364" / "articles.jsonl"
    texts = {row["id"]: row["text"] for row in rows_of(articles)}
    more = Path(str(files("retrieval.evaluation").joinpath("questions_wikinews364.jsonl")))
    return [*open_questions(folder / "open_qa_dev.jsonl", texts), *located_questions(more)]


def speaker_examples(settings: IndexSettings, folder: Path) -> list[Example]:
    """The questions over PolNeAR's development part, as ``open_examples``."""
    questions = speaker_questions(folder / "speaker_qa_dev.jsonl", pieces_of(folder / "polnear_dev.jsonl"))
    return [*_examples(settings, questions), *halves_asked(folder / "polnear_dev.jsonl", questions)]


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
