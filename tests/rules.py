"""Prints what each rule gives and what is lost without it: ``python -m tests.rules FOLDER``, the folder of the gold.

The last column of figures compares with the ledger that is stored in ``docs``; ``--write`` stores this run's figures.
"""

import argparse
import time
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from index.statements import registered_rules
from index.statements.rules import Rule
from retrieval.evaluation.gold import GoldData
from retrieval.evaluation.ledger import Entry, Ledger, read_ledger, write_ledger
from tests.phenomena import phenomena
from tests.reading import Case, read_without

STORED = Path(__file__).parents[1] / "docs" / "rules-ledger.tsv"
CONSOLE = Console(width=160)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if not (asked.folder / "score_statements.py").is_file():
        CONSOLE.print(f"skipped: {asked.folder} is not here, so there is nothing to measure against")
        return
    started = time.monotonic()
    ledger = Ledger(GoldData(asked.folder))
    cases = [case for one in phenomena() for case in one.cases]
    entries = [ledger.entry(rule, len(failing(rule, cases))) for rule in registered_rules()]
    _print(ledger, entries)
    CONSOLE.print(f"{len(entries)} rules, {len(cases)} cases, {time.monotonic() - started:.0f} s")
    if asked.write:
        write_ledger(STORED, entries)


def failing(rule: Rule, cases: list[Case]) -> list[Case]:
    """The cases that come out otherwise than they should without a rule."""
    return [case for case in cases if read_without(case.text, rule.id) != case.today]


def _print(ledger: Ledger, entries: list[Entry]) -> None:
    stored = read_ledger(STORED)
    scores = ledger.scores
    CONSOLE.print(
        f"with all rules: F at cover ≥ 0.8 {scores.f[0]:.1f} on PolNeAR dev and {scores.f[1]:.1f} on Wikinews; "
        f"{scores.speakers:.1f} % of the known speakers found"
    )
    table = Table(
        "rule", "PolNeAR", "Wikinews", "right", "exact", "−F P", "−F W", "−speakers", "tests", "since", box=box.SIMPLE
    )
    for entry in entries:
        right, exact = (f"{100 * n / entry.judged:.0f} %" if entry.judged else "-" for n in (entry.right, entry.exact))
        table.add_row(
            entry.rule.value + ("" if entry.borne_out else "  (nothing bears it out)"),
            str(entry.polnear),
            str(entry.wikinews),
            right,
            exact,
            f"{entry.lost_polnear:.2f}",
            f"{entry.lost_wikinews:.2f}",
            f"{entry.lost_speakers:.2f}",
            str(entry.tests),
            _change(entry, stored.get(entry.rule)),
        )
    table.caption = (
        "PolNeAR, Wikinews: statements that carry the rule, or are read otherwise without it. right, exact: of these, "
        "those that cover 0.8 of a gold statement, and those with its very letters; for rules of speakers, right "
        "speakers. −F, −speakers: points lost without the rule. tests: phenomena that then fail. since: against "
        "docs/rules-ledger.tsv"
    )
    gone = ", ".join(sorted(set(stored) - {entry.rule for entry in entries}))
    CONSOLE.print(table)
    if gone:
        CONSOLE.print(f"no more: {gone}")


def _change(entry: Entry, before: Entry | None) -> str:
    """What is otherwise than in the stored ledger: support, right ones, what is lost, failing tests."""
    if before is None:
        return "new"
    changes = {
        "support": entry.polnear + entry.wikinews - before.polnear - before.wikinews,
        "right": entry.right - before.right,
        "lost F": round(entry.lost_polnear + entry.lost_wikinews - before.lost_polnear - before.lost_wikinews, 2),
        "lost speakers": round(entry.lost_speakers - before.lost_speakers, 2),
        "tests": entry.tests - before.tests,
    }
    return ", ".join(f"{name} {change:+}" for name, change in changes.items() if change)


if __name__ == "__main__":
    main()
