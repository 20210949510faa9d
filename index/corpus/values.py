"""Values of a record as they are found, into plain words: strings, numbers, nulls, schema.org objects, lists."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_NAMES = ("name", "value", "rendered", "text", "main", "title", "content", "label")
_ADDRESSES = ("url", "id", "href")
_ADDRESS = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)
_NOT_IN_KEYS = re.compile(r"[^a-z0-9:]")

Record = Mapping[str, Any]


@lru_cache(maxsize=4_096)
def folded_key(key: str) -> str:
    """A key without its case and marks: ``datePublished``, ``date_published`` and ``Date published`` are one."""
    return _NOT_IN_KEYS.sub("", key.lower())


def folded(record: Record) -> Record:
    """A record by its folded keys; the first of two that fold alike counts."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        found.setdefault(folded_key(str(key)), value)
    return found


@dataclass(frozen=True, slots=True)
class KeyPath:
    """A key of a record, or keys joined by dots, folded: as a ``whole``, and taken apart."""

    key: str
    whole: str
    first: str
    others: tuple[str, ...]

    @classmethod
    def of(cls, key: str) -> "KeyPath":
        """The path of a key as a table has it."""
        first, *others = map(folded_key, key.split("."))
        return cls(key, folded_key(key), first, tuple(others))

    def value(self, record: Record) -> Any:
        """The value of a folded record at the path; None where there is none."""
        if (found := record.get(self.whole)) is not None or not self.others:
            return found
        found = record.get(self.first)
        for key in self.others:
            if not isinstance(found, Mapping):
                return None
            found = folded(found).get(key)
        return found


def words_of(value: Any) -> str:
    """The words of a value, of an object's name or else its address, of the first of a list that has any."""
    return next(all_words_of(value), "")


def all_words_of(value: Any) -> Iterator[str]:
    """The words of each value of a list, or of one value; nulls and what has no words are left out."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from all_words_of(one)
    elif isinstance(value, Mapping):
        parts = folded(value)
        yield from list(_named(parts, _NAMES) or _named(parts, _ADDRESSES))[:1]


def statements_of(value: Any) -> Iterator[str]:
    """As ``all_words_of``, but an object gives its name and its address together: a licence is told by both."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from statements_of(one)
    elif isinstance(value, Mapping):
        parts = folded(value)
        together = " ".join(dict.fromkeys((*_named(parts, _NAMES), *_named(parts, _ADDRESSES))))
        if together:
            yield together
    else:
        yield from all_words_of(value)


def is_address(words: str) -> bool:
    """Whether words are a web address and nothing else."""
    return _ADDRESS.fullmatch(words.strip()) is not None


def _named(parts: Record, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (words_of(parts.get(key)) for key in keys)))
