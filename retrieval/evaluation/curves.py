"""Risk over coverage: how often an answer is wrong when only the surest share of the questions is answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.models import Span, Statement
from retrieval.evaluation.training import same_name, share_of
from retrieval.models import Answer, Item

PICTURE = "risk-coverage.png"
_OVERLAP = 0.3  # of the shorter span, as in score_answers.py


@dataclass(frozen=True, slots=True)
class Curve:
    """The risk (share of wrong first items) at each coverage, and the mean risk over all coverages (AURC)."""

    coverage: tuple[float, ...]
    risk: tuple[float, ...]
    area: float


def judged(
    answers: Iterable[tuple[Mapping[str, Any], Answer]], pieces: Mapping[tuple[str, str], Sequence[Span]]
) -> list[tuple[float, bool]]:
    """The confidence of each answer and whether its first item is right; an unanswerable question has no right one."""
    return [(answer.confidence, bool(answer.items) and _right(row, answer.items[0], pieces)) for row, answer in answers]


def risk_coverage(judged_answers: Iterable[tuple[float, bool]]) -> Curve:
    """The curve over answers in falling order of confidence."""
    ordered = sorted(judged_answers, key=lambda pair: -pair[0])
    wrong, coverage, risk = 0, [], []
    for answered, (_, right) in enumerate(ordered, 1):
        wrong += not right
        coverage.append(answered / len(ordered))
        risk.append(wrong / answered)
    return Curve(tuple(coverage), tuple(risk), sum(risk) / max(1, len(risk)))


def drawn(curve: Curve, path: Path) -> str:
    """Draw the curve as a PNG; says where, or that there is nothing to draw with."""
    if find_spec("matplotlib") is None:
        return "; no picture without matplotlib"
    from matplotlib.figure import Figure  # noqa: PLC0415 - only an evaluation draws

    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.add_subplot()
    axes.plot(curve.coverage, curve.risk)
    axes.set(
        xlabel="coverage", ylabel="risk (first item wrong)", title=f"AURC {curve.area:.3f}", xlim=(0, 1), ylim=(0, 1)
    )
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=150)
    return f", drawn in {path.name}"


def _right(row: Mapping[str, Any], item: Item, pieces: Mapping[tuple[str, str], Sequence[Span]]) -> bool:
    statements: Sequence[Statement] = item.run
    spans = [part for statement in statements for part in statement.parts]
    placed = any(
        answer["article_id"] == item.article.id
        and share_of(spans, pieces[answer["article_id"], answer["quote_id"]]) >= _OVERLAP
        for answer in row.get("answers", ())
    )
    accepted = (row.get("speaker") or "", *row.get("aliases", ()))
    return placed and item.speaker is not None and same_name(item.speaker.name, accepted)
