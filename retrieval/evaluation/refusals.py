"""How many made questions are refused when the article that answers them is kept from the search."""

from collections import defaultdict
from collections.abc import Sequence

from retrieval.answer.judge import answerable
from retrieval.evaluation.training import Example, rescore
from retrieval.ranking.rank import Weights

_HALF = 0.5


def left_out(examples: Sequence[Example], weights: Weights) -> str:
    """The share of made questions refused, by kind: of answerable ones that is too many, of their twins too few."""
    refused: dict[str, list[bool]] = defaultdict(list)
    for example in examples:
        if example.gold.weight < 1:
            again = rescore(example, weights.candidate)
            confidence = answerable(again.question, again.scored, again.alien, weights)
            refused[example.gold.kind].append(confidence < _HALF)
    made = [one for kind, those in refused.items() if kind.startswith("made") for one in those]
    twins = [one for kind, those in refused.items() if kind.startswith("left out") for one in those]
    kinds = ", ".join(f"{kind} {sum(those)}/{len(those)}" for kind, those in sorted(refused.items()))
    return (
        f"answerable {len(made)}: refused {100 * sum(made) / max(1, len(made)):.1f}   "
        f"left out {len(twins)}: refused {100 * sum(twins) / max(1, len(twins)):.1f}   ({kinds})"
    )
