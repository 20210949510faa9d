"""Long articles in pieces: the parser and the rules take time in proportion to the length of a piece and no more.

A piece ends where a paragraph does, if there is such a place, and else between words. What is told in one piece is not
known in the next: a surname there is that of nobody named before. A report is never that long; a transcript may be.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.models import Analysis, CastMember, Span, Statement

_CHARACTERS = 50_000
_LEAST = _CHARACTERS // 2
_ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?][\"”’)]*\s"), re.compile(r"\s"))


def pieces_of(text: str) -> tuple[Span, ...]:
    """A text in pieces of at most 50,000 characters, which together are all of it."""
    pieces = []
    start = 0
    while len(text) - start > _CHARACTERS:
        end = _end(text, start)
        pieces.append(Span(start, end))
        start = end
    return (*pieces, Span(start, len(text)))


def joined(analyses: Sequence[Analysis], pieces: Sequence[Span]) -> Analysis:
    """The analysis of an article by those of its pieces (at least one)."""
    if len(analyses) == 1:
        return analyses[0]
    both = list(zip(analyses, pieces, strict=True))
    return Analysis(
        analyses[0].article_id,
        sentences=tuple(_moved(one, piece.start) for analysis, piece in both for one in analysis.sentences),
        statements=tuple(_placed(one, piece.start) for analysis, piece in both for one in analysis.statements),
        cast=tuple(_one_cast(member for analysis in analyses for member in analysis.cast)),
        lost=tuple(_moved(one, piece.start) for analysis, piece in both for one in analysis.lost),
    )


def _end(text: str, start: int) -> int:
    """Where the piece that begins at ``start`` ends: at the last of the best places in its second half."""
    for kind in _ENDS:
        ends = [found.end() for found in kind.finditer(text, start + _LEAST, start + _CHARACTERS)]
        if ends:
            return ends[-1]
    return start + _CHARACTERS


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _placed(statement: Statement, by: int) -> Statement:
    return replace(
        statement,
        parts=tuple(_moved(part, by) for part in statement.parts),
        cue=_moved(statement.cue, by) if statement.cue else None,
        mention=_moved(statement.mention, by) if statement.mention else None,
        evidence=_moved(statement.evidence, by) if statement.evidence else None,
    )


def _one_cast(members: Iterable[CastMember]) -> Iterator[CastMember]:
    """Each member once, with the forms and roles that all pieces give them."""
    known: dict[str, CastMember] = {}
    for member in members:
        one = known.get(member.name)
        known[member.name] = (
            replace(
                one,
                forms=tuple(dict.fromkeys((*one.forms, *member.forms))),
                roles=tuple(dict.fromkeys((*one.roles, *member.roles))),
                gender=one.gender or member.gender,
            )
            if one
            else member
        )
    yield from known.values()
