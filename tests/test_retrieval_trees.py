"""Boosted trees evaluated without scikit-learn give what scikit-learn gives."""

import json
from dataclasses import dataclass

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from retrieval.ranking.trees import Forest, Tree, forest_of, forest_record, grown

NAMES = ("heat", "rain")


@dataclass(frozen=True)
class Weather:
    heat: float
    rain: float


@pytest.fixture(scope="module")
def model():
    random = np.random.default_rng(0)
    table = random.random((400, 2))
    wet = (table[:, 1] > 0.4) ^ (table[:, 0] > 0.8)
    return HistGradientBoostingClassifier(max_iter=20, max_depth=3, random_state=0).fit(table, wet)


@pytest.fixture
def days():
    return np.random.default_rng(1).random((200, 2))


def test_a_grown_forest_gives_the_probabilities_of_scikit_learn(model, days):
    forest = grown(model, NAMES, shift=0.0)
    own = [forest.probability(Weather(*map(float, day))) for day in days]
    assert own == pytest.approx(model.predict_proba(days)[:, 1].tolist(), abs=1e-3)


def test_a_shift_lowers_the_raw_score(model, days):
    shifted = grown(model, NAMES, shift=1.5)
    raw = [shifted.raw([float(value) for value in day]) for day in days]
    assert raw == pytest.approx((model.decision_function(days) - 1.5).tolist(), abs=1e-3)


def test_a_forest_is_the_same_after_its_json(model):
    forest = grown(model, NAMES, shift=0.3)
    assert forest_of(json.loads(json.dumps(forest_record(forest)))) == forest


def test_a_value_at_the_threshold_goes_left():
    tree = Tree(feature=(1, -1, -1), threshold=(0.5, 0.0, 0.0), left=(1, 0, 0), right=(2, 0, 0), value=(0.0, -2.0, 3.0))
    forest = Forest(NAMES, baseline=1.0, trees=(tree, tree))
    assert forest.raw([0.0, 0.5]) == -3
    assert forest.raw([0.0, 0.51]) == 7
    assert forest.probability(Weather(heat=0.0, rain=0.0)) == pytest.approx(1 / (1 + np.exp(3)))
