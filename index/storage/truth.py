"""The truth of an index, whatever database keeps it: what readers, runs and the search ask of it.

Two databases do: SQLite in a file, and PostgreSQL. Both are ``index.storage.tables`` over a connection of their own;
working out who is one speaker (``index.speakers``) asks those tables for more than stands here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.arrays import Halves
from index.models import Heading, Unit
from index.storage.registry_rows import KnownSpeaker
from index.storage.rows import ArticleRow, Changes, Known, NewArticle, StoredArticle, UnitRow
from index.storage.session import Session


class Truth(Protocol):
    """Rows that carry the sequences that show them. Reading is thread-safe; one process at a time writes.

    A row that a reader of sequence ``at`` sees was added by it or before, and not removed by it or before. Every
    method raises StoreError where the database does not answer.
    """

    name: str

    @property
    def published(self) -> int:
        """The sequence number that readers see; 0 before the first run has published."""

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder that made the published vectors; empty before there are any."""

    # read by id, and by the rows that a search found

    def article(self, article_id: str, at: int) -> StoredArticle | None:
        """The article that a reader of sequence ``at`` sees under this id."""

    def articles(self, at: int) -> Iterator[StoredArticle]:
        """All articles that a reader of sequence ``at`` sees, in the order in which they were stored."""

    def article_by_key(self, key: int) -> ArticleRow:
        """One article and its sentences. Raises KeyError if it is gone, DamagedError if it is illegible."""

    def stored(self, key: int) -> StoredArticle:
        """One article with all that was read out of it, by its row. Raises KeyError, DamagedError."""

    def units(self, unit: Unit, keys: Sequence[int]) -> list[UnitRow]:
        """Statements or passages by their rows, in the order of ``keys``; those gone or illegible are left out."""

    def headings(self, at: int) -> Iterator[Heading]:
        """All articles that a reader of sequence ``at`` sees without their texts, in the order of storing."""

    def speakers(self, at: int) -> list[KnownSpeaker]:
        """The registry that a reader of sequence ``at`` sees."""

    def overrides(self) -> list[str]:
        """What admins decided, as JSON, in order."""

    # what a search is derived from

    def article_keys(self, at: int) -> list[int]:
        """The rows of all articles that a reader of sequence ``at`` sees, in the order in which they were stored."""

    def unit_keys(self, unit: Unit, at: int) -> list[int]:
        """The keys of all passages or statements that a reader of sequence ``at`` sees, in their order."""

    def unit_counts(self, unit: Unit, articles: Iterable[int]) -> dict[int, int]:
        """How many passages or statements each of ``articles`` has; those without any are left out."""

    def columns(self, unit: Unit, articles: Sequence[int]) -> npt.NDArray[np.int64]:
        """What a search filters by: keys, articles, speakers, publishers, days; shape (5, n)."""

    def vectors(self, unit: Unit, keys: Sequence[int]) -> Halves:
        """The vectors of passages or statements, in the order of their keys: shape (n, dimension)."""

    def dimension(self, unit: Unit) -> int:
        """That of the vectors; 0 where there are none."""

    def publishers(self, at: int) -> dict[str, int]:
        """The numbers of the publishers of all articles that a reader of sequence ``at`` sees, in their order."""

    def article_count(self, at: int) -> int:
        """How many articles a reader of sequence ``at`` sees."""

    def last_day(self, at: int) -> int:
        """The ordinal of the newest day among the articles of sequence ``at``; 0 if none is dated."""

    def noted(self, *names: str) -> dict[str, str]:
        """What is noted of the index under these names, all as of one moment; what is not noted is left out."""

    # written by a run

    def note(self, name: str, value: str) -> None:
        """Within a transaction: note something of the index."""

    def transaction(self) -> AbstractContextManager[Session]:
        """One transaction, rolled back if the block raises."""

    def known(self) -> dict[str, Known]:
        """The articles that stand after the last batch, published or not, by id."""

    def add(self, batch: Sequence[NewArticle], pipeline: str) -> None:
        """Store a batch, all of it or nothing; a standing article of the same id is marked as removed."""

    def remove(self, keys: Iterable[int]) -> None:
        """Mark articles as removed, all of them or none."""

    def move(self, sources: Mapping[int, str]) -> None:
        """Note where unchanged articles are read from now, by row."""

    def read_again(self, keys: Iterable[int]) -> None:
        """Have the next run read these articles again from where they came."""

    def unpublished(self) -> bool:
        """Whether batches were committed that no reader sees yet, as after a run that was killed."""

    def changes(self, at: int) -> Changes:
        """What sequence ``at`` adds to the preceding one and removes from it; what came and went is left out."""

    def publish(self, encoder: str) -> int:
        """Within a transaction: move the sequence."""

    def renumber(self, sequence: int) -> int:
        """Move the published state to a later number than any seen; gives that number."""

    def purge(self) -> None:
        """Delete the rows that the published sequence does not show any more."""

    def add_override(self, body: str) -> None:
        """Keep an admin's decision."""

    def size(self) -> int:
        """The bytes that it takes."""

    def close(self) -> None:
        """Close the connections."""
