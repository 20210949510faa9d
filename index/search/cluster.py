"""An index in PostgreSQL and Milvus."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

from index.config import IndexSettings
from index.errors import StoreError
from index.models import Unit
from index.search.milvus.search import MilvusSearch
from index.search.milvus.server import MilvusServer
from index.search.milvus.writing import MilvusWriter, state_of
from index.search.searching import Searching
from index.storage.locks import writing
from index.storage.postgres.server import Server, Writer
from index.storage.postgres.store import PostgresStore
from index.storage.rows import Changes
from index.storage.tables import Tables
from index.storage.truth import Truth


class Cluster:
    """PostgreSQL and Milvus. The folder holds what a machine keeps for itself: the encoder, what was read of files."""

    def __init__(self, settings: IndexSettings) -> None:
        self.settings = settings
        self._writer: Writer | None = None

    @property
    def name(self) -> str:
        """The two servers."""
        return f"{Server(self.settings.engine).name}, Milvus at {str(self.settings.engine.milvus).rstrip('/')}"

    def open(self) -> Tables:
        """The truth, for reading. Raises NoIndexError if there is none, StoreError if it cannot be reached."""
        return PostgresStore.open(self.settings.engine)

    def create(self) -> Tables:
        """The truth, for writing, made new if there is none; within ``writing``."""
        if self._writer is None:
            raise StoreError(f"{self.name}: is written without the writer's lock")
        return PostgresStore.create(self.settings.engine, self._writer)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock, which the server keeps as long as the connection lasts."""
        with writing(self.settings.data):
            self._milvus  # noqa: B018 - a server that is not there is told before hours of reading
            self._writer = Writer(Server(self.settings.engine))
            try:
                yield
            finally:
                self._writer.close()
                self._writer = None

    def search(self, truth: Truth) -> Searching:
        """The search at the sequence that is published."""
        return MilvusSearch(self._milvus, state_of(truth))

    def advance(self, truth: Truth, sequence: int, encoder: str, changes: Mapping[Unit, Changes]) -> None:
        """Put and mark in Milvus what the next sequence changes."""
        MilvusWriter(self._milvus).advance(truth, sequence, encoder, changes)

    def build(self, truth: Truth, sequence: int, encoder: str) -> None:
        """Put everything into new collections."""
        MilvusWriter(self._milvus).build(truth, sequence, encoder)

    def clean(self, truth: Truth) -> None:
        """Delete what only sequences before the preceding one show."""
        MilvusWriter(self._milvus).clean(truth)

    @cached_property
    def _milvus(self) -> MilvusServer:
        return MilvusServer(self.settings.engine)
