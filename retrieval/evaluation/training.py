"""Learns the weights of ranking and abstention from questions whose right answers are known.

The order of candidates is learned from pairs (right before wrong, within a question), abstention from
the evidence that the candidates of each question give together.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from index.models import Span, Statement
from index.search.snapshot import Snapshot
from index.speakers import fold
from retrieval.models import Question
from retrieval.ranking.features import Features, stems
from retrieval.ranking.rank import Evidence, Scored, Weights, evidence_of, outdone, probability

Row = Mapping[str, Any]
Pieces = Mapping[tuple[str, str], list[Span]]
Ask = Callable[[str], tuple[Question, list[Scored]]]
Matrix = npt.NDArray[np.float64]

FOLDS = 10
KEYWORD_QUESTIONS = 100
KEYWORD_WEIGHT = 0.15  # of such a question beside one by hand
FALSELY_REFUSED = 0.055  # share of answerable questions that the threshold may cost
_OVERLAP = 0.3  # of the shorter span, as in score_answers.py
_WRONG_SPEAKER = 0.15  # what the right words are worth under another name or none
_RANK_STRENGTH = 0.5  # inverse regularisation
_ANSWER_STRENGTH = 2.0
_RANKING = tuple(name for name in asdict(Features()) if name not in {"rare", "premise", "alien", "verbatim"})
_JUDGING = tuple(asdict(Evidence()))


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates and the worth of each: 1 for right, less for the right words only."""

    row: Row
    question: Question
    scored: tuple[Scored, ...]
    worth: tuple[float, ...]

    @property
    def answerable(self) -> bool:
        """Whether the corpus holds an answer."""
        return bool(self.row["answerable"])


def keyword_questions(snapshot: Snapshot, count: int = KEYWORD_QUESTIONS, seed: int = 0) -> tuple[list[Row], Pieces]:
    """Questions as terse as "X on the alarm", made of the index itself: a speaker and the rarest words of a statement.

    Hand-made questions mostly put things otherwise than the articles; people also type a mere word.
    """
    rows: list[Row] = []
    pieces: dict[tuple[str, str], list[Span]] = {}
    for stored in snapshot.articles():
        for one in stored.statements:
            statement, speaker = one.statement, one.speaker if one.statement.speaker else None
            said = " ".join(statement.texts(stored.article.text))
            own = stems(speaker.name) if speaker else frozenset()
            words = sorted(
                {w for w in said.split() if w.isalpha() and w.islower() and len(w) > 3 and not stems(w) & own}
            )
            words.sort(key=lambda word: -max((snapshot.rarity(stem) for stem in stems(word)), default=0.0))
            if speaker is None or len(words) < 2:
                continue
            quote = str(statement.key)
            pieces[stored.article.id, quote] = list(statement.parts)
            rows.append(
                {
                    "id": f"{stored.article.id} {quote}",
                    "question": f"what did {speaker.name} say about {' '.join(words[: 1 + len(rows) % 2])}?",
                    "answerable": True,
                    "speaker": speaker.name,
                    "article_id": stored.article.id,
                    "answers": [{"article_id": stored.article.id, "quote_id": quote}],
                    "weight": KEYWORD_WEIGHT,
                }
            )
    random.Random(seed).shuffle(rows)  # noqa: S311 - a reproducible choice, nothing secret
    return rows[:count], pieces


def examples_of(ask: Ask, rows: Iterable[Row], pieces: Pieces) -> list[Example]:
    """Ask each question for all its candidates."""
    examples = []
    for row in rows:
        question, scored = ask(row["question"])
        examples.append(Example(row, question, tuple(scored), tuple(_worth(one, row, pieces) for one in scored)))
    return examples


def folds_of(examples: Sequence[Example], count: int = FOLDS, seed: int = 0) -> list[int]:
    """A fold for each example; questions answered by one article share theirs."""
    groups = sorted({_group(example) for example in examples})
    random.Random(seed).shuffle(groups)  # noqa: S311 - a reproducible split, nothing secret
    fold_of = {group: i % count for i, group in enumerate(groups)}
    return [fold_of[_group(example)] for example in examples]


