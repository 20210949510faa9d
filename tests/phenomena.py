"""Prints which phenomena of reported speech are read rightly: ``python -m tests.phenomena``."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from tests.reading import Case, is_read_rightly

PREFIX = "test_index_statements_"


@dataclass(frozen=True)
class Phenomenon:
    """The cases of one test: ``file`` and ``name`` without what all files and tests begin with."""

    file: str
    name: str
    cases: tuple[Case, ...]


def phenomena() -> Iterator[Phenomenon]:
    """Every test that is parametrized by cases, in the order of files and tests."""
    for path in sorted(Path(__file__).parent.glob(f"{PREFIX}*.py")):
        for name, test in vars(import_module(f"tests.{path.stem}")).items():
            if hasattr(test, "cases"):
                yield Phenomenon(path.stem.removeprefix(PREFIX), name.removeprefix("test_"), test.cases)


def main() -> None:
    table = Table("file", "phenomenon", "cases", "right", "what is weak", box=box.SIMPLE_HEAD)
    total = right = 0
    for one in phenomena():
        wrong = [case for case in one.cases if not is_read_rightly(case)]
        total += len(one.cases)
        right += len(one.cases) - len(wrong)
        why = "\n".join(f"{case.name}: {case.weak or 'not known to be weak'}" for case in wrong)
        name = one.name.replace("_", " ")
        table.add_row(one.file, name, str(len(one.cases)), str(len(one.cases) - len(wrong)), why)
    table.add_row("all", "", str(total), str(right), "", style="bold")
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
