"""Printing: the head of a report, its tables, and the scorers of the gold data."""

import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from tests.bench.machine import this_machine

_WIDTH = 200  # a table is not squeezed when the output goes to a file


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures stand to the right."""

    name: str
    figure: bool = False


def start_report(data: str) -> None:
    """Say on what machine and on what data."""
    say(f"{this_machine()}\ndata: {data}")


def say(text: str) -> None:
    """Print now: a run takes minutes."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def show_table(columns: Sequence[Column], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
    """Print a table."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE)
    for column in columns:
        table.add_column(column.name, justify="right" if column.figure else "left")
    for row in rows:
        table.add_row(*row)
    Console(width=_WIDTH, markup=False).print(table)


def scored(scorer: Path, *arguments: Path | str) -> str:
    """What a scorer of the gold data prints."""
    done = subprocess.run(
        [sys.executable, str(scorer), *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return done.stdout
