"""Learns the weights of ranking and abstention from questions whose right answers are known.

The order of candidates is learned from pairs (right before wrong, within a question), abstention from
the evidence that the candidates of each question give together.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from index.models import Span, Statement
from retrieval.answer.evidence import Evidence, evidence_of
from retrieval.engine import Engine
from retrieval.evaluation.questions import Gold, GoldQuestion
from retrieval.models import Answer, Form, Question
from retrieval.question.slots import WORDS
from retrieval.ranking.features import Features
from retrieval.ranking.rank import Scored, Weights, may_answer, probability

Matrix = npt.NDArray[np.float64]

FOLDS = 10
ELSEWHERE = "elsewhere"  # the kind of questions that are asked of articles which hold nothing of them
# shares of the answerable questions after words, after who said them and after facts that the thresholds may cost
WORDS_REFUSED, WHO_SAID_REFUSED, FACTS_REFUSED = 0.12, 0.35, 0.05
_COVERED = 0.6  # of a gold span, as in score_open.py
_OVERLAP = 0.3  # of the shorter span, as in score_answers.py
_WRONG_SPEAKER = 0.15  # what the right words are worth under another name or none
_RANK_STRENGTH = 0.5  # inverse regularisation
_WORDS_STRENGTH, _FACTS_STRENGTH = 0.1, 0.3
_RANKING = tuple(name for name in asdict(Features()) if name not in {"premise", "acts", "meant", "verbatim"})
_JUDGING_FACTS = tuple(asdict(Evidence()))
# what tells facts apart tells little of words, and what is learned of it does not carry over to other articles
_OF_FACTS = frozenset(_JUDGING_FACTS[_JUDGING_FACTS.index("missing") :]) - {"lacking"}
_NOT_OF_WORDS = {"wide", "title", "sentence", "heard", "topic", "article", "silent", "alien", "denied", "bm25", "gap"}
_SAME_FOR_WORDS = {"statement", "described", "who_said", "unsaid"}
_JUDGING_WORDS = tuple(n for n in _JUDGING_FACTS if n not in _OF_FACTS | _NOT_OF_WORDS | _SAME_FOR_WORDS)
# who is asked for names nobody: what the asked speaker's evidence is made of says nothing, and the title more
_OF_SPEAKERS = {"wanted", "outdone", "unfounded", "fits", "named", "did_say"}
_JUDGING_WHO_SAID = ("title", "unsaid", *(name for name in _JUDGING_WORDS if name not in _OF_SPEAKERS))


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates and the worth of each: 1 for right, less for the right words only."""

    gold: GoldQuestion
    question: Question
    scored: tuple[Scored, ...]
    worth: tuple[float, ...]
    alien: float

    @property
    def words(self) -> bool:
        """Whether it is judged as a question after words of somebody whom it names or describes."""
        return self.question.speech >= WORDS and not self.who_said

    @property
    def elsewhere(self) -> bool:
        """Whether it was asked of articles that hold nothing of it."""
        return self.gold.kind == ELSEWHERE

    @property
    def who_said(self) -> bool:
        """Whether it is judged as a question after who said something."""
        return self.question.speech >= WORDS and self.question.form is Form.WHO_SAID


def examples_of(engine: Engine, questions: Iterable[GoldQuestion], before: Mapping[str, Answer]) -> list[Example]:
    """Ask each question for all its candidates; ``before`` are the answers that follow-ups follow."""
    examples = []
    for gold in questions:
        question, scored, alien = engine.candidates(gold.text, before.get(gold.after or ""))
        kept = tuple(one for one in scored if one.found.article.id != gold.without)
        worth = tuple(_worth(one, gold) for one in kept)
        examples.append(Example(gold, question, kept, worth, alien))
    return examples


def folds_of(examples: Sequence[Example], count: int = FOLDS, seed: int = 0) -> list[int]:
    """A fold for each example; questions answered by one article share theirs."""
    groups = sorted({example.gold.group for example in examples})
    random.Random(seed).shuffle(groups)  # noqa: S311 - a reproducible split, nothing secret
    fold_of = {group: i % count for i, group in enumerate(groups)}
    return [fold_of[example.gold.group] for example in examples]


def learn(examples: Sequence[Example]) -> Weights:
    """The weights learned from all examples.

    Questions asked elsewhere are for the judge of facts alone: the others refuse nine of ten without having seen any.
    """
    own = [one for one in examples if not one.elsewhere]
    candidate = learn_order(own)
    rescored = [rescore(example, candidate) for example in own]
    after_words = [one for one in rescored if one.words]
    after_whom = [one for one in rescored if one.who_said]
    return Weights(
        candidate,
        words=learn_refusal(after_words, WORDS_REFUSED, _JUDGING_WORDS, _WORDS_STRENGTH),
        who_said=learn_refusal(after_whom, WHO_SAID_REFUSED, _JUDGING_WHO_SAID, _WORDS_STRENGTH),
        fact=learn_facts(examples, candidate),
    )


