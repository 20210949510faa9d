"""Reads a text as an article and says what it found, in the form in which the tests of statements expect it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from index.models import Act, Article, Kind
from index.statements import Analyser

_EDGES = " \t\n\xa0\"“”„«»‘’'`,.:;…"


@dataclass(frozen=True)
class Said:
    """One statement. ``words`` are its parts joined by " … ", without the marks and punctuation at their edges."""

    words: str
    speaker: str | None
    kind: Kind = Kind.DIRECT
    act: Act = Act.STATES
    negated: bool = False
    via: str | None = None


@dataclass(frozen=True)
class Case:
    """A text and everything that is said in it, in the order of the text."""

    text: str
    said: tuple[Said, ...]


def direct(words: str, speaker: str | None, **fields: Any) -> Said:
    return Said(words, speaker, Kind.DIRECT, **fields)


def indirect(words: str, speaker: str | None, **fields: Any) -> Said:
    return Said(words, speaker, Kind.INDIRECT, **fields)


def mixed(words: str, speaker: str | None, **fields: Any) -> Said:
    return Said(words, speaker, Kind.MIXED, **fields)


def case(name: str, text: str, *said: Said, weak: str = "") -> Any:
    """A case for ``parametrize``; ``weak`` says what is not read rightly yet, and must be taken away when it is."""
    marks = [pytest.mark.xfail(reason=weak)] if weak else []
    return pytest.param(Case(text, said), id=name, marks=marks)


def cases(*values: Any) -> Any:
    """Parametrize a test by cases."""
    return pytest.mark.parametrize("case", values)


def check(one: Case) -> None:
    """Assert that a text is read as expected: nothing missed, nothing added."""
    assert read(one.text) == [_bare_said(said) for said in one.said]


def read(text: str) -> list[Said]:
    """What the analyser finds in a text."""
    (analysis,) = analyser().analyse([Article("a", text)])
    return [
        Said(_bare(s.texts(text)), s.speaker, s.kind, s.act, s.negated, s.via)
        for s in sorted(analysis.statements, key=lambda s: s.span)
    ]


@cache
def analyser() -> Analyser:
    """One pipeline for all tests: it takes a second to load."""
    return Analyser()


def _bare_said(said: Said) -> Said:
    words = _bare(said.words.split(" … "))
    return Said(words, said.speaker, said.kind, said.act, said.negated, said.via)


def _bare(parts: Any) -> str:
    """Parts without what the conventions of news differ in: marks and stops at the edges, a leading "that"."""
    trimmed = (re.sub(r"\s+", " ", re.sub(r"^that\b", "", part.strip(_EDGES)).strip(_EDGES)) for part in parts)
    return " … ".join(trimmed)
