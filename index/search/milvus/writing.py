"""Bringing Milvus to the next sequence: what it adds is put, what it removes is marked, and nobody sees half of it.

A row that a sequence adds shows from that sequence on; one that it removes shows until then, and is deleted when no
reader can want it. All of this may be done twice. What a run that was killed left, is undone by the next.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from index.models import Unit
from index.search.milvus.collection import STANDING, STORED, collection_of, create, rows_of
from index.search.milvus.search import State
from index.search.milvus.server import MilvusServer
from index.storage.rows import Changes
from index.storage.truth import Truth

Item = TypeVar("Item")
_NOTE = "milvus"  # under which the truth notes the collections, so that both change in one transaction
_ROWS_AT_ONCE = 250
_ARTICLES_AT_ONCE = 16
_FLUSHED = 5_000  # rows after which the server is told to write its segments down


def state_of(truth: Truth) -> State:
    """What the truth says now of the sequence that is published."""
    noted = truth.noted("published", "encoder", _NOTE)
    generation, _ = _generation(noted.get(_NOTE, ""))
    sequence = int(noted["published"])
    return State(
        sequence,
        generation,
        noted["encoder"],
        truth.article_count(sequence),
        truth.publishers(sequence),
        truth.last_day(sequence),
    )


class MilvusWriter:
    """Puts and deletes, for the one process that may write."""

    def __init__(self, server: MilvusServer) -> None:
        self._server = server

    def advance(self, truth: Truth, sequence: int, encoder: str, changes: Mapping[Unit, Changes]) -> None:
        """Put what a sequence adds and mark what it removes; within the transaction that publishes it."""
        generation, made_by = _generation(truth.noted(_NOTE).get(_NOTE, ""))
        names = {unit: collection_of(self._server, unit, generation) for unit in Unit}
        if made_by != encoder or not set(names.values()) <= set(self._server.collections()):
            self.build(truth, sequence, encoder)
            return
        publishers = truth.publishers(sequence)
        self._server.load(*names.values())
        for unit, name in names.items():
            self._undo(name, sequence)
            self._remove(name, changes[unit].removed, sequence)
            self._put(name, rows_of(truth, unit, changes[unit].added, sequence, publishers))

    def build(self, truth: Truth, sequence: int, encoder: str) -> None:
        """Put all that a reader of a sequence sees into new collections; within the transaction that publishes it."""
        dimension = max(truth.dimension(unit) for unit in Unit)
        if not dimension:
            truth.note(_NOTE, "")
            return
        publishers, articles = truth.publishers(sequence), truth.article_keys(sequence)
        for unit in Unit:
            name = collection_of(self._server, unit, sequence)
            create(self._server, name, dimension)
            self._put(name, rows_of(truth, unit, articles, sequence, publishers))
            self._server.write(self._server.client.flush, name)
        truth.note(_NOTE, f"{sequence} {encoder}")

    def clean(self, truth: Truth) -> None:
        """Delete what no reader can want: what only earlier sequences show, and collections that others replaced."""
        sequence, generation = truth.published, _generation(truth.noted(_NOTE).get(_NOTE, ""))[0]
        kept = {collection_of(self._server, unit, generation) for unit in Unit}
        for name in self._server.collections():
            if name in kept:
                self._server.write(self._server.client.delete, name, filter=f"removed < {sequence}")
            elif generation < sequence and _is_earlier(name, generation):
                self._server.write(self._server.client.drop_collection, name)

    def _undo(self, name: str, sequence: int) -> None:
        """Take back what a run that was killed did for a sequence that was never published."""
        self._server.write(self._server.client.delete, name, filter=f"added >= {sequence}")
        self._rewrite(name, f"removed >= {sequence} and removed < {STANDING}", STANDING)

    def _remove(self, name: str, articles: Iterable[int], sequence: int) -> None:
        for part in _parts(articles, _ARTICLES_AT_ONCE):
            self._rewrite(name, f"article in {part} and removed == {STANDING}", sequence)

    def _rewrite(self, name: str, passing: str, removed: int) -> None:
        rows = list(self._server.all_rows(name, passing, list(STORED)))
        self._put(name, ({**row, "removed": removed} for row in rows))

    def _put(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        put = 0
        for part in _parts(rows, _ROWS_AT_ONCE):
            self._server.write(self._server.client.upsert, name, part)
            put += len(part)
        if put >= _FLUSHED:
            self._server.write(self._server.client.flush, name)


def _parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    left = iter(items)
    while part := list(islice(left, size)):
        yield part


def _generation(noted: str) -> tuple[int, str]:
    """The collections that are noted, and the encoder that made their vectors; 0: none are."""
    generation, _, encoder = noted.partition(" ")
    return int(generation or 0), encoder


def _is_earlier(name: str, generation: int) -> bool:
    number = name.rpartition("_")[2]
    return number.isdecimal() and int(number) < generation
