"""An index in one folder: SQLite, FAISS and tantivy."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from index.config import IndexSettings
from index.errors import StoreError
from index.models import Unit
from index.search import published, publishing
from index.search.answering import Answering
from index.search.comparing import compare
from index.search.searching import Searching
from index.storage.copies import copy_store, damage_in, remove_store
from index.storage.database import FILE
from index.storage.locks import deriving, writing
from index.storage.moving import Source, copy_rows
from index.storage.rows import Changes
from index.storage.store import Store
from index.storage.truth import Truth


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

    def rebuild(self, truth: Truth) -> None:
        """Write the derived files of the published sequence whole."""
        with deriving(self._derived):
            publishing.build(self._derived, truth, truth.published, truth.encoder)
            self._clean(truth, 0)

    def clean(self, truth: Truth) -> None:
        """Remove the files of all sequences but the published one and the one before."""
        with deriving(self._derived):
            self._clean(truth, 1)

    def _clean(self, truth: Truth, before: int) -> None:
        """Remove what no reader opens any more; the next sequence may be written already, and be published in a moment.

        Hold the lock of whoever derives: a folder that is being built is removed, too.
        """
        sequence = truth.published
        published.clean(self._derived, keep=range(sequence - before, sequence + 2))

    def damage(self, truth: Truth) -> list[str]:
        """Damaged pages of the store's file, and rows that belong to none."""
        return damage_in(Path(truth.name))

    def check(self, truth: Truth) -> None:
        """Read the derived files whole and compare their rows with those of the store."""
        sequence = truth.published
        published.check(self._derived, sequence)
        compare(published.load(self._derived, sequence), truth, str(self._derived / str(sequence)))

    def repair(self, truth: Truth) -> None:
        """Write the derived files whole; a run may go on meanwhile."""
        self.rebuild(truth)

    def size(self, truth: Truth) -> int:  # noqa: ARG002 - the folder holds more than the store
        """The bytes of all files, one that has several links counted once."""
        found = (path.stat() for path in self.settings.data.rglob("*") if path.is_file())
        return sum({(one.st_dev, one.st_ino): one.st_size for one in found}.values())

    def answering(self) -> tuple[Answering, ...]:
        """None: libraries read the files."""
        return ()

    def take_over(self, source: Source) -> int:
        """Put all rows of another truth in the place of the store's; gives the sequence that shows them."""
        with self._aside() as aside:
            store = Store.create(aside)
            copy_rows(source, store)
            return self._put_in_place(store)

    def restore(self, copy: Path) -> int:
        """Put a copy of a store in the place of the store; gives the sequence that shows it.

        Raises StoreError if the copy is damaged.
        """
        with self._aside() as aside:
            copy_store(copy, aside / FILE)
            if damage := damage_in(aside / FILE):
                raise StoreError(f"{copy}: damaged ({damage[0]}); take another backup")
            return self._put_in_place(Store.create(aside))

    @contextmanager
    def _aside(self) -> Iterator[Path]:
        aside = self.settings.data / ".restoring"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _put_in_place(self, restored: Store) -> int:
        """Publish what was restored under a number that no reader has seen, derived files first."""
        path = self.settings.data / FILE
        try:
            sequence = Store.open(self.settings.data).published + 1
        except StoreError:  # none, or one that is damaged
            sequence = 1
        sequence = restored.renumber(sequence)
        with deriving(self._derived):
            publishing.build(self._derived, restored, sequence, restored.encoder)
        restored.close()
        try:
            copy_store(restored.path, path)
        except StoreError:
            remove_store(path)
            restored.path.replace(path)
        published.clean(self._derived, keep=(sequence,))
        return sequence
