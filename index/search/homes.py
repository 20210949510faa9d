"""Where an index is kept: which truth and which search its settings name, behind one door.

What reads and writes an index goes through here and does not know which engines it has.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from index.config import IndexSettings
from index.errors import StoreError
from index.models import Unit
from index.search import published, publishing
from index.search.searching import Searching
from index.storage.locks import deriving, writing
from index.storage.rows import Changes
from index.storage.store import Store
from index.storage.tables import Tables
from index.storage.truth import Truth


class Home(Protocol):
    """The engines of one index."""

    settings: IndexSettings

    @property
    def name(self) -> str:
        """Where the index is, as messages give it: no secret is in it."""

    def open(self) -> Tables:
        """The truth, for reading. Raises NoIndexError if there is none, StoreError if it cannot be read."""

    def create(self) -> Tables:
        """The truth, for writing, made new if there is none; within ``writing``."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writer's lock. Raises BusyError at once if another process holds it."""

    def search(self, truth: Truth) -> Searching:
        """The search at the sequence that is published."""

    def advance(self, truth: Truth, sequence: int, encoder: str, changes: Mapping[Unit, Changes]) -> None:
        """Bring the search to the sequence that is about to be published; within the truth's transaction."""

    def build(self, truth: Truth, sequence: int, encoder: str) -> None:
        """Make the search of a sequence from nothing but the truth."""

    def clean(self, truth: Truth) -> None:
        """Give up what only readers of sequences before the one preceding the published would miss."""


class Folder:
    """SQLite, FAISS and tantivy in one folder."""

    def __init__(self, settings: IndexSettings) -> None:
        self.settings = settings
        self._derived = settings.data / "derived"

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.settings.data)

    def open(self) -> Store:
        """The store, for reading. Raises NoIndexError if there is none, StoreError if it cannot be read."""
        return Store.open(self.settings.data)

    def create(self) -> Store:
        """The store, for writing, made new if there is none."""
        return Store.create(self.settings.data)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock of the folder."""
        with writing(self.settings.data):
            yield

    def search(self, truth: Truth) -> Searching:
        """The derived files of the published sequence, built where they are missing or damaged."""
        return publishing.load_or_build(self._derived, truth)

    def advance(self, truth: Truth, sequence: int, encoder: str, changes: Mapping[Unit, Changes]) -> None:
        """Write the derived files of the next sequence from those of the present one."""
        with deriving(self._derived):
            publishing.advance(self._derived, truth, sequence, encoder, changes)

    def build(self, truth: Truth, sequence: int, encoder: str) -> None:
        """Write the derived files of a sequence whole."""
        with deriving(self._derived):
            publishing.build(self._derived, truth, sequence, encoder)

    def clean(self, truth: Truth) -> None:
        """Remove the files of all sequences but the published one and the one before."""
        sequence = truth.published
        published.clean(self._derived, keep=(sequence - 1, sequence))


def home_of(place: Path | IndexSettings) -> Home:
    """Where the index of these settings, or in this folder, is kept. Raises StoreError if packages are missing."""
    settings = IndexSettings(data=place) if isinstance(place, Path) else place
    if settings.engine.kind == "embedded":
        return Folder(settings)
    try:
        from index.search.cluster import Cluster  # noqa: PLC0415 - its packages are an extra
    except ImportError as error:
        raise StoreError(
            f"[engine] kind = cluster needs packages that are not installed ({error.name}); "
            "run: pip install 'onrecord[cluster]'"
        ) from error
    return Cluster(settings)
