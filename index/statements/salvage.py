"""An article whose statements cannot be read as a whole: read paragraph by paragraph, so that one costs only itself."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.models import CastMember, Span, Statement
from index.statements.cast.members import cast_of
from index.statements.content.assemble import drafts_of
from index.statements.rules import RuleSet
from index.statements.speaker.resolve import resolve
from index.statements.tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Run

log = logging.getLogger(__name__)

_SHOWN = 60  # characters of a paragraph by which a message names it


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read, and the paragraphs that could not, as spans of the text.

    A paragraph is read without the others, so that a speaker whom only another one names stays unknown.
    """

    statements: tuple[Statement, ...]
    cast: tuple[CastMember, ...]
    lost: tuple[Span, ...]


def salvaged(doc: "Doc", article_id: str, rules: RuleSet) -> Salvaged:
    """The statements of each paragraph that can be read by itself; what is lost is logged by its place and words."""
    statements: list[Statement] = []
    cast: dict[str, CastMember] = {}
    lost: list[Span] = []
    for paragraph in _paragraphs(doc):
        try:
            members, found = _read(paragraph, article_id, rules)
        except Exception:  # whatever is odd in it must not cost the others
            span = Span(paragraph.start_char, paragraph.end_char)
            words = span.of(text_of(doc))[:_SHOWN].strip()
            log.exception(
                "article %s: the paragraph at character %d could not be read: %s", article_id, span.start, words
            )
            lost.append(span)
            continue
        statements += found
        cast.update((member.name, cast.get(member.name, member)) for member in members)
    return Salvaged(tuple(statements), tuple(cast.values()), tuple(lost))


def _read(paragraph: "Run", article_id: str, rules: RuleSet) -> tuple[tuple[CastMember, ...], list[Statement]]:
    alone = paragraph.as_doc()
    cast = cast_of(alone)
    found = resolve(alone, article_id, drafts_of(alone, rules), cast, rules)
    return cast.members, [_moved(statement, paragraph.start_char) for statement in found]


def _paragraphs(doc: "Doc") -> "Iterator[Run]":
    start = 0
    for sentence in doc.sents:
        if "\n" in sentence.text and sentence.end > start:
            yield doc[start : sentence.end]
            start = sentence.end
    if start < len(doc):
        yield doc[start:]


def _moved(statement: Statement, by: int) -> Statement:
    """A statement of a paragraph with the offsets of the text."""

    def moved(span: Span | None) -> Span | None:
        return Span(span.start + by, span.end + by) if span else None

    return replace(
        statement,
        parts=tuple(Span(part.start + by, part.end + by) for part in statement.parts),
        cue=moved(statement.cue),
        mention=moved(statement.mention),
        evidence=moved(statement.evidence),
    )
