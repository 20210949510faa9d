"""The little in which the SQL of the tables differs between SQLite and PostgreSQL.

The tables are written in SQL that both take (``ON CONFLICT``, ``RETURNING``). Three things are left: how the place of
a value is marked, how a list of values is handed over, and how a key of a JSON text is read.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from index.storage.postgres.texts import kept

_DIFFERS = re.compile(
    r"IN \(SELECT value FROM json_each\((?P<many>\?|:\w+)\)\)"
    r"|json_extract\((?P<json>\w+), '\$\.(?P<key>\w+)'\)"
    r"|(?P<one>\?|:\w+)"
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as PostgreSQL takes it. ``lists`` are the values, by place or by name, that are lists as JSON."""

    text: str
    lists: frozenset[int | str]

    def values(self, given: Any) -> Any:
        """The values of the command, its lists as lists."""
        if isinstance(given, Mapping):
            return {name: self._value(name, value) for name, value in given.items()}
        return [self._value(at, value) for at, value in enumerate(given)]

    def _value(self, at: int | str, value: Any) -> Any:
        return kept(json.loads(value) if at in self.lists else value)


@lru_cache(maxsize=512)
def command_of(text: str) -> Command:
    """A command that is written as SQLite takes it."""
    lists: set[int | str] = set()
    place = 0

    def written(found: re.Match[str]) -> str:
        nonlocal place
        if found["json"]:
            return f"({found['json']}::json ->> '{found['key']}')"
        mark = found["many"] or found["one"]
        name: int | str = mark[1:] or place
        place += mark == "?"
        value = "%s" if mark == "?" else f"%({name})s"
        if not found["many"]:
            return value
        lists.add(name)
        return f"= ANY({value})"

    return Command(_DIFFERS.sub(written, text.replace("%", "%%")), frozenset(lists))
