"""The one loader of the tables in ``index/english/data``.

A table is a file of tab-separated values. Its first line names the columns, which are the fields of the dataclass
that holds a row. The first column is the key: no two rows have the same. How a cell is read follows from the field's
type:

==================  ===================================================================
``str``             the text; may be empty only if the field has a default
``int``             a whole number
``StrEnum``         one of its values
``Flag``            names of its members in lower case, separated by spaces
``frozenset[...]``  words or ``StrEnum`` values, separated by spaces
``X | None``        as ``X``; an empty cell is None
==================  ===================================================================

Whatever does not fit raises TableError, which names the file and the line.
"""

import csv
import re
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, fields
from enum import Flag, StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar

from index.errors import TableError

DATA = Path(__file__).with_name("data")

Row = TypeVar("Row")
_Parse = Callable[[str], Any]
_Letters = dict[str, "_Letters"]
_END = ""  # stands among the letters that may follow where a word may end


def table(name: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of a table that comes with the package, in the order of the file. Raises TableError."""
    return tuple(read_table(DATA / f"{name}.tsv", row))


def read_table(path: Path, row: type[Row]) -> Iterator[Row]:
    """The rows of a table as instances of the dataclass ``row``. Raises TableError."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        header = next(reader, [])
        columns = _columns(row, header, path)
        seen: dict[str, int] = {}
        for cells in reader:
            where = f"{path}:{reader.line_num}"
            if len(cells) != len(columns):
                raise TableError(where, f"{len(cells)} cells for {len(columns)} columns: separate them by single tabs")
            if cells[0] in seen:
                raise TableError(where, f"{cells[0]!r} stands in line {seen[cells[0]]} already: keep one of the rows")
            seen[cells[0]] = reader.line_num
            try:
                yield row(*[parse(cell) for parse, cell in zip(columns, cells, strict=True)])
            except (KeyError, ValueError) as error:
                raise TableError(where, _reason(columns, header, cells)) from error


def words_where(rows: Iterable[Any], **wanted: object) -> frozenset[str]:
    """The words of the rows whose columns are, or (in a set) hold, the wanted values."""
    return frozenset(row.word for row in rows if all(_has(getattr(row, name), value) for name, value in wanted.items()))


def alternatives(words: Iterable[str]) -> str:
    """A part of a regular expression that matches any of the words, the longest first.

    Words that begin alike share their beginning. So a place in a text is compared with a few letters, not with every
    word, which takes a third of the time.
    """
    tree: _Letters = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return "|".join(_branches(tree))


def _branches(tree: _Letters) -> list[str]:
    return [_letter(letter) + _behind(tree[letter]) for letter in sorted(tree) if letter != _END]


def _behind(node: _Letters) -> str:
    branches = _branches(node)
    if len(branches) == 1 and _END not in node:
        return branches[0]
    optional = "?" if _END in node else ""
    return f"(?:{'|'.join(branches)}){optional}" if branches else ""


def _letter(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)


def _has(held: object, value: object) -> bool:
    return value in held if isinstance(held, frozenset) else held == value


def _columns(row: type[Any], header: list[str], path: Path) -> list[_Parse]:
    """How to read the cells of each column. Raises TableError unless the header names the fields of ``row``."""
    where = f"{path}:1"
    known = {field.name: field for field in fields(row)}
    for name in header:
        if name not in known:
            raise TableError(where, f"unknown column {name!r}: the columns are {', '.join(known)}")
    if list(known) != header:
        raise TableError(where, f"the columns are not {', '.join(known)}, in this order")
    hints = typing.get_type_hints(row)
    return [_column(known[name], hints[name]) for name in header]


def _column(field: "Field[Any]", hint: Any) -> _Parse:
    """How to read the cells of one column."""
    if isinstance(hint, UnionType):
        inner = _parser(next(one for one in typing.get_args(hint) if one is not type(None)))
        return lambda cell: inner(cell) if cell else None
    if field.default is MISSING:
        return _needed(_parser(hint))
    parse, default = _parser(hint), field.default
    return lambda cell: parse(cell) if cell else default


def _needed(parse: _Parse) -> _Parse:
    def read(cell: str) -> object:
        if not cell:
            raise ValueError("empty")
        return parse(cell)

    return read


def _parser(hint: Any) -> _Parse:
    if typing.get_origin(hint) is frozenset:
        member = _parser(typing.get_args(hint)[0])
        return lambda cell: frozenset(member(word) for word in cell.split())
    if isinstance(hint, type) and issubclass(hint, Flag):
        return lambda cell: _flags(hint, cell)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {member.value: member for member in hint}.__getitem__
    parse: _Parse = hint  # str or int
    return parse


def _flags(kind: type[Flag], cell: str) -> Flag:
    value = kind(0)
    for word in cell.split():
        if word.upper() not in kind.__members__:
            raise KeyError(word)
        value |= kind[word.upper()]
    return value


def _reason(columns: list[_Parse], header: list[str], cells: list[str]) -> str:
    """Which cell could not be read, and why."""
    for parse, name, cell in zip(columns, header, cells, strict=True):
        try:
            parse(cell)
        except KeyError as error:
            return f"column {name!r}: unknown value {error.args[0]!r}"
        except ValueError:
            return f"column {name!r}: {cell!r} is no whole number" if cell else f"column {name!r} needs a value"
    return "the row cannot be read"
