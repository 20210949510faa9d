"""The project's words as frozen dataclasses. They cross every layer; dicts and tuples do not.

All spans are character offsets into ``Article.text``, start inclusive, end exclusive. The text of an
article is never altered after reading, so ``span.of(article.text)`` is always verbatim.
"""

from index.models.articles import (
    UNKNOWN_LICENCE,
    Article,
    Copy,
    Heading,
    Licence,
    Origin,
    Passage,
    Unit,
    content_hash_of,
)
from index.models.spans import Placed, Span, hull, placed
from index.models.speakers import Assignment, CastEntry, CastMember, Role, Speaker, SpeakerKind
from index.models.statements import Act, Analysis, AttributedStatement, Kind, NounPhrase, Statement

__all__ = [
    "UNKNOWN_LICENCE",
    "Act",
    "Analysis",
    "Article",
    "Assignment",
    "AttributedStatement",
    "CastEntry",
    "CastMember",
    "Copy",
    "Heading",
    "Kind",
    "Licence",
    "NounPhrase",
    "Origin",
    "Passage",
    "Placed",
    "Role",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Statement",
    "Unit",
    "content_hash_of",
    "hull",
    "placed",
]
