"""How far to trust a speaker by the rule that found them.

The table holds for each rule how many of the speakers that it gave on the gold were right, and of how many; ``python -m
tests.ledger FOLDER --confidence`` counts them. Two right ones of three are added to each, so that a rule seen three
times is neither certain nor hopeless.
"""

from functools import cache
from importlib.resources import files

from index.statements.rules import RuleId

THRESHOLD = 0.4  # below this nobody is named: a wrong speaker is worse than an unknown one
_PRIOR_RIGHT, _PRIOR = 2, 3
# how much of what is left to certainty the margin of the most present over the next makes up
_MARGIN_SHARE = {RuleId.PRONOUN: 0.5, RuleId.IT: 0.5, RuleId.NOMINAL: 0.5, RuleId.PARTISAN: 0.5}


def confidence_of(rule: RuleId, margin: float = 0.0) -> float:
    """The share of right ones among the speakers that a rule gave, between 0 and 1; higher with a clear ``margin``."""
    right, given = _counted().get(rule, (0, 0))
    share = (right + _PRIOR_RIGHT) / (given + _PRIOR)
    return share + (1 - share) * margin * _MARGIN_SHARE.get(rule, 0.0)


@cache
def _counted() -> dict[str, tuple[int, int]]:
    lines = files(__package__).joinpath("confidence.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {name: (int(right), int(given)) for name, right, given in (line.split("\t") for line in lines)}
