"""A set of questions asked of an engine and scored by the scorer that comes with it."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from retrieval.answer.unnamed import speaker_of
from retrieval.engine import Engine
from retrieval.evaluation.questions import as_open_questions, rows_of
from retrieval.models import Answer, Item

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions in a file, with the scorer for their answers and what it wants besides (before and after them)."""

    name: str
    questions: Path
    scorer: Path
    arguments: tuple[str, ...] = ()

    def ask(self, engine: Engine, only: Collection[str] = ()) -> dict[str, Answer]:
        """The answers of an engine by question; a follow-up is asked after the answer that it follows.

        Of the questions ``only`` and those that they follow, if any are named.
        """
        rows = list(rows_of(self.questions))
        wanted = set(only) or {row["id"] for row in rows}
        for row in reversed(rows):
            if row["id"] in wanted and row.get("after"):
                wanted.add(row["after"])
        answers: dict[str, Answer] = {}
        for row in rows:
            if row["id"] not in wanted:
                continue
            before = answers.get(row["after"]) if row.get("after") else None
            answers[row["id"]] = engine.ask(row["question"], previous=before)
        return answers

    def scored(self, answers: Mapping[str, Answer], work: Path, only: Sequence[str] = ()) -> str:
        """What the scorer says of the answers; of those to the questions ``only``, if any are named."""
        questions = self.questions
        if only:
            rows = (dict(row) for row in rows_of(self.questions) if row["id"] in set(only))
            questions = written(work / "questions.jsonl", rows)
        answered = written(work / "answers.jsonl", (record_of(i, answer) for i, answer in answers.items()))
        return run_scorer(self.scorer, questions, answered, *self.arguments)


def open_set(folder: Path) -> QuestionSet:
    """The open questions over ``archives/wikinews364``."""
    articles = str(folder.parent / "archives" / "wikinews364" / "articles.jsonl")
    return QuestionSet("open questions", folder / "open_qa_dev.jsonl", folder / "score_open.py", (articles,))


def speaker_set(folder: Path) -> QuestionSet:
    """The speaker questions over PolNeAR's development part."""
    gold = ("--gold", str(folder / "polnear_dev.jsonl"))
    return QuestionSet("speaker questions", folder / "speaker_qa_dev.jsonl", folder / "score_answers.py", gold)


def unseen_set(folder: Path, name: str, articles: Path, work: Path) -> QuestionSet:
    """Questions that came with the package and had no part in it, over ``articles`` in a file or a folder."""
    texts = {row["id"]: row["text"] for row in _articles_in(articles)}
    known = written(work / f"{name}-articles.jsonl", ({"id": i, "text": text} for i, text in texts.items()))
    rows = as_open_questions(Path(str(files("retrieval.evaluation").joinpath(f"{name}.jsonl"))), texts)
    questions = written(work / f"{name}.jsonl", map(dict, rows))
    return QuestionSet(name, questions, folder / "score_open.py", (str(known),))


def _articles_in(path: Path) -> Iterator[Mapping[str, Any]]:
    for file in sorted(path.glob("*.json")) if path.is_dir() else []:
        yield json.loads(file.read_text(encoding="utf-8"))
    if path.is_file():
        yield from rows_of(path)


def timed(engine: Engine, texts: Iterable[str]) -> str:
    """How long an engine takes to answer, in all and by stage."""
    engine.ask("warm up")
    seconds, spent = [], dict[str, list[float]]()
    for text in texts:
        started = time.perf_counter()
        answer = engine.ask(text)
        seconds.append(time.perf_counter() - started)
        for stage, took in answer.seconds.items():
            spent.setdefault(stage, []).append(took)
    stages = ", ".join(f"{stage} {statistics.median(times) * 1e3:.1f}" for stage, times in spent.items())
    median, high = statistics.median(seconds) * 1e3, statistics.quantiles(seconds, n=20)[-1] * 1e3
    return f"asking: p50 {median:.1f} ms, p95 {high:.1f} ms, {len(seconds)} questions; {stages}"


def record_of(number: str, answer: Answer) -> Row:
    """An answer as the scorers read it."""
    return {
        "id": number,
        "reply": answer.reply.value,
        "abstained": answer.abstained,
        "verdict_code": answer.verdict.value if answer.verdict else None,
        "items": [_item(item) for item in answer.items],
    }


def _item(item: Item) -> Row:
    text = item.article.text
    return {
        "article_id": item.article.id,
        "speaker": speaker_of(item),
        "start": item.parts[0].start,
        "end": item.parts[-1].end,
        "parts": [[part.start, part.end] for part in item.parts],
        "highlight": [[span.start, span.end] for span in item.highlight],
        "text": " … ".join(item.texts),
        "context": item.context.of(text),
    }


def run_scorer(scorer: Path, *arguments: Path | str) -> str:
    """What a scorer of the gold data prints."""
    done = subprocess.run(  # noqa: S603 - it came with the gold data
        [sys.executable, str(scorer), *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return done.stdout.rstrip()


def written(path: Path, rows: Iterable[Row]) -> Path:
    """Write JSON lines; gives the path."""
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def texts_of(questions: Path) -> Iterator[str]:
    """The questions of a file."""
    return (row["question"] for row in rows_of(questions))