def learn_facts(examples: Sequence[Example], candidate: Mapping[str, float]) -> dict[str, float]:
    """The judge of facts, whose candidates are ordered by ``candidate``."""
    rescored = (rescore(example, candidate) for example in examples)
    after_facts = [one for one in rescored if not (one.words or one.who_said)]
    return learn_refusal(after_facts, FACTS_REFUSED, _JUDGING_FACTS, _FACTS_STRENGTH)


def rescore(example: Example, candidate: Mapping[str, float]) -> Example:
    """The example with its candidates scored and ordered by other weights."""
    scores = [probability(candidate, one.features) for one in example.scored]
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    scored = tuple(replace(example.scored[i], score=scores[i]) for i in order)
    return replace(example, scored=scored, worth=tuple(example.worth[i] for i in order))


def learn_order(examples: Sequence[Example]) -> dict[str, float]:
    """The weights that order candidates, scaled so that the score is a probability."""
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
            weights.append((example.worth[i] - example.worth[j]) * example.gold.weight * 20 / len(pairs))
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


def learn_refusal(
    examples: Sequence[Example], allowed: float, names: Sequence[str], strength: float
) -> dict[str, float]:
    """A model of abstention over the evidence of these ``names``; its intercept puts the threshold at a half.

    The threshold is the one at which a share ``allowed`` of the answerable questions by hand is refused, each judged
    by a model that saw no question on the same article. ``strength`` is the inverse of the regularisation.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.model_selection import GroupKFold, cross_val_predict  # noqa: PLC0415

    judged = [e for e in examples if any(may_answer(e.question, one) for one in e.scored)]  # others are refused anyhow
    table = np.array([_values(evidence_of(e.question, e.scored, e.alien), names) for e in judged])
    spread = np.where(table.std(axis=0) > 0, table.std(axis=0), 1.0)
    truth = np.array([e.gold.answerable for e in judged])
    weight = np.array([e.gold.weight for e in judged])
    weight = np.where(truth, weight / weight[truth].sum(), weight / weight[~truth].sum()) * len(weight)
    model = LogisticRegression(C=strength, max_iter=3000)
    apart = cross_val_predict(
        model, table / spread, truth, groups=[e.gold.group for e in judged], cv=GroupKFold(FOLDS),
        method="decision_function", params={"sample_weight": weight},
    )  # fmt: skip
    by_hand = np.array([e.gold.weight == 1 for e in judged]) & truth
    lost = sum(e.gold.answerable and e.gold.weight == 1 for e in examples) - int(by_hand.sum())
    share = max(0.0, (allowed * (int(by_hand.sum()) + lost) - lost) / max(1, int(by_hand.sum())))
    threshold = float(np.quantile(apart[by_hand if by_hand.any() else truth], share))
    model.fit(table / spread, truth, sample_weight=weight)
    learned = {name: round(float(w), 4) for name, w in zip(names, model.coef_[0] / spread, strict=True)}
    return {"intercept": round(float(model.intercept_[0]) - threshold, 4), **learned}


def _values(features: Any, names: Sequence[str]) -> list[float]:
    return [float(getattr(features, name)) for name in names]


def _worth(one: Scored, gold: GoldQuestion) -> float:
    return max((_worth_for(one, answer) for answer in gold.gold), default=0.0)


def _worth_for(one: Scored, gold: Gold) -> float:
    unit = one.found.unit
    spans = unit.parts if isinstance(unit, Statement) else (unit.span,)
    own = [span for article, span in gold.places if article == unit.article_id]
    if not own:
        return 0.0
    placed = any(covered_of(spans, span) >= _COVERED for span in own)
    if not gold.fact:
        placed = placed or share_of(spans, own) >= _OVERLAP
    if not placed:
        return 0.0
    return 1.0 if gold.by(one.found.speaker) else _WRONG_SPEAKER


def covered_of(spans: Sequence[Span], gold: Span) -> float:
    """The share of a gold span that the spans cover."""
    both = sum(max(0, min(a.end, gold.end) - max(a.start, gold.start)) for a in spans)
    return both / max(1, gold.end - gold.start)


def share_of(one: Sequence[Span], two: Sequence[Span]) -> float:
    """The letters that two lists of spans share, as a share of the shorter list."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)
    return both / max(1, min(sum(a.end - a.start for a in one), sum(b.end - b.start for b in two)))
