"""The wordings of licences, from the tables under ``data``: a header, then tab-separated rows."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.models import Licence

_DATA = Path(__file__).with_name("data")
_ANSWERS = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class Word:
    """A phrase in small letters, and what it stands for."""

    phrase: str
    meaning: str


@cache
def words(table: str) -> tuple[Word, ...]:
    """A table of phrases and their meanings. Raises ValueError, with file and line, for a phrase that stands twice."""
    return tuple(Word(phrase, meaning) for phrase, meaning, *_ in _rows(table))


@cache
def meanings(table: str) -> dict[str, str]:
    """A table of phrases by phrase."""
    return {word.phrase: word.meaning for word in words(table)}


@cache
def phrases_of(kind: str) -> re.Pattern[str]:
    """A pattern of the whole words of one kind in the table of words."""
    return any_of(word.phrase for word in words("words") if word.meaning == kind)


@cache
def named() -> dict[str, Licence]:
    """Licences that are not Creative Commons' own, by the phrases that name them."""
    found = {}
    for phrase, identifier, name, *asked, url in _rows("named"):
        attribution, commercial, derivatives, share_alike = (_ANSWERS[answer] for answer in asked)
        found[phrase] = Licence(
            id=identifier,
            name=name,
            url=url or None,
            attribution=attribution,
            commercial=commercial,
            derivatives=derivatives,
            share_alike=share_alike,
        )
    return found


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the phrases as whole words, the longest first."""
    inner = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE)


def _rows(table: str) -> list[list[str]]:
    path = _DATA / f"{table}.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        header = next(reader)
        seen: set[str] = set()
        rows = []
        for row in reader:
            if len(row) != len(header) or row[0] in seen:
                raise ValueError(f"{path}:{reader.line_num}: wants {len(header)} cells and a phrase that is new")
            seen.add(row[0])
            rows.append(row)
        return rows
