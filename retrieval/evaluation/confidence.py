"""How far attributions may be trusted, counted on gold: ``python -m retrieval.evaluation.confidence FOLDER``.

FOLDER holds the gold data. Prints how many attributions of each confidence are right; each has the confidence that it
has when the articles of its tenth are not counted. ``--write`` counts all of them into the table of confidence. Only
Wikinews is counted, whose licence allows that what is learned from it is passed on.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from index.english.parse_cache import parsed
from index.statements import read_statements
from index.statements.cast.members import cast_of
from index.statements.rules import RuleId
from index.statements.speaker.confidence import TABLE, margin_in, share_of, with_margin
from retrieval.evaluation.gold import GoldData, GoldSet, matched

_FOLDS = 10
_BINS = (0.0, 0.8, 0.9, 0.95, 1.01)
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker that a rule gave a statement of the gold, how clearly (0 to 1), and whether it is the right one."""

    article: str
    rule: RuleId
    margin: float
    right: bool


Counts = Mapping[RuleId, tuple[int, int]]


def attributions(data: GoldData, gold: GoldSet) -> Iterator[Attribution]:
    """The named speakers of all statements whose speaker the gold tells, or tells to be nobody."""
    for article, doc in zip(gold.articles, parsed([article.text for article in gold.articles]), strict=True):
        for one in matched(read_statements(doc, article.id, cast_of(doc)), article, of_both=True):
            said = one.statement
            if said.speaker is None or one.gold is None or not (one.gold.speakers or one.gold.unnamed):
                continue
            right = any(data.same_name(said.speaker, name) for name in one.gold.speakers)
            rule = RuleId(said.resolved_by)
            yield Attribution(article.id, rule, margin_in(rule, said.confidence), right)


def counted(found: Sequence[Attribution]) -> Counts:
    """For each rule, how many speakers it gave rightly and how many it gave."""
    given = Counter(one.rule for one in found)
    right = Counter(one.rule for one in found if one.right)
    return {rule: (right[rule], given[rule]) for rule in RuleId if given[rule]}


def curve(found: Sequence[Attribution]) -> str:
    """The reliability curve in words, cross-validated over articles."""
    fold_of = {article: i % _FOLDS for i, article in enumerate(sorted({one.article for one in found}))}
    scored: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        counts = counted([one for one in found if fold_of[one.article] != fold])
        scored += [
            (with_margin(one.rule, share_of(*counts.get(one.rule, (0, 0))), one.margin), one.right)
            for one in found
            if fold_of[one.article] == fold
        ]
    bins = [
        [(confidence, right) for confidence, right in scored if low <= confidence < high]
        for low, high in pairwise(_BINS)
    ]
    lines = [
        f"  confidence {low:.2f} to {min(high, 1):.2f}: {len(one):4} given, mean {_mean(c for c, _ in one):.1f}, "
        f"right {_mean(r for _, r in one):.1f}"
        for (low, high), one in zip(pairwise(_BINS), bins, strict=True)
        if one
    ]
    sure = [right for confidence, right in scored if confidence >= _SURE]
    return "\n".join([*lines, f"  of {len(sure)} with {_SURE} and more {_mean(sure):.1f} are right"])


def _mean(values: "Iterator[float] | Sequence[float]") -> float:
    """In percent."""
    listed = list(values)
    return 100 * sum(listed) / len(listed)


def report(folder: Path) -> str:
    """The curve over all gold whose speakers are named, and over the speaker questions, which are not counted."""
    data = GoldData(folder)
    fitted = [one for gold in data.named() for one in attributions(data, gold)]
    apart = list(attributions(data, data.sets()[0]))
    right = _mean([one.right for one in apart])
    return f"{curve(fitted)}\n  on PolNeAR, not counted: {len(apart)} given, {right:.1f} right"


def main() -> None:
    """Print the curve; with ``--write`` the table is counted anew."""
    folder = Path(sys.argv[1])
    if "--write" in sys.argv:
        data = GoldData(folder)
        counts = counted([one for gold in data.named() for one in attributions(data, gold)])
        lines = [f"{rule.value}\t{right}\t{given}\n" for rule, (right, given) in counts.items()]
        TABLE.write_text("rule\tright\tgiven\n" + "".join(lines), encoding="utf-8")
    sys.stdout.write(report(folder) + "\n")


if __name__ == "__main__":
    main()
