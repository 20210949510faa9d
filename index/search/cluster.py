"""An index in PostgreSQL and Milvus."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TypeVar

from index.config import IndexSettings
from index.errors import StoreError
from index.models import Unit
from index.search.answering import Answering
from index.search.comparing import compare
from index.search.milvus.search import MilvusSearch
from index.search.milvus.server import MilvusServer
from index.search.milvus.writing import MilvusWriter, state_of
from index.search.searching import Searching
from index.storage.locks import writing
from index.storage.moving import Source, copy_rows
from index.storage.postgres.server import Server, Writer
from index.storage.postgres.store import PostgresStore
from index.storage.rows import Changes
from index.storage.tables import Tables
from index.storage.truth import Truth

Given = TypeVar("Given")


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
        return PostgresStore.create(self.settings.engine, self._held())

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

    def rebuild(self, truth: Truth) -> None:
        """Put everything into new collections, under a sequence that no reader has seen yet."""
        with truth.transaction():
            sequence = truth.renumber(truth.published + 1)
            MilvusWriter(self._milvus).build(truth, sequence, truth.encoder)
        self.clean(truth)

    def clean(self, truth: Truth) -> None:
        """Delete what only sequences before the preceding one show."""
        MilvusWriter(self._milvus).clean(truth)

    def damage(self, truth: Truth) -> list[str]:  # noqa: ARG002 - PostgreSQL checks its pages as it reads them
        """None that can be asked for."""
        return []

    def check(self, truth: Truth) -> None:
        """Compare the rows in Milvus with those in PostgreSQL."""
        compare(self.search(truth), truth, self._milvus.name)

    def repair(self, truth: Truth) -> None:  # noqa: ARG002 - it is open for reading
        """Put everything into new collections. Raises BusyError while a run goes on."""
        with self.writing():
            self.rebuild(self.create())

    def size(self, truth: Truth) -> int:
        """The bytes that the tables and their indexes take in PostgreSQL; Milvus does not tell its own."""
        return truth.size()

    def answering(self) -> tuple[Answering, ...]:
        """Both servers, each asked for its version on a connection that stands."""
        server = Server(self.settings.engine)
        with server.asked(), server.connect() as connection:
            postgres, seconds = _timed(lambda: connection.execute("SHOW server_version").fetchone())
        milvus = self._milvus
        version, took = _timed(lambda: milvus.ask(milvus.client.get_server_version))
        return (
            Answering(server.name, str(postgres[0]) if postgres else "", seconds),
            Answering(milvus.name, str(version), took),
        )

    def take_over(self, source: Source) -> int:
        """Put all rows of another truth in the place of this one's; gives the sequence that shows them."""
        store = PostgresStore.create(self.settings.engine, self._held())
        with store.transaction():
            free = store.published + 1
            copy_rows(source, store)
            sequence = store.renumber(free)
            MilvusWriter(self._milvus).build(store, sequence, store.encoder)
        self.clean(store)
        return sequence

    def _held(self) -> Writer:
        if self._writer is None:
            raise StoreError(f"{self.name}: is written without the writer's lock")
        return self._writer

    @cached_property
    def _milvus(self) -> MilvusServer:
        return MilvusServer(self.settings.engine)


def _timed(ask: Callable[[], Given]) -> tuple[Given, float]:
    started = time.perf_counter()
    answer = ask()
    return answer, time.perf_counter() - started
