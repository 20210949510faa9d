"""What a reader sees: the store and its derived files at one published sequence, never changing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.arrays import Mask
from index.errors import StoreError
from index.keys import ARTICLE_KEY, article_key, statement_key
from index.models import Article, AttributedStatement, CastMember, Heading, Passage, Span, Speaker, Statement, Unit
from index.search import published
from index.search.facets import Facets
from index.search.filters import Where
from index.search.passages import context_of
from index.search.published import Catalogue, Derived
from index.search.vectors import RowHit, inner_products
from index.search.words import BOOSTS
from index.storage.locks import deriving
from index.storage.rows import StoredArticle
from index.storage.store import Store

_ARTICLE_CACHE = 2_000
_MASKS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement's or passage's key and its score (a cosine, or BM25)."""

    key: int
    score: float


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


class Snapshot:
    """One published sequence, opened for reading. Thread-safe.

    Raises NoIndexError if the folder holds no index.
    """

    def __init__(self, folder: Path) -> None:
        self._store = Store.open(folder)
        self._derived = _load_or_rebuild(folder / "derived", self._store)
        # an article's row never changes, so what is read once can be kept
        self._mask = lru_cache(maxsize=_MASKS)(self._mask_of)  # a question searches by one filter several times
        self._article = lru_cache(maxsize=_ARTICLE_CACHE)(self._store.article_by_key)
        self._position = {speaker.id: i for i, speaker in enumerate(self.speakers)}

    @property
    def _catalogue(self) -> Catalogue:
        return self._derived.catalogue

    @property
    def sequence(self) -> int:
        """The sequence number that this snapshot shows."""
        return self._catalogue.sequence

    @property
    def outdated(self) -> bool:
        """Whether a later sequence has been published since."""
        return self._store.published != self.sequence

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder that made the vectors."""
        return self._catalogue.encoder

    @property
    def article_count(self) -> int:
        """How many articles there are."""
        return self._catalogue.articles

    @property
    def recall(self) -> Mapping[str, float]:
        """Recall@10 of the vector search against an exact one, by unit, measured when it was built."""
        return {unit.value: share for unit, share in self._catalogue.recall.items()}

    def count(self, unit: Unit) -> int:
        """How many statements or passages there are."""
        return len(self._derived.units[unit].facets.keys)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody in the registry, whether or not they have a statement."""
        return self._catalogue.speakers

    def speaker(self, speaker_id: str) -> Speaker | None:
        """The speaker of an id, or None."""
        return self._speaker_of_id(speaker_id)

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers of the articles."""
        return self._catalogue.publishers

    def search_vectors(
        self, unit: Unit, vectors: npt.NDArray[np.float32], k: int, where: Where | None = None
    ) -> list[list[Hit]]:
        """For each of ``vectors`` (m, dimension) the ``k`` nearest by cosine, best first.

        A filter that matches nothing gives nothing.
        """
        files = self._derived.units[unit]
        return [_keyed(files.facets, hits) for hits in files.vectors.search(vectors, k, self._mask(unit, where))]

    def search_words(
        self, unit: Unit, words: str, k: int, where: Where | None = None, boosts: Mapping[str, float] = BOOSTS
    ) -> list[Hit]:
        """The ``k`` best by BM25, best first; a filter that matches nothing gives nothing."""
        files = self._derived.units[unit]
        return _keyed(files.facets, files.words.search(words, k, where, boosts))

    def search_phrase(self, unit: Unit, words: str, k: int, where: Where | None = None) -> list[Hit]:
        """Up to ``k`` that have the stems of all ``words`` side by side."""
        files = self._derived.units[unit]
        return _keyed(files.facets, files.words.search_phrase(words, k, where))

    def cosines(self, unit: Unit, keys: Sequence[int], vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Cosines of the rows of ``keys`` with ``vectors`` (m, dimension): shape (len(keys), m)."""
        files = self._derived.units[unit]
        if not keys:
            return np.empty((0, len(vectors)), dtype=np.float32)
        rows = np.searchsorted(files.facets.keys, np.asarray(keys, dtype=np.int64))
        return inner_products(files.vectors.rows(rows), vectors)

    def article_cosines(
        self, unit: Unit, keys: Sequence[int], vectors: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """For each key the best cosine that any passage of its article has with each of ``vectors``."""
        facets, passages = self._derived.units[unit].facets, self._derived.units[Unit.PASSAGE]
        best = np.zeros((len(keys), len(vectors)), dtype=np.float32)
        if not keys:
            return best
        articles = facets.articles[np.searchsorted(facets.keys, np.asarray(keys, dtype=np.int64))]
        # an article's passages are stored together, in the order of the articles
        wanted, place = np.unique(articles, return_inverse=True)
        starts = np.searchsorted(passages.facets.articles, wanted, side="left")
        ends = np.searchsorted(passages.facets.articles, wanted, side="right")
        rows = np.concatenate([np.arange(s, e) for s, e in zip(starts, ends, strict=True)])
        cosines = inner_products(passages.vectors.rows(rows.astype(np.int64)), vectors)
        at = 0
        for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if end > start:
                best[place == i] = cosines[at : at + end - start].max(axis=0)
            at += end - start
        return best

    def beside(self, key: int, reach: int) -> list[int]:
        """The statements of one article around that of ``key``, it included: as many as ``reach`` to each side."""
        facets = self._derived.units[Unit.STATEMENT].facets
        at = int(np.searchsorted(facets.keys, key))
        rows = np.arange(max(0, at - reach), min(len(facets.keys), at + reach + 1))
        found: list[int] = facets.keys[rows[facets.articles[rows] == facets.articles[at]]].tolist()
        return found

    @property
    def last_day(self) -> date | None:
        """The day of the newest article, if any is dated."""
        latest = int(self._derived.units[Unit.PASSAGE].facets.days.max(initial=0))
        return date.fromordinal(latest) if latest else None

    def rarity(self, stem: str) -> float:
        """How rare a stem is among the passages: 0 where all have it, 1 where none has (a scaled idf)."""
        count = max(1, self.count(Unit.PASSAGE))
        frequency = self._derived.units[Unit.PASSAGE].words.frequency(stem)
        return float(np.log((count + 1) / (frequency + 1)) / np.log(count + 1))

    def keys(self, unit: Unit, where: Where) -> list[int]:
        """The keys of all that passes a filter, in the order in which they were stored."""
        keys, mask = self._derived.units[unit].facets.keys, self._mask(unit, where)
        found: list[int] = (keys if mask is None else keys[mask]).tolist()
        return found

    def placed(self, unit: Unit, where: Where) -> list[Placed]:
        """All that passes a filter with its day and publisher, in the order in which they were stored."""
        facets, mask = self._derived.units[unit].facets, self._mask(unit, where)
        rows = np.arange(len(facets.keys)) if mask is None else np.flatnonzero(mask)
        columns = (facets.keys[rows].tolist(), facets.days[rows].tolist(), facets.publishers[rows].tolist())
        return [
            Placed(key, date.fromordinal(day) if day else None, self.publishers[at] if at >= 0 else None)
            for key, day, at in zip(*columns, strict=True)
        ]

    def read(self, unit: Unit, keys: Sequence[int]) -> dict[int, Found]:
        """Statements or passages by key, with their articles. A key that is gone is left out."""
        found = {}
        for row in self._store.units(unit, keys):
            place = self._article(row.article)
            found[row.key] = Found(row.unit, place.article, place.sentences, self._speaker_at(unit, row.key))
        return found

    def article(self, article_id: str) -> IndexedArticle | None:
        """An article with all that was read out of it, or None if there is none of this id."""
        stored = self._store.article(article_id, self.sequence)
        return self._resolved(stored) if stored else None

    def article_of_key(self, key: str) -> IndexedArticle | None:
        """The article of a permanent key, or of a statement's, or None (see ``index.keys``)."""
        article_id = self._ids.get(key[:ARTICLE_KEY])
        return self.article(article_id) if article_id is not None else None

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All articles without their texts, in the order in which they were stored."""
        return tuple(self._store.headings(self.sequence))

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {article_key(heading.id): heading.id for heading in self.headings}

    def articles(self) -> Iterator[IndexedArticle]:
        """All articles, in the order in which they were stored."""
        return map(self._resolved, self._store.articles(self.sequence))

    def _resolved(self, stored: StoredArticle) -> IndexedArticle:
        statements = (
            AttributedStatement(one, self._speaker_at(Unit.STATEMENT, one.key) if one.key else None)
            for one in stored.statements
        )
        cast = (KnownMember(one, self._speaker_of_id(stored.speakers.get(one.name))) for one in stored.cast)
        return IndexedArticle(stored.article, stored.sentences, stored.passages, tuple(statements), tuple(cast))

    def _speaker_at(self, unit: Unit, key: int) -> Speaker | None:
        facets = self._derived.units[unit].facets
        at = int(facets.speakers[np.searchsorted(facets.keys, key)])
        return self.speakers[at] if at >= 0 else None

    def _speaker_of_id(self, ident: str | None) -> Speaker | None:
        at = self._position.get(ident) if ident else None
        return None if at is None else self.speakers[at]

    def _mask_of(self, unit: Unit, where: Where | None) -> Mask | None:
        """The rows that pass a filter; None where it asks for nothing."""
        if where is None or where == Where():
            return None
        named = [self._position[one] for one in where.speakers or () if one in self._position]
        return self._derived.units[unit].facets.passing(where, named, self.publishers)


def _keyed(facets: Facets, hits: list[RowHit]) -> list[Hit]:
    return [Hit(int(facets.keys[hit.row]), hit.score) for hit in hits]


def _load_or_rebuild(folder: Path, store: Store) -> Derived:
    sequence = store.published
    try:
        return published.load(folder, sequence)
    except StoreError:
        with deriving(folder):
            try:  # another process may have been first
                return published.load(folder, sequence)
            except StoreError:
                published.build(folder, store, sequence, tuple(store.speakers().values()), store.encoder)
        return published.load(folder, sequence)
