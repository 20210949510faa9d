"""Every quality figure in one table: ``python -m retrieval.evaluation.report FOLDER``.

FOLDER holds the gold data and the two scorers (``score_statements.py``, ``score_answers.py``); beside
it stands ``corpus/wikinews``. Without the folder nothing is measured and one line says so. The
articles are indexed into a temporary folder, and each scorer runs as its own program.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.models import AttributedStatement, Span, Statement
from index.search.snapshot import Snapshot
from index.speakers import fold
from retrieval.config import RetrievalSettings
from retrieval.engine import Engine
from retrieval.evaluation.calibrate import pieces_of, training_examples
from retrieval.evaluation.curves import PICTURE, drawn, judged, risk_coverage
from retrieval.evaluation.training import folds_of, learn
from retrieval.models import Answer, Form

Row = dict[str, Any]
_OVERLAP = 0.3  # of the shorter span, as in score_answers.py


def main() -> None:
    """Measure with the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval")
    if not (folder / "score_statements.py").is_file():
        _say(f"skipped: {folder} is not here, so there is nothing to measure against")
        return
    with tempfile.TemporaryDirectory() as work:
        _polnear(folder, Path(work))
        _wikinews(folder, Path(work))


def _polnear(folder: Path, work: Path) -> None:
    articles, questions = folder / "polnear_dev.jsonl", folder / "speaker_qa_dev.jsonl"
    settings = IndexSettings(data=work / "polnear")
    report = index_corpus([articles], settings, CorpusSettings())
    snapshot = Snapshot(settings.data)
    _say(f"\nPolNeAR dev: {report.added} articles indexed in {report.seconds:.0f} s\n")
    _score(folder / "score_statements.py", articles, _written(work / "statements.jsonl", _statements(snapshot)))
    _say(_speakers_of_answers(snapshot, list(_rows(questions)), list(_rows(articles))))
    asking = _Asking(folder, work)
    answers = asking.ask("speaker questions, fitted", Engine.open(settings))
    asking.by_form(answers)
    asking.crossed(settings)
    curve = risk_coverage(judged(asking.open_ended(settings), asking.pieces))
    _say(f"risk over coverage: AURC {curve.area:.3f}{drawn(curve, Path.cwd() / PICTURE)}")
    corpus = folder.parent / "corpus"
    if corpus.is_dir():
        index_corpus([corpus], settings, CorpusSettings())
        asking.ask("the same with the Wikinews and Mehr articles", Engine.open(settings))


def _wikinews(folder: Path, work: Path) -> None:
    corpus = folder.parent / "corpus"
    settings = IndexSettings(data=work / "wikinews")
    report = index_corpus([corpus], settings, CorpusSettings())
    _say(f"\nWikinews and Mehr: {report.added} articles indexed in {report.seconds:.0f} s\n")
    statements = _written(work / "wikinews.jsonl", _statements(Snapshot(settings.data)))
    gold = folder / "wikinews_gold.jsonl"
    _score(folder / "score_statements.py", gold, statements, "--articles", str(corpus / "wikinews"))


def _statements(snapshot: Snapshot) -> Iterator[Row]:
    for indexed in snapshot.articles():
        for said in indexed.statements:
            statement = said.statement
            yield {
                "article_id": indexed.article.id,
                **_placed(statement),
                "mention_start": statement.mention.start if statement.mention else None,
                "mention_end": statement.mention.end if statement.mention else None,
                "speaker": said.name,
                "negated": statement.negated,
            }


