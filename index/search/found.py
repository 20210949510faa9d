"""What is read out of a published sequence: statements, passages and articles with their speakers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.keys import statement_key
from index.models import Article, AttributedStatement, CastMember, Passage, Span, Speaker, Statement
from index.search.passages import context_of


@dataclass(frozen=True, slots=True)
class Found:
    """A statement or a passage with the article in which it stands and, if known, its speaker."""

    unit: Statement | Passage
    article: Article
    sentences: Sequence[Span]
    speaker: Speaker | None = None

    def context(self, before: int = 1) -> Span:
        """The sentences in which the unit stands and as many ``before`` them."""
        return context_of(self.sentences, self.unit.span, before)


@dataclass(frozen=True, slots=True)
class Placed:
    """The key of a statement or passage with the day and the publisher of its article."""

    key: int
    day: date | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member of an article's cast with the speaker that they are across the corpus."""

    member: CastMember
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article with all that was read out of it, its speakers resolved across the corpus."""

    article: Article
    sentences: Sequence[Span]
    passages: tuple[Passage, ...]
    statements: tuple[AttributedStatement, ...]
    cast: tuple[KnownMember, ...]

    def said(self, key: str) -> AttributedStatement | None:
        """The statement of a permanent key, or None if the article holds it no more."""
        return next((one for one in self.statements if statement_key(self.article, one.statement) == key), None)

    def found(self, said: AttributedStatement) -> Found:
        """One of the statements, as a search finds it."""
        return Found(said.statement, self.article, self.sentences, said.speaker)
