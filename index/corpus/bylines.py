"""Bylines into the names of authors: without "By", designations, addresses and placeholders."""

import re
from collections.abc import Iterable
from functools import cache

from index.corpus import tables

_SPLIT = re.compile(r"\s*(?:;|\||/|&|\n|,?\s+and\s+|,\s*)\s*", re.IGNORECASE)
_INVERTED = re.compile(r"(?P<surname>[^\s,]+),\s*(?P<given>[^\s,]+(?:\s\w\.)?)")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|(?:https?://|www\.)\S+|<[A-Z_]+>|(?<!\w)@\w+")
_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]")
_EDGES = " \t\r\n\u00a0.:-–—·•*"
_LONGEST_NAME = 80
_LONGEST_BYLINE = 1_000


def names_of(bylines: Iterable[str]) -> tuple[str, ...]:
    """The names in bylines, in order, each once: "By IDA ROTH and BEN KADE, Staff Writers" are two."""
    found: dict[str, str] = {}
    for byline in bylines:
        for name in _names(byline[:_LONGEST_BYLINE]):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def without_by(line: str) -> str | None:
    """What stands behind "By" or "Written by"; None if the line does not open so."""
    label = _labels().match(line)
    return line[label.end() :].strip() if label else None


def _names(byline: str) -> Iterable[str]:
    byline = " ".join(_ADDRESS.sub(" ", _BRACKETS.sub("", byline)).split()).strip(_EDGES)
    byline = without_by(byline) or byline
    inverted = _INVERTED.fullmatch(byline)
    if inverted and not _designates(inverted["given"]):
        yield f"{inverted['given']} {inverted['surname']}"
        return
    parts = [part.strip(_EDGES) for part in _SPLIT.split(byline)]
    people = [name for part in parts if _is_name(name := _without_designation(part))]
    yield from map(_unshouted, people or [part for part in parts if _is_name(part) and _is_desk(part)])


def _is_name(part: str) -> bool:
    return part.casefold() not in _placeholders() and len(part) <= _LONGEST_NAME and re.search(r"\w", part) is not None


def _is_desk(part: str) -> bool:
    """Whether a part names a desk or newsroom, the author of a text that nobody signed; "Newsroom" alone names none."""
    *name, kind = part.casefold().split()
    return bool(name) and kind in _desks()


def _without_designation(part: str) -> str:
    """A name without "Staff Writer" before or behind it; nothing, where that is all there is of it."""
    name = re.split(r"\s+[-–—]\s+", part)[0].strip()
    return "" if _designates(name) else name


def _designates(part: str) -> bool:
    words = re.findall(r"[^\W\d_]+", part.casefold())
    return any(word in _designations() or word in _desks() for word in words)


def _unshouted(name: str) -> str:
    """ "IDA ROTH" as "Ida Roth"; a single word in capitals is an agency's name and stays."""
    words = name.split()
    if len(words) < 2 or not name.isupper() or any(len(word.strip(".")) == 1 and "." not in word for word in words):
        return name
    return " ".join(word if "." in word else word.capitalize() for word in words)


@cache
def _labels() -> re.Pattern[str]:
    labels = sorted(tables.phrases("byline_labels"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, labels))})(?:\s*:\s*|\s+)", re.IGNORECASE)


@cache
def _designations() -> frozenset[str]:
    return frozenset(tables.phrases("designations"))


@cache
def _desks() -> frozenset[str]:
    return frozenset(tables.phrases("desks"))


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(tables.phrases("author_placeholders"))