class _Asking:
    """The speaker questions, asked of one engine after the other and scored by their scorer."""

    def __init__(self, folder: Path, work: Path) -> None:
        self._folder = folder
        self._work = work
        self._questions = folder / "speaker_qa_dev.jsonl"
        self.rows = list(_rows(self._questions))
        self.pieces = pieces_of(folder / "polnear_dev.jsonl")

    def ask(self, name: str, engine: Engine) -> dict[str, Answer]:
        """The answers of an engine by question, scored and timed."""
        engine.ask("warm up")
        answers, seconds = {}, []
        for row in self.rows:
            started = time.perf_counter()
            answers[row["id"]] = engine.ask(row["question"])
            seconds.append(time.perf_counter() - started)
        self._scored(name, answers, self._questions)
        cuts = statistics.quantiles(seconds, n=20)
        median, high = statistics.median(seconds) * 1e3, cuts[-1] * 1e3
        _say(f"asking: p50 {median:.1f} ms, p95 {high:.1f} ms, {len(seconds)} questions; {_stages(answers.values())}")
        return answers

    def by_form(self, answers: dict[str, Answer]) -> None:
        """Each form of question by itself."""
        for form in Form:
            rows = [row for row in self.rows if answers[row["id"]].question.form is form]
            if rows:
                self._scored(f"form {form}", answers, _written(self._work / "form.jsonl", rows))

    def crossed(self, settings: IndexSettings) -> None:
        """Each question answered with weights learned from the questions on other articles."""
        examples = training_examples(settings, self.rows, self.pieces)
        folds = folds_of(examples)
        answers: dict[str, Answer] = {}
        for apart in sorted(set(folds)):
            weights = learn([e for e, f in zip(examples, folds, strict=True) if f != apart])
            engine = Engine(settings, RetrievalSettings(), weights)
            held_out = [e.row for e, f in zip(examples, folds, strict=True) if f == apart and "weight" not in e.row]
            answers |= {row["id"]: engine.ask(row["question"]) for row in held_out}
        self._scored("speaker questions, cross-validated over articles", answers, self._questions)

    def open_ended(self, settings: IndexSettings) -> list[tuple[Row, Answer]]:
        """The answers of an engine that never abstains."""
        engine = Engine.open(settings, RetrievalSettings(threshold=0))
        return [(row, engine.ask(row["question"])) for row in self.rows]

    def _scored(self, name: str, answers: dict[str, Answer], questions: Path) -> None:
        rows = [{"id": i, "abstained": a.abstained, "items": list(_items(a))} for i, a in answers.items()]
        written = _written(self._work / "answers.jsonl", rows)
        _say(f"\n{name}")
        _score(self._folder / "score_answers.py", questions, written, "--gold", str(self._folder / "polnear_dev.jsonl"))


def _stages(answers: Iterable[Answer]) -> str:
    """Where the time goes: the median of each stage."""
    spent: dict[str, list[float]] = {}
    for answer in answers:
        for stage, seconds in answer.seconds.items():
            spent.setdefault(stage, []).append(seconds)
    return ", ".join(f"{stage} {statistics.median(times) * 1e3:.1f}" for stage, times in spent.items())


def _items(answer: Answer) -> Iterator[Row]:
    for item in answer.items:
        if item.run:
            parts = [[part.start, part.end] for statement in item.run for part in statement.parts]
            placed = {"start": parts[0][0], "end": parts[-1][1], "parts": parts}
        elif item.passage:
            placed = {"start": item.passage.span.start, "end": item.passage.span.end}
        else:
            continue
        yield {"article_id": item.article.id, "speaker": item.speaker.name if item.speaker else None, **placed}


def _placed(statement: Statement) -> Row:
    parts = [[part.start, part.end] for part in statement.parts]
    return {"start": statement.span.start, "end": statement.span.end, "parts": parts}


def _speakers_of_answers(snapshot: Snapshot, questions: list[Row], articles: list[Row]) -> str:
    """Of the gold quotations that answer the questions: how many have the right speaker attached."""
    pieces = {
        (a["id"], q["id"]): [Span(c["start"], c["end"]) for c in q["contents"]] for a in articles for q in a["quotes"]
    }
    counted = {"right": 0, "wrong": 0, "unknown": 0, "missed": 0}
    for row in questions:
        if not row["answerable"]:
            continue
        gold = row["answers"][0]
        indexed = snapshot.article(gold["article_id"])
        found = _best(indexed.statements if indexed else (), pieces[gold["article_id"], gold["quote_id"]])
        if found is None:
            counted["missed"] += 1
            continue
        accepted = [row["speaker"], *row["aliases"]]
        counted["unknown" if found.name is None else "right" if _same(found.name, accepted) else "wrong"] += 1
    total = sum(counted.values())
    shares = "  ".join(f"{name} {100 * count / total:.1f}" for name, count in counted.items())
    return f"speakers of the gold answers: {shares}  of {total}"


def _best(statements: Iterable[AttributedStatement], gold: list[Span]) -> AttributedStatement | None:
    def overlap(said: AttributedStatement) -> float:
        parts = said.statement.parts
        both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in parts for b in gold)
        shorter = min(sum(a.end - a.start for a in parts), sum(b.end - b.start for b in gold))
        return both / max(1, shorter)

    best = max(statements, key=overlap, default=None)
    return best if best is not None and overlap(best) >= _OVERLAP else None


def _same(name: str, accepted: list[str]) -> bool:
    given = set(fold(name).split())
    return any(given <= (other := set(fold(one).split())) or other <= given for one in accepted)


def _score(scorer: Path, *arguments: Path | str) -> None:
    done = subprocess.run(  # noqa: S603 - the scorer of the gold data
        [sys.executable, str(scorer), *map(str, arguments)], capture_output=True, text=True, check=True
    )
    _say(done.stdout.rstrip())


def _written(path: Path, rows: Iterable[Row]) -> Path:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
