"""What the store holds as dataclasses, and how each becomes rows and comes back from them."""

import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, overload

import numpy as np
from pydantic import TypeAdapter

from index.arrays import Vectors
from index.models import (
    Analysis,
    Article,
    CastMember,
    Copy,
    Licence,
    Origin,
    Passage,
    Span,
    Speaker,
    Statement,
)
from index.storage.session import Session

ARTICLE_COLUMNS = "id, title, text, url, publisher, published, authors, language, licence, source, details"
ADDED_COLUMNS = f"{ARTICLE_COLUMNS}, hash, pipeline, sentences, added"

LICENCE = TypeAdapter(Licence)
STATEMENT = TypeAdapter(Statement)
CAST_MEMBER = TypeAdapter(CastMember)
SPEAKER = TypeAdapter(Speaker)


@dataclass(frozen=True, slots=True)
class Details:
    """What is told of an article besides its columns, kept as one JSON object: nothing searches in it."""

    boilerplate: tuple[Span, ...] = ()
    origins: tuple[Origin, ...] = ()
    original: str = ""
    copies: tuple[Copy, ...] = ()
    pages: tuple[int, ...] = ()


DETAILS = TypeAdapter(Details)


@dataclass(frozen=True, slots=True)
class NewArticle:
    """One article ready to be stored. The vectors are float32 of shape (len(passages or statements), dimension)."""

    article: Article
    analysis: Analysis
    passages: tuple[Passage, ...]
    passage_vectors: Vectors
    statement_vectors: Vectors


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article with its sentences. ``sound`` tells whether its text is, to the letter, what was stored."""

    key: int
    article: Article
    sentences: Sequence[Span]
    sound: bool = True


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One article with all that was read out of it.

    ``speakers`` maps the names of the cast to the numbers of their speakers, ``said_by`` the keys of statements.
    ``sound`` is that of ``ArticleRow``.
    """

    key: int
    article: Article
    sentences: Sequence[Span]
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    cast: tuple[CastMember, ...]
    speakers: Mapping[str, int]
    said_by: Mapping[int, int]
    sound: bool = True


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A passage or statement; ``article`` is its article's row."""

    key: int
    article: int
    unit: Passage | Statement


@dataclass(frozen=True, slots=True)
class Changes:
    """The articles that a sequence adds and those that it removes, by their rows."""

    added: tuple[int, ...]
    removed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a run must know of a stored article to tell whether it changed."""

    key: int
    hash: str
    pipeline: str
    source: str


def insert_article(db: Session, new: NewArticle, pipeline: str, at: int) -> None:
    """Add an article with all that was read out of it, seen from sequence ``at`` on; within a transaction."""
    ((key,),) = db.execute(
        f"INSERT INTO article ({ADDED_COLUMNS}) VALUES ({', '.join('?' * 15)}) RETURNING key",  # noqa: S608 - constants
        article_values(new, pipeline, at),
    ).fetchall()
    db.execute("INSERT INTO text_checksum VALUES (?, ?)", (key, checksum_of(new.article.text)))
    db.executemany('INSERT INTO passage (article, start, "end", vector) VALUES (?, ?, ?, ?)', passage_values(key, new))
    db.executemany("INSERT INTO statement (article, body, vector) VALUES (?, ?, ?)", statement_values(key, new))
    db.executemany("INSERT INTO cast_member (article, name, body, said) VALUES (?, ?, ?, ?)", cast_values(key, new))
    if new.article.publisher:
        db.execute("INSERT INTO publisher (name) VALUES (?) ON CONFLICT DO NOTHING", (new.article.publisher,))


def article_values(new: NewArticle, pipeline: str, at: int) -> tuple[Any, ...]:
    """An article as ``ADDED_COLUMNS``, seen from sequence ``at`` on."""
    article = new.article
    return (
        *(article.id, article.title, article.text, article.url, article.publisher),
        article.published.isoformat() if article.published else None,
        *(json.dumps(article.authors, ensure_ascii=False), article.language, dumped(LICENCE, article.licence)),
        *(article.source, dumped(DETAILS, _details(article))),
        *(article.content_hash, pipeline),
        json.dumps([(s.start, s.end) for s in new.analysis.sentences]),
        at,
    )


def passage_values(key: int, new: NewArticle) -> list[tuple[Any, ...]]:
    """The passages of the article in row ``key``: article, start, end, vector."""
    pairs = zip(new.passages, new.passage_vectors, strict=True)
    return [(key, one.span.start, one.span.end, blob_of(vector)) for one, vector in pairs]


def statement_values(key: int, new: NewArticle) -> list[tuple[Any, ...]]:
    """The statements of the article in row ``key``: article, body, vector."""
    pairs = zip(new.analysis.statements, new.statement_vectors, strict=True)
    return [(key, dumped(STATEMENT, one), blob_of(vector)) for one, vector in pairs]


def cast_values(key: int, new: NewArticle) -> list[tuple[Any, ...]]:
    """The cast of the article in row ``key``, a name once: article, name, body, statements."""
    said = Counter(statement.speaker for statement in new.analysis.statements)
    members: dict[str, CastMember] = {}
    for member in new.analysis.cast:
        members.setdefault(member.name, member)
    return [(key, name, dumped(CAST_MEMBER, member), said[name]) for name, member in members.items()]


def checksum_of(text: str) -> int:
    """CRC-32 of a text: quick enough to compare whenever a text is read, and it shows every flipped bit."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _details(article: Article) -> Details:
    return Details(article.boilerplate, article.origins, article.original, article.copies, article.pages)


def article_of(row: tuple[str, ...]) -> Article:
    """The article of a row of ``ARTICLE_COLUMNS``."""
    article_id, title, text, url, publisher, published, authors, language, licence, source, details = row
    told = DETAILS.validate_json(details)
    return Article(
        id=article_id,
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        published=_published(published),
        authors=tuple(json.loads(authors)),
        language=language,
        licence=LICENCE.validate_json(licence),
        source=source,
        boilerplate=told.boilerplate,
        origins=told.origins,
        original=told.original,
        copies=told.copies,
        pages=told.pages,
    )


class StoredSpans(Sequence[Span]):
    """Spans made when they are asked for: of an article's sentences a search looks at two or three."""

    __slots__ = ("_pairs",)

    def __init__(self, stored: str) -> None:
        self._pairs: list[tuple[int, int]] = json.loads(stored)

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, at: int) -> Span: ...
    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...
    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        if isinstance(at, slice):
            return [Span(*pair) for pair in self._pairs[at]]
        return Span(*self._pairs[at])


def day_of(published: str | None) -> date | None:
    """The day of a stored time of publication."""
    return date.fromisoformat(published[: len("2021-12-07")]) if published else None


def _published(stored: str | None) -> date | datetime | None:
    if not stored:
        return None
    return date.fromisoformat(stored) if len(stored) == len("2021-12-07") else datetime.fromisoformat(stored)


def dumped(adapter: TypeAdapter[Any], value: object) -> str:
    """A dataclass as JSON."""
    return adapter.dump_json(value).decode()


def blob_of(vector: Vectors) -> bytes:
    """Half precision: its rounding (1e-4) lies below that of the encoder's own run-times."""
    return vector.astype(np.float16).tobytes()
