"""How far to trust a speaker by the rule that found them.

``confidence.tsv`` holds for each rule how many of the speakers that it gave on the gold were right, and how many it
gave; ``python -m retrieval.evaluation.confidence FOLDER --write`` counts them anew and prints how well the confidence
bears out. Two right ones of three are added to each (the mean of a beta distribution), so that a rule that was seen
three times is neither certain nor hopeless; nine of ten where a label or a headline names the speaker, of which the
gold has none.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.english.tables import read_table
from index.statements.rules import RuleId

THRESHOLD = 0.5  # below this nobody is named: a wrong speaker is worse than an unknown one
TABLE = Path(__file__).with_name("confidence.tsv")
_PRIOR_RIGHT, _PRIOR = 2, 3
_NAMED_RIGHT, _NAMED = 9, 10  # where a label or a headline names the speaker, nothing is concluded
_NAMED_BY_LAYOUT = frozenset({RuleId.TURN, RuleId.ISSUER})
# how much of what is missing to certainty a clear margin of the most present over the next makes up
_MARGIN_SHARE = {RuleId.PRONOUN: 0.5, RuleId.IT: 0.5, RuleId.NOMINAL: 0.5, RuleId.PARTISAN: 0.5}


@dataclass(frozen=True, slots=True)
class _Counted:
    rule: RuleId
    right: int
    given: int


def confidence_of(rule: RuleId, margin: float = 0.0) -> float:
    """The share of right ones among the speakers that a rule gave, between 0 and 1.

    ``margin`` is how clearly, 0 to 1, the most present stands out from the next. It counts for pronouns and phrases
    whose antecedent is chosen by salience.
    """
    counted = _counted().get(rule, (0, 0))
    if rule in _NAMED_BY_LAYOUT:
        counted = (counted[0] + _NAMED_RIGHT - _PRIOR_RIGHT, counted[1] + _NAMED - _PRIOR)
    return with_margin(rule, share_of(*counted), margin)


def share_of(right: int, given: int) -> float:
    """The share of right ones to expect of a rule that gave so many."""
    return (right + _PRIOR_RIGHT) / (given + _PRIOR)


def with_margin(rule: RuleId, share: float, margin: float) -> float:
    """The confidence of a speaker who stands out by a margin."""
    return share + (1 - share) * margin * _MARGIN_SHARE.get(rule, 0.0)


def margin_in(rule: RuleId, confidence: float) -> float:
    """The margin in a confidence that ``confidence_of`` gave; 0 for rules that look at none."""
    share, part = confidence_of(rule), _MARGIN_SHARE.get(rule, 0.0)
    return (confidence - share) / (1 - share) / part if part else 0.0


@cache
def _counted() -> dict[RuleId, tuple[int, int]]:
    return {row.rule: (row.right, row.given) for row in read_table(TABLE, _Counted)}
