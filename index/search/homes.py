"""Where an index is kept: which truth and which search its settings name, behind one door.

What reads and writes an index goes through here and does not know which engines it has.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from index.config import IndexSettings
from index.errors import StoreError
from index.models import Unit
from index.search.answering import Answering
from index.search.folder import Folder
from index.search.searching import Searching
from index.storage.moving import Source
from index.storage.rows import Changes
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

    def rebuild(self, truth: Truth) -> None:
        """Make the search of the published state anew, from nothing but the truth; within ``writing``."""

    def clean(self, truth: Truth) -> None:
        """Give up what only readers of sequences before the one preceding the published would miss."""

    def damage(self, truth: Truth) -> list[str]:
        """What the database finds wrong with itself, where it can be asked."""

    def check(self, truth: Truth) -> None:
        """Raise StoreError unless the search is whole and holds the rows of the truth."""

    def repair(self, truth: Truth) -> None:
        """Make the search anew where ``check`` found it wrong."""

    def size(self, truth: Truth) -> int:
        """The bytes that the index takes."""

    def answering(self) -> tuple[Answering, ...]:
        """The servers, each asked for its version. Raises StoreError if one does not answer."""

    def take_over(self, source: Source) -> int:
        """Put all rows of another truth in the place of this one's, under a sequence that no reader has seen.

        Within ``writing``. Readers see the former state until all is there. Gives the sequence.
        """


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
