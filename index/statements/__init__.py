"""An article into statements: marks, cues, contents, mentions, cast, resolution, a module a stage."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from index.english.names import is_given_name
from index.english.parsing import MODEL, parse
from index.english.topics import noun_phrases
from index.models import Analysis, Article, CastMember, Span, SpeakerKind, Statement
from index.statements.cast.members import Cast, cast_of
from index.statements.content.assemble import drafts_of
from index.statements.issuer import issuer_of
from index.statements.other_languages import sentences_of
from index.statements.pieces import joined, pieces_of
from index.statements.rules import ALL_RULES, RuleId, RuleSet, registered_rules
from index.statements.salvage import salvaged
from index.statements.speaker.resolve import resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Run

__all__ = ["Analyser", "RuleId", "RuleSet", "analysis_of", "read_statements", "registered_rules"]

log = logging.getLogger(__name__)


class Analyser:
    """Reads sentences, statements and cast out of articles. The spaCy pipeline is loaded on first use."""

    def __init__(self, model: str = MODEL, processes: int = 1, without: frozenset[RuleId] = frozenset()) -> None:
        self._model = model
        self._processes = processes
        self._rules = RuleSet(without)

    def analyse(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """An analysis for each article, in order.

        Of an article whose analysis fails the paragraphs that fail are logged and left out. Raises ModelError if
        the pipeline is not installed.
        """
        waiting: deque[tuple[Article, tuple[Span, ...]]] = deque()
        docs = parse(self._texts(articles, waiting), self._model, self._processes)
        read: list[Analysis] = []
        for doc in docs:
            article, pieces = waiting[0]
            read.append(analysis_of(article, doc, self._rules) if article.in_english else _unread(article))
            if len(read) == len(pieces):
                waiting.popleft()
                yield joined(read, pieces)
                read = []

    def _texts(self, articles: Iterable[Article], waiting: "deque[tuple[Article, tuple[Span, ...]]]") -> Iterator[str]:
        """What is parsed of each article, which waits for it: its pieces, or nothing of one in another language."""
        for article in articles:
            body = article.body if article.in_english else ""
            pieces = pieces_of(body)
            waiting.append((article, pieces))
            yield from (piece.of(body) for piece in pieces)


def _unread(article: Article) -> Analysis:
    return Analysis(article.id, sentences_of(article.body))


def analysis_of(article: Article, doc: "Doc", rules: RuleSet = ALL_RULES) -> Analysis:
    """What the rules read in a parsed article.

    If they fail on the whole, it is read paragraph by paragraph; those that fail are logged and named in ``lost``.
    """
    sentences = tuple(Span(s.start_char, s.end_char) for s in map(_trimmed, doc.sents) if s.text.strip())
    try:
        cast = cast_of(doc)
        statements = read_statements(doc, article.id, cast, rules, article.title)
    except Exception:  # one odd text must not end a run over a corpus
        log.warning("article %s: not readable as a whole, so paragraph by paragraph", article.id, exc_info=True)
        parts = salvaged(doc, article.id, rules)
        members = (*parts.cast, *_unnamed(parts.statements, parts.cast, article))
        return Analysis(article.id, sentences, parts.statements, members, parts.lost)
    return Analysis(article.id, sentences, statements, (*cast.members, *_unnamed(statements, cast.members, article)))


def read_statements(
    doc: "Doc", article_id: str, cast: Cast, rules: RuleSet = ALL_RULES, title: str = ""
) -> tuple[Statement, ...]:
    """The statements of a parsed article whose cast is known, in the order of the text; ``title`` is its headline."""
    statements = resolve(doc, article_id, drafts_of(doc, rules, title), cast, rules, title=title)
    each = zip(statements, noun_phrases(doc, (one.parts for one in statements)), strict=True)
    return tuple(replace(statement, phrases=phrases) for statement, phrases in each)


def _unnamed(statements: Iterable[Statement], members: Iterable[CastMember], article: Article) -> Iterator[CastMember]:
    """Speakers that are no entity of their own: "Syria's military", "Li and Moss"; who is named in the title only."""
    known = {member.name for member in members}
    issuer = issuer_of(article.title, article.body)
    for name in dict.fromkeys(s.speaker for s in statements if s.speaker and s.speaker not in known):
        words = name.split()
        person = len(words) > 1 and is_given_name(words[0]) and all(word[0].isupper() for word in words)
        roles = (issuer.role,) if issuer and issuer.role and issuer.name == name else ()
        kind = SpeakerKind.PERSON if person or roles else SpeakerKind.ORGANISATION
        yield CastMember(name, kind, (name,), roles)


def _trimmed(sentence: "Run") -> "Run":
    start, end = 0, len(sentence)
    while start < end and sentence[start].is_space:
        start += 1
    while end > start and sentence[end - 1].is_space:
        end -= 1
    return sentence[start:end]
