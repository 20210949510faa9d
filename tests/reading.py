"""Reads a text as an article and says what it found, in the form in which the tests of statements expect it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest
from spacy.tokens import Doc

from index.english.parse_cache import parsed
from index.models import Act, Article, Kind, Statement
from index.statements import Analyser, read_statements
from index.statements.cast.members import Cast, cast_of
from index.statements.rules import RuleId, RuleSet

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
class Weak:
    """A statement that is not read rightly yet: what it should be, and what comes out today (None: nothing)."""

    right: Said | None
    today: Said | None


@dataclass(frozen=True)
class Case:
    """A text and everything that is said in it, in the order of the text.

    ``weak`` tells why some of it comes out otherwise today, and is empty where all is read rightly.
    """

    name: str
    text: str
    said: tuple[Said | Weak, ...]
    weak: str = ""

    def __post_init__(self) -> None:
        if bool(self.weak) != any(isinstance(said, Weak) for said in self.said):
            raise ValueError(f"{self.name}: a weak case needs a reason and a statement that is not read rightly")

    @property
    def expected(self) -> list[Said]:
        """What a careful reader finds."""
        return _without_none(said.right if isinstance(said, Weak) else said for said in self.said)

    @property
    def today(self) -> list[Said]:
        """What the analyser finds now: the same, unless the case is weak."""
        return _without_none(said.today if isinstance(said, Weak) else said for said in self.said)


def direct(words: str, speaker: str | None, **fields: Any) -> Said:
    return Said(words, speaker, Kind.DIRECT, **fields)


def indirect(words: str, speaker: str | None, **fields: Any) -> Said:
    return Said(words, speaker, Kind.INDIRECT, **fields)


def mixed(words: str, speaker: str | None, **fields: Any) -> Said:
    return Said(words, speaker, Kind.MIXED, **fields)


def misread(right: Said, **today: Any) -> Weak:
    """A statement of which some fields come out otherwise: ``misread(direct("…", "Ann Lee"), speaker=None)``."""
    return Weak(right, replace(right, **today))


def missed(right: Said) -> Weak:
    """A statement that is not found yet."""
    return Weak(right, None)


def added(today: Said) -> Weak:
    """What is taken for a statement and is none."""
    return Weak(None, today)


def case(name: str, text: str, *said: Said | Weak, weak: str = "") -> Case:
    return Case(name, text, said, weak)


def cases(*values: Case) -> Callable[[Any], Any]:
    """Parametrize a test by cases. They are kept at it as ``cases``, for ``tests.phenomena``."""

    def decorate(test: Any) -> Any:
        test.cases = values
        return pytest.mark.parametrize("case", values, ids=[one.name for one in values])(test)

    return decorate


def check(one: Case) -> None:
    """Assert what a text is read as, with nothing missed and nothing added; a weak case must fail as it is known to."""
    found = read(one.text)
    assert not (one.weak and found == one.expected), f"read rightly now: take the mark away ({one.weak})"
    assert found == one.today


def is_read_rightly(one: Case) -> bool:
    return read(one.text) == one.expected


def read(text: str) -> list[Said]:
    """What the analyser finds in a text."""
    (analysis,) = analyser().analyse([Article("a", text)])
    return _said(analysis.statements, text)


def read_without(text: str, rule: RuleId) -> list[Said]:
    """What is found in a text without a rule."""
    return _said(statements_of(text, frozenset({rule})), text)


def _said(statements: Iterable[Statement], text: str) -> list[Said]:
    return [
        Said(_bare(s.texts(text)), s.speaker, s.kind, s.act, s.negated, s.via)
        for s in sorted(statements, key=lambda s: s.span)
    ]


@cache
def analyser() -> Analyser:
    """One pipeline for all tests: it takes a second to load."""
    return Analyser()


def _without_none(said: Iterable[Said | None]) -> list[Said]:
    return [replace(one, words=_bare(one.words.split(" … "))) for one in said if one is not None]


def _bare(parts: Iterable[str]) -> str:
    """Parts without what the conventions of news differ in: marks and stops at the edges, a leading "that"."""
    trimmed = (re.sub(r"\s+", " ", re.sub(r"^that\b", "", part.strip(_EDGES)).strip(_EDGES)) for part in parts)
    return " … ".join(trimmed)


def summed_up(text: str, without: frozenset[RuleId] = frozenset()) -> str:
    """What is read in a text in one line, as ``Rule.gives`` has it: "speaker (via): words | …"."""
    return " | ".join(_line(s, text) for s in statements_of(text, without))


def statements_of(text: str, without: frozenset[RuleId] = frozenset()) -> list[Statement]:
    """The statements of a text in order, read without some rules. A text is parsed once."""
    doc, cast = _parsed(text)
    return sorted(read_statements(doc, "a", cast, RuleSet(without)), key=lambda s: s.span)


@cache
def _parsed(text: str) -> tuple[Doc, Cast]:
    (doc,) = parsed([text])
    return doc, cast_of(doc)


def _line(statement: Statement, text: str) -> str:
    via = f" ({statement.via})" if statement.via else ""
    return f"{statement.speaker or '?'}{via}: {' … '.join(statement.texts(text))}"
