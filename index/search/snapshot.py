"""What a reader sees: the store and its derived files at one published sequence, never changing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.config import IndexSettings
from index.errors import DamagedError
from index.keys import ARTICLE_KEY, article_key
from index.models import AttributedStatement, Heading, Speaker, Unit
from index.search.filters import Condition, Where
from index.search.found import Found, IndexedArticle, KnownMember, Placed
from index.search.hits import Hit
from index.search.homes import Home, home_of
from index.search.sound_articles import SoundArticles
from index.speakers.corrections import OVERRIDE
from index.speakers.decided import withdrawn
from index.storage.rows import StoredArticle
from index.storage.tables import Tables

_NOBODY = -2  # a number that no row has


class Snapshot:
    """One published sequence, opened for reading. Thread-safe.

    Raises NoIndexError if there is no index, StoreError if it cannot be reached.
    """

    def __init__(self, place: Path | IndexSettings | Home, store: Tables | None = None) -> None:
        """Open what is published in a folder, or where settings say that the index is kept."""
        self._home = home_of(place) if isinstance(place, Path | IndexSettings) else place
        self._store = store or self._home.open()
        self._search = self._home.search(self._store)
        self._articles = SoundArticles(self._store, self.sequence)

    @property
    def sequence(self) -> int:
        """The sequence number that this snapshot shows."""
        return self._search.sequence

    def renewed(self) -> "Snapshot":
        """The sequence that is published now. It reads through the same connections, so that none are left open."""
        return Snapshot(self._home, self._store)

    @property
    def outdated(self) -> bool:
        """Whether a later sequence has been published since."""
        return self.latest != self.sequence

    @property
    def overtaken(self) -> bool:
        """Whether rows that this sequence shows were found to be deleted by a later one."""
        return self._articles.overtaken

    @property
    def latest(self) -> int:
        """The sequence number that is published now, whatever this snapshot shows."""
        return self._store.published

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder that made the vectors."""
        return self._search.encoder

    @property
    def article_count(self) -> int:
        """How many articles there are."""
        return self._search.articles

    @property
    def recall(self) -> Mapping[str, float]:
        """Recall@10 of the vector search against an exact one, by unit, where it was measured."""
        return self._search.recall

    def count(self, unit: Unit) -> int:
        """How many statements or passages there are."""
        return self._search.count(unit)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody in the registry, whether or not they have a statement; who says most comes first."""
        return tuple(self._registry.values())

    def speaker(self, speaker_id: str) -> Speaker | None:
        """The speaker of an id, or None."""
        return self._registry.get(self._numbers.get(speaker_id, _NOBODY))

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers of the articles."""
        return tuple(self._search.publishers)

    def search_vectors(
        self, unit: Unit, vectors: npt.NDArray[np.float32], k: int, where: Where | None = None
    ) -> list[list[Hit]]:
        """For each of ``vectors`` (m, dimension) the ``k`` nearest by cosine, best first.

        A filter that matches nothing gives nothing.
        """
        return self._search.search_vectors(unit, vectors, k, self._condition(where))

    def search_words(self, unit: Unit, words: str, k: int, where: Where | None = None) -> list[Hit]:
        """The ``k`` best by BM25, best first; a filter that matches nothing gives nothing."""
        return self._search.search_words(unit, words, k, self._condition(where))

    def search_phrase(self, unit: Unit, words: str, k: int, where: Where | None = None) -> list[Hit]:
        """Up to ``k`` that have the stems of all ``words`` side by side."""
        return self._search.search_phrase(unit, words, k, self._condition(where))

    def cosines(self, unit: Unit, keys: Sequence[int], vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Cosines of the rows of ``keys`` with ``vectors`` (m, dimension): shape (len(keys), m)."""
        return self._search.cosines(unit, keys, vectors)

    def article_cosines(
        self, unit: Unit, keys: Sequence[int], vectors: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """For each key the best cosine that any passage of its article has with each of ``vectors``."""
        articles, place = np.unique(self._search.articles_of(unit, keys), return_inverse=True)
        return self._search.best_cosines(articles, vectors)[place]

    def beside(self, keys: Sequence[int], reach: int) -> dict[int, list[int]]:
        """For each key that is there, the statements of its article around it, it included: ``reach`` to each side."""
        return self._search.beside(keys, reach)

    @property
    def last_day(self) -> date | None:
        """The day of the newest article, if any is dated."""
        latest = self._search.last_day
        return date.fromordinal(latest) if latest else None

    def rarity(self, stem: str) -> float:
        """How rare a stem is among the passages: 0 where all have it, 1 where none has (a scaled idf)."""
        count = max(1, self.count(Unit.PASSAGE))
        frequency = self._search.frequency(stem)
        return float(np.log((count + 1) / (frequency + 1)) / np.log(count + 1))

    def keys(self, unit: Unit, where: Where) -> list[int]:
        """The keys of all that passes a filter, in the order in which they were stored."""
        return self._search.keys(unit, self._condition(where))

    def placed(self, unit: Unit, where: Where) -> list[Placed]:
        """All that passes a filter with its day and publisher, in the order in which they were stored."""
        names = {number: name for name, number in self._search.publishers.items()}
        columns = self._search.placed(unit, self._condition(where))
        return [
            Placed(key, date.fromordinal(day) if day else None, names.get(publisher))
            for key, day, publisher in columns.T.tolist()
        ]

    def statements_after(self, row: int) -> list[int]:
        """The keys of the statements that were stored after that of key ``row``, in the order of storing."""
        return self._search.keys(Unit.STATEMENT, Condition(), after=row)

    def read(self, unit: Unit, keys: Sequence[int]) -> dict[int, Found]:
        """Statements or passages by key, with their articles. A key that is gone or damaged is left out."""
        found = {}
        said_by = self._search.speakers_of(unit, keys)
        rows = self._store.units(unit, keys)
        if len(rows) < len(set(keys)):
            gone = sorted(set(keys) - {row.key for row in rows})
            self._articles.note_missing(set(self._search.articles_of(unit, gone).tolist()))
        for row in rows:
            if unit is Unit.STATEMENT and row.key in self._withdrawn:
                continue
            place = self._articles.get(row.article)
            if place is not None:
                speaker = self._registry.get(said_by.get(row.key, -1))
                found[row.key] = Found(row.unit, place.article, place.sentences, speaker)
        return found

    def damaged_among(self, unit: Unit, keys: Sequence[int]) -> int:
        """How many articles of these keys are not what was stored, so that ``read`` left them out."""
        damaged = self._articles.damaged
        return len(damaged.intersection(self._search.articles_of(unit, keys))) if damaged else 0

    def article(self, article_id: str) -> IndexedArticle | None:
        """An article with all that was read out of it, or None if there is none of this id.

        Raises DamagedError if it is not what was stored.
        """
        stored = self._store.article(article_id, self.sequence)
        if stored and not stored.sound:
            raise DamagedError(
                f"{article_id}: its text is not what was stored, so it is not shown; "
                "`onrecord check` has the next run read it again"
            )
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
        """All articles that are what was stored, in the order in which they were stored."""
        return (self._resolved(stored) for stored in self._store.articles(self.sequence) if stored.sound)

    def _resolved(self, stored: StoredArticle) -> IndexedArticle:
        said_by = self._search.speakers_of(Unit.STATEMENT, [one.key or 0 for one in stored.statements])
        statements = (
            AttributedStatement(one, self._registry.get(said_by.get(one.key or 0, -1)))
            for one in stored.statements
            if one.key not in self._withdrawn
        )
        cast = (KnownMember(one, self._registry.get(stored.speakers.get(one.name, -1))) for one in stored.cast)
        return IndexedArticle(stored.article, stored.sentences, stored.passages, tuple(statements), tuple(cast))

    @cached_property
    def _withdrawn(self) -> frozenset[int]:
        """The statements that are none, as admins said."""
        return withdrawn(self._store, self.sequence, [OVERRIDE.validate_json(one) for one in self._store.overrides()])

    @cached_property
    def _registry(self) -> Mapping[int, Speaker]:
        """The speakers by number, who says most first."""
        known = sorted(self._store.speakers(self.sequence), key=lambda one: (-one.speaker.statements, one.speaker.id))
        return {one.number: one.speaker for one in known}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {speaker.id: number for number, speaker in self._registry.items()}

    def _condition(self, where: Where | None) -> Condition:
        """A filter in the numbers of the store; names that there are not have numbers that nobody has."""
        if where is None:
            return Condition()
        speakers, publisher = where.speakers, where.publisher
        return Condition(
            None if speakers is None else tuple(self._numbers.get(one, _NOBODY) for one in speakers),
            None if publisher is None else self._search.publishers.get(publisher, _NOBODY),
            where.first,
            where.last,
        )
