"""Tables for programs: JSON lines and CSV."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from bot.words.runs import inert
from index.errors import QuestionError

JsonOption = Annotated[bool, typer.Option("--json", help="A JSON line for each row.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="A table of comma-separated values, with a heading.")]


class Form(StrEnum):
    """How rows are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def form_of(*, as_json: bool, as_csv: bool) -> Form:
    """The form that was asked for. Raises QuestionError if two were."""
    if as_json and as_csv:
        raise QuestionError("--json and --csv exclude each other: give one")
    return Form.JSON if as_json else Form.CSV if as_csv else Form.TEXT


def print_json(record: Mapping[str, Any]) -> None:
    """One record in one line."""
    typer.echo(json.dumps(record, ensure_ascii=False))
    sys.stdout.flush()


def print_rows(rows: Iterable[Mapping[str, Any]], form: Form) -> None:
    """Rows of the same keys, as they come: JSON lines, or a table whose lists are joined by semicolons."""
    table = csv.writer(sys.stdout, lineterminator="\n")
    for number, row in enumerate(rows):
        if form is Form.JSON:
            print_json(row)
            continue
        if not number:
            table.writerow(row)
        table.writerow([inert(_cell(value)) for value in row.values()])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(_cell, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
