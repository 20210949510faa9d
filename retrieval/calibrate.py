"""Trains ``weights.json``: ``python -m retrieval.calibrate INDEX QUESTIONS.jsonl GOLD.jsonl``.

INDEX is an index of the articles of GOLD (polnear_dev.jsonl), QUESTIONS a speaker_qa file. The regularised
regressions see a handful of features, so that 120 questions are enough; run the evaluation on other
questions to learn how they generalise.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from index.config import IndexSettings
from index.models import Span, Statement
from index.speakers import fold
from retrieval.engine import Engine
from retrieval.rank import Evidence, Features, Scored, evidence_of

_OVERLAP = 0.3


@dataclass(frozen=True, slots=True)
class _Example:
    features: Features | Evidence
    right: bool


def main() -> None:
    """Train on the files named on the command line and write the weights."""
    index, questions, gold = map(Path, sys.argv[1:4])
    candidates, answers = _examples(Engine.open(IndexSettings(data=index)), _rows(questions), _pieces(gold))
    weights = {"candidate": _fitted(candidates, None), "answer": _fitted(answers, "balanced")}
    target = Path(str(files("retrieval").joinpath("weights.json")))
    target.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(candidates)} candidates and {len(answers)} questions -> {target.name}\n")


def _examples(
    engine: Engine, questions: Iterator[dict[str, Any]], pieces: dict[tuple[str, str], list[Span]]
) -> tuple[list[_Example], list[_Example]]:
    candidates, answers = [], []
    for row in questions:
        question, scored = engine.candidates(row["question"])
        candidates += [_Example(one.features, _is_right(one, row, pieces)) for one in scored]
        if scored:
            answers.append(_Example(evidence_of(question, scored), bool(row["answerable"])))
    return candidates, answers


def _is_right(one: Scored, row: dict[str, Any], pieces: dict[tuple[str, str], list[Span]]) -> bool:
    unit = one.found.unit
    spans = unit.parts if isinstance(unit, Statement) else (unit.span,)
    names = {fold(name) for name in (row.get("speaker") or "", *row.get("aliases", ()))}
    speaker = one.found.speaker
    if isinstance(unit, Statement) and (speaker is None or not names & {fold(alias) for alias in speaker.aliases}):
        return False
    return any(
        answer["article_id"] == unit.article_id
        and _overlap(spans, pieces[answer["article_id"], answer["quote_id"]]) >= _OVERLAP
        for answer in row.get("answers", ())
    )


def _overlap(one: Sequence[Span], two: Sequence[Span]) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)
    return both / max(1, min(sum(a.end - a.start for a in one), sum(b.end - b.start for b in two)))


def _fitted(examples: Sequence[_Example], balance: str | None) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only training needs it

    rows = [list(asdict(example.features).values()) for example in examples]
    model = LogisticRegression(C=1.0, max_iter=2000, class_weight=balance)
    model.fit(rows, [example.right for example in examples])
    names = list(asdict(examples[0].features))
    weights = {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)}
    return {"intercept": round(float(model.intercept_[0]), 4), **weights}


def _pieces(gold: Path) -> dict[tuple[str, str], list[Span]]:
    return {
        (article["id"], quote["id"]): [Span(c["start"], c["end"]) for c in quote["contents"]]
        for article in _rows(gold)
        for quote in article["quotes"]
    }


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


if __name__ == "__main__":
    main()
