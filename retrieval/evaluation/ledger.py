"""The ledger of rules: what each rule gives on the gold, and what is lost without it.

Each text is parsed once and kept parsed; for each rule only the stages of reading are run again without it.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from pathlib import Path

from index.english.parse_cache import parsed
from index.models import Statement
from index.statements import read_statements
from index.statements.cast.members import cast_of
from index.statements.rules import ALL_RULES, Concern, Rule, RuleId, RuleSet
from retrieval.evaluation.gold import GoldArticle, GoldData, GoldSet, Matched, matched

_KEPT = frozenset({Concern.CONTENT, Concern.SPEAKER})  # a statement keeps the rule that gave it these


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule's line. Counts are of statements, ``lost_…`` in points of F or of speakers, ``tests`` how many then fail.

    ``support`` counts the statements that carry the rule; for a rule of cues, extents and sources, those that are read
    otherwise without it. ``right`` of them cover gold (0.8 of its letters), ``exact`` have its very letters; for a rule
    of speakers they are the right speakers of ``judged`` ones, by any form and by the gold's own.
    """

    rule: RuleId
    polnear: int
    wikinews: int
    judged: int
    right: int
    exact: int
    lost_polnear: float
    lost_wikinews: float
    lost_speakers: float
    tests: int

    @property
    def borne_out(self) -> bool:
        """Whether gold or a test of a real phenomenon needs the rule."""
        return bool(self.tests) or max(self.lost_polnear, self.lost_wikinews, self.lost_speakers) > 0


@dataclass(frozen=True, slots=True)
class _Article:
    gold: GoldArticle
    read: Callable[[RuleSet], tuple[Statement, ...]]  # its text, parsed once


@dataclass(frozen=True, slots=True)
class _Scores:
    """What a reading is worth: F at cover ≥ 0.8 by set, and the share of known speakers that are right, in percent."""

    f: tuple[float, ...]
    speakers: float


class Ledger:
    """Reads the gold with and without each rule."""

    def __init__(self, data: GoldData) -> None:
        self._data = data
        self._sets = [(one, _prepared(one)) for one in data.sets()]
        self._full = [[matched(a.read(ALL_RULES), a.gold) for a in articles] for _, articles in self._sets]
        self.scores = self._scored(self._full)

    def entry(self, rule: Rule, tests: int) -> Entry:
        """The line of a rule; ``tests`` is how many tests of phenomena fail without it."""
        rules = RuleSet(frozenset({rule.id}))
        without = [[matched(a.read(rules), a.gold) for a in articles] for _, articles in self._sets]
        scores = self._scored(without)
        supports = [
            [m for full, other in zip(one, another, strict=True) for m in _support(rule, full, other)]
            for one, another in zip(self._full, without, strict=True)
        ]
        judged, right, exact = self._judged(rule, [m for one in supports for m in one])
        return Entry(
            rule.id,
            len(supports[0]),
            len(supports[1]),
            judged,
            right,
            exact,
            round(self.scores.f[0] - scores.f[0], 2),
            round(self.scores.f[1] - scores.f[1], 2),
            round(self.scores.speakers - scores.speakers, 2),
            tests,
        )

    def _judged(self, rule: Rule, support: Sequence[Matched]) -> tuple[int, int, int]:
        if rule.concern is Concern.SPEAKER:
            known = [m for m in support if self._is_right(m) is not None]
            exact = sum(m.statement.speaker in m.gold.speakers for m in known if m.gold)
            return len(known), sum(bool(self._is_right(m)) for m in known), exact
        return len(support), sum(m.gold is not None for m in support), sum(m.exact for m in support)

    def _is_right(self, one: Matched) -> bool | None:
        """Whether the speaker is the gold's; None if the gold does not tell."""
        if one.gold is None or not (one.gold.speakers or one.gold.unnamed):
            return None
        return any(self._data.same_name(one.statement.speaker, name) for name in one.gold.speakers)

    def _scored(self, sets: Sequence[Sequence[tuple[Matched, ...]]]) -> _Scores:
        f = []
        known = right = 0
        for (_, articles), read in zip(self._sets, sets, strict=True):
            every = [m for matches in read for m in matches]
            hits = [m for m in every if m.gold is not None]
            gold = [g for a in articles for g in a.gold.statements]
            precision = len(hits) / max(1, len(every))
            recall = sum(m.gold.counted for m in hits if m.gold) / sum(g.counted for g in gold)
            f.append(200 * precision * recall / max(1e-9, precision + recall))
            known += sum(bool(g.speakers or g.unnamed) for g in gold)
            right += sum(self._speaks_rightly(m) for m in hits)
        return _Scores(tuple(f), 100 * right / known)

    def _speaks_rightly(self, one: Matched) -> bool:
        """Whether the gold's speaker is named, or rightly nobody."""
        if one.gold is not None and one.gold.unnamed:
            return one.statement.speaker is None
        return bool(self._is_right(one))


def read_ledger(path: Path) -> dict[RuleId, Entry]:
    """The entries that a ledger holds; rules that are no more are left out. Empty if there is no such file."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    known = set(RuleId)
    return {RuleId(row["rule"]): _entry(row) for row in rows if row["rule"] in known}


def write_ledger(path: Path, entries: Iterable[Entry]) -> None:
    """Store entries, a line each: figures only."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [f.name for f in fields(Entry)], delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(entry) for entry in entries)


def _entry(row: Mapping[str, str]) -> Entry:
    cells: dict[str, Callable[[str], float | int]] = {f.name: float if f.type is float else int for f in fields(Entry)}
    values = {name: read(row[name]) for name, read in cells.items() if name != "rule"}
    return Entry(RuleId(row["rule"]), **values)  # type: ignore[arg-type] # read by the type of the field


def _prepared(gold: GoldSet) -> list[_Article]:
    docs = parsed([article.text for article in gold.articles])
    return [
        _Article(article, partial(read_statements, doc, article.id, cast_of(doc)))
        for article, doc in zip(gold.articles, docs, strict=True)
    ]


def _support(rule: Rule, full: tuple[Matched, ...], without: tuple[Matched, ...]) -> Iterator[Matched]:
    if rule.concern in _KEPT:
        yield from (m for m in full if rule.id in {m.statement.pattern, m.statement.resolved_by})
        return
    others = {_read(m.statement) for m in without}
    changed = [m for m in full if _read(m.statement) not in others]
    own = {_read(m.statement) for m in full}
    # a rule that keeps something out is seen by what comes in without it
    yield from changed or (m for m in without if _read(m.statement) not in own)


def _read(statement: Statement) -> tuple[object, ...]:
    return statement.parts, statement.kind, statement.mention, statement.speaker, statement.via
