"""The rows of one truth put into another, whatever databases keep them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

# in an order in which each finds what it refers to
TABLES: dict[str, Sequence[str]] = {
    "article": (
        *("key", "id", "hash", "pipeline", "source", "title", "text", "url", "publisher", "published", "authors"),
        *("language", "licence", "sentences", "details", "added", "removed"),
    ),
    "text_checksum": ("article", "value"),
    "passage": ("key", "article", "start", '"end"', "vector"),
    "statement": ("key", "article", "body", "vector", "speaker", "open"),
    "cast_member": ("article", "name", "body", "said", "speaker", "called", "cluster"),
    "group_key": ("key", "called"),
    "group_name": ("called", "name"),
    "cluster": ("number", "id", "wanted"),
    "organisation": ("name", "key", "acronym", "cluster", "speaker", "tally"),
    "person": ("name", "called", "cluster", "speaker", "tally"),
    "acronym_use": ("acronym", "key", "tied", "spelt"),
    "speaker": ("number", "id", "body", "added", "removed"),
    "publisher": ("number", "name"),
    "override": ("number", "body", "made"),
}
# the tables that number their rows, and by which column: a number is never given twice, even if its row is gone
NUMBERED = {"article": "key", "passage": "key", "statement": "key", "override": "number"}
_NOTED = ("published", "encoder", "grouping")

ReadTable = Callable[[str], Iterator[tuple[Any, ...]]]
WriteTable = Callable[[str, Iterator[tuple[Any, ...]]], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of a truth as they were at one moment.

    ``table`` gives those of one table in its order of columns, ``noted`` what is noted of the index, ``last`` the
    highest number that a table ever gave.
    """

    table: ReadTable
    noted: Mapping[str, str]
    last: Mapping[str, int]


class Source(Protocol):
    """Where rows are taken from."""

    def reading(self) -> AbstractContextManager[Reading]:
        """All rows, while others may write."""


class Target(Protocol):
    """Where rows are put."""

    def replacing(self, last: Mapping[str, int]) -> AbstractContextManager[WriteTable]:
        """Within one transaction: all tables empty, to be filled one by one; numbers go on from ``last``."""

    def note(self, name: str, value: str) -> None:
        """Within a transaction: note something of the index."""


def copy_rows(source: Source, target: Target) -> None:
    """Put all that is in ``source`` in place of what is in ``target``, in one transaction."""
    with source.reading() as taken, target.replacing(taken.last) as put:
        for table in TABLES:
            put(table, taken.table(table))
        for name in _NOTED:
            target.note(name, taken.noted.get(name, ""))
