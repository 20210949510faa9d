"""The words that readers look for, from the tables under ``data``: a header, then tab-separated rows."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


class TableError(ValueError):
    """A table is not as its header says; the message names file and line."""


@cache
def rows(name: str, *columns: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>.tsv``, which must have these columns. No row may stand in it twice."""
    path = _FOLDER / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    if tuple(lines[0].split("\t")) != columns:
        raise TableError(f"{path}:1: wants the columns {', '.join(columns)}")
    found: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines[1:], 2):
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) != len(columns) or not all(cells):
            raise TableError(f"{path}:{number}: wants {len(columns)} cells, none of them empty")
        if cells in found:
            raise TableError(f"{path}:{number}: stands already in line {found[cells]}")
        found[cells] = number
    return tuple(found)


def words(name: str) -> tuple[str, ...]:
    """The single column of a table of words or phrases."""
    return tuple(cell for (cell,) in rows(name, "words"))
