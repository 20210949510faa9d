"""Stage two, reported speech: the complement of a cue, read off the parse."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.english.lexicon import Verb
from index.models import Span
from index.statements.content.according import contents_of_according
from index.statements.content.clauses import (
    after_colon,
    between_commas,
    clause,
    parenthetical,
    quoted_source,
    sentence_final,
    swapped,
    that_clause,
)
from index.statements.content.cues import Cue
from index.statements.content.phrases import (
    characterisation,
    gerund,
    infinitive,
    object_phrase,
    prepositional,
    quoted_object,
)
from index.statements.tokens import Contents, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def contents_of(doc: "Doc", cue: Cue) -> Contents | None:
    """The spans of what a cue reports and the name of the pattern, or None if it reports no words."""
    token = doc[cue.token]
    if cue.verb is None:
        return contents_of_according(token) if token.lower_ == "according" else _of_noun(token)
    for pattern, find in _PATTERNS:
        parts = find(token, cue.verb)
        if parts:
            return parts, pattern
    return None


_PATTERNS: Sequence[tuple[str, Callable[["Token", Verb], tuple[Span, ...]]]] = (
    ("quoted-source", quoted_source),
    ("clause", clause),
    ("object", quoted_object),
    ("that-clause", that_clause),
    ("clause", swapped),
    ("infinitive", infinitive),
    ("gerund", gerund),
    ("object", object_phrase),
    ("object", characterisation),
    ("prepositional", prepositional),
    ("parenthetical", parenthetical),
    ("parenthetical", between_commas),
    ("sentence-final", sentence_final),
    ("colon", after_colon),
)


def _of_noun(noun: "Token") -> Contents | None:
    """ "his claim that …"."""
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp"} and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children):
            return spans_of(noun.doc, child.left_edge.i, child.right_edge.i + 1), "noun"
    return None
