"""Boosted trees: what scikit-learn learned, kept as JSON and evaluated without it.

A forest's raw score is its baseline plus, of each tree, the value of the leaf that the features fall into
(J. H. Friedman, *Greedy function approximation: a gradient boosting machine*, 2001). Its probability is the logistic
of the raw score.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tree:
    """A binary tree in arrays, a place for each node; its root is node 0.

    A node with ``feature`` -1 is a leaf of value ``value``; from any other, features whose value is at most
    ``threshold`` go to node ``left``, others to ``right``.
    """

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def leaf(self, features: Sequence[float]) -> float:
        """The value of the leaf into which the features fall."""
        node = 0
        while self.feature[node] >= 0:
            goes_left = features[self.feature[node]] <= self.threshold[node]
            node = self.left[node] if goes_left else self.right[node]
        return self.value[node]


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees over the features ``names``."""

    names: tuple[str, ...]
    baseline: float
    trees: tuple[Tree, ...]

    def probability(self, values: Any) -> float:
        """The logistic of the raw score of a dataclass that has all features."""
        features = [float(getattr(values, name)) for name in self.names]
        return 1 / (1 + math.exp(-self.raw(features)))

    def raw(self, features: Sequence[float]) -> float:
        """The sum of the trees over features in the order of ``names``."""
        return self.baseline + sum(tree.leaf(features) for tree in self.trees)


def forest_of(record: Mapping[str, Any]) -> Forest:
    """A forest from its JSON record."""
    trees = tuple(Tree(*(tuple(tree[name]) for name in Tree.__slots__)) for tree in record["trees"])
    return Forest(tuple(record["names"]), float(record["baseline"]), trees)


def forest_record(forest: Forest) -> dict[str, Any]:
    """The JSON record of a forest."""
    trees = [{name: list(getattr(tree, name)) for name in Tree.__slots__} for tree in forest.trees]
    return {"names": list(forest.names), "baseline": forest.baseline, "trees": trees}


def grown(model: Any, names: Sequence[str], shift: float) -> Forest:
    """The forest of a fitted ``HistGradientBoostingClassifier`` of two classes, its raw score lowered by ``shift``."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        trees.append(
            Tree(
                feature=tuple(-1 if is_leaf else int(i) for is_leaf, i in zip(leaf, nodes["feature_idx"], strict=True)),
                threshold=tuple(round(float(t), 5) for t in nodes["num_threshold"]),
                left=tuple(int(n) for n in nodes["left"]),
                right=tuple(int(n) for n in nodes["right"]),
                value=tuple(round(float(v), 5) for v in nodes["value"]),
            )
        )
    return Forest(tuple(names), float(model._baseline_prediction.item()) - shift, tuple(trees))