def learn(examples: Sequence[Example]) -> Weights:
    """The weights learned from all examples."""
    candidate = _ranking(examples)
    judged = [
        (evidence_of(example.question, example.scored), example.answerable)
        for example in examples
        if "weight" not in example.row and not outdone(example.question, _rescored(example, candidate))
    ]
    answerable = sum(example.answerable for example in examples if "weight" not in example.row)
    lost = answerable - sum(truth for _, truth in judged)
    return Weights(candidate, _judging(judged, lost))


def _rescored(example: Example, candidate: Mapping[str, float]) -> list[Scored]:
    return [replace(one, score=probability(candidate, one.features)) for one in example.scored]


def _ranking(examples: Sequence[Example]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only training needs it

    differences: list[Matrix] = []
    weights: list[float] = []
    rows: list[Matrix] = []
    right: list[bool] = []
    for example in examples:
        if not any(example.worth):
            continue
        table = np.array([_values(one.features, _RANKING) for one in example.scored])
        pairs = [(i, j) for i, a in enumerate(example.worth) for j, b in enumerate(example.worth) if a > b]
        for i, j in pairs:  # each question counts the same, however many candidates it has
            differences.append(table[i] - table[j])
            share = float(example.row.get("weight", 1.0)) * 20 / len(pairs)
            weights.append((example.worth[i] - example.worth[j]) * share)
        rows += list(table)
        right += [worth == 1 for worth in example.worth]
    stacked = np.vstack([np.array(differences), -np.array(differences)])
    model = LogisticRegression(C=_RANK_STRENGTH, fit_intercept=False, max_iter=3000)
    model.fit(stacked, [1] * len(differences) + [0] * len(differences), sample_weight=[*weights, *weights])
    totals = np.array(rows) @ model.coef_[0]
    scale = LogisticRegression(C=100.0).fit(totals.reshape(-1, 1), right)
    slope = max(float(scale.coef_[0][0]), 0.1)
    learned = {name: round(float(w) * slope, 4) for name, w in zip(_RANKING, model.coef_[0], strict=True)}
    return {"intercept": round(float(scale.intercept_[0]), 4), **learned}


def _judging(judged: Sequence[tuple[Evidence, bool]], lost: int) -> dict[str, float]:
    """The model of abstention; its intercept puts the threshold at a half. ``lost`` are refused anyhow."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.model_selection import cross_val_predict  # noqa: PLC0415

    table = np.array([_values(evidence, _JUDGING) for evidence, _ in judged])
    truth = np.array([answerable for _, answerable in judged])
    model = LogisticRegression(C=_ANSWER_STRENGTH, class_weight="balanced", max_iter=3000)
    apart = cross_val_predict(model, table, truth, cv=FOLDS, method="decision_function")
    allowed = max(0, int(FALSELY_REFUSED * (truth.sum() + lost)) - lost)
    threshold = float(np.sort(apart[truth])[allowed])
    model.fit(table, truth)
    learned = {name: round(float(w), 4) for name, w in zip(_JUDGING, model.coef_[0], strict=True)}
    return {"intercept": round(float(model.intercept_[0]) - threshold, 4), **learned}


def _values(features: Features | Evidence, names: Sequence[str]) -> list[float]:
    return [float(getattr(features, name)) for name in names]


def _group(example: Example) -> str:
    return str(example.row.get("article_id") or example.row["id"])


def _worth(one: Scored, row: Row, pieces: Pieces) -> float:
    unit = one.found.unit
    spans = unit.parts if isinstance(unit, Statement) else (unit.span,)
    placed = any(
        answer["article_id"] == unit.article_id
        and share_of(spans, pieces[answer["article_id"], answer["quote_id"]]) >= _OVERLAP
        for answer in row.get("answers", ())
    )
    if not placed:
        return 0.0
    accepted = (row.get("speaker") or "", *row.get("aliases", ()))
    return 1.0 if one.found.speaker and same_name(one.found.speaker.name, accepted) else _WRONG_SPEAKER


def same_name(name: str, accepted: Iterable[str]) -> bool:
    """Whether a name is one of the accepted ones, in full or in part."""
    given = set(fold(name).split())
    return any(given <= (other := set(fold(one).split())) or other <= given for one in accepted if fold(one))


def share_of(one: Sequence[Span], two: Sequence[Span]) -> float:
    """The letters that two lists of spans share, as a share of the shorter list."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)
    return both / max(1, min(sum(a.end - a.start for a in one), sum(b.end - b.start for b in two)))
