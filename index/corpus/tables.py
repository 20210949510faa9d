"""The words that readers look for, from the tables under ``data``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.english.tables import read_table

_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class _Phrase:
    phrase: str


@dataclass(frozen=True, slots=True)
class FieldKey:
    """A key, dotted where it lies in an object, under which exports state a field of an article."""

    key: str
    field: str


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The words or phrases of a table of one column. Raises TableError."""
    return tuple(row.phrase for row in read_table(_DATA / f"{name}.tsv", _Phrase))


@cache
def field_keys() -> tuple[FieldKey, ...]:
    """Where exports state fields, the likelier keys of each field first. Raises TableError."""
    return tuple(read_table(_DATA / "fields.tsv", FieldKey))
