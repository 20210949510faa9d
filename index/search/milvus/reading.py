"""The collections of one published sequence in Milvus, read: what the searches are made of."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from cachetools import LRUCache

from index.errors import StoreError
from index.models import Unit
from index.search.milvus.collection import COLUMNS, DENSE, collection_of
from index.search.milvus.server import MilvusServer

MOST = 16_384  # rows of one answer, as the server allows
_LEAST_EFFORT, _MOST_EFFORT = 64, 32_768  # the most that a server takes
_FEW = 1_000  # rows that pass a filter and are compared one by one
_KEPT = 4_096  # rows that a question may ask for again
_ARTICLES_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of a statement or passage: its article, its speaker (-1: none), its vector."""

    article: int
    speaker: int
    vector: npt.NDArray[np.float32]


class Collections:
    """What a reader of one sequence sees of the collections of one generation; 0: there are none. Thread-safe."""

    def __init__(self, server: MilvusServer, sequence: int, generation: int) -> None:
        self._server = server
        self._generation = generation
        self.shown = f"added <= {sequence} and removed > {sequence}"
        self._rows: LRUCache[tuple[Unit, int], Row] = LRUCache(_KEPT)
        self._lock = threading.Lock()
        self._load()

    def counted(self, unit: Unit, passing: str) -> int:
        """How many rows pass a filter."""
        if not self._generation:
            return 0
        found = self._server.ask(
            self._server.client.query,
            self._collection(unit),
            filter=passing,
            output_fields=["count(*)"],
        )
        return int(found[0]["count(*)"])

    def few(self, unit: Unit, passing: str) -> list[int] | None:
        """The keys of the rows that pass a filter, where these are few; else None."""
        if not self._generation:
            return []
        query = self._server.client.query
        found = self._server.ask(query, self._collection(unit), filter=passing, output_fields=["key"], limit=_FEW + 1)
        return sorted(row["key"] for row in found) if len(found) <= _FEW else None

    def search(
        self, unit: Unit, data: Any, field: str, limit: int, passing: str, *, share: float = 1.0, **more: Any
    ) -> list[Any]:
        """For each of ``data`` the hits in a field, best first. ``share`` of the rows pass the filter."""
        return list(
            self._server.ask(
                self._server.client.search,
                self._collection(unit),
                data=data,
                anns_field=field,
                limit=limit,
                filter=passing,
                search_params={"params": self._effort(limit, share) if field == DENSE else {}},
                **more,
            )
        )

    def read(self, unit: Unit, keys: Sequence[int]) -> dict[int, Row]:
        """The rows of keys, kept for the next that asks."""
        with self._lock:
            found = {key: row for key in keys if (row := self._rows.get((unit, key))) is not None}
        missing = sorted(set(keys) - found.keys())
        wanted = f"{self.shown} and key in {missing}"
        for told in self._query(unit, wanted, [*COLUMNS, DENSE]) if missing else ():
            vector = np.asarray(told[DENSE], dtype=np.float32)
            found[told["key"]] = Row(told["article"], told["speaker"], vector)
        with self._lock:
            for key in missing:
                if key in found:
                    self._rows[unit, key] = found[key]
        return found

    def of_articles(self, unit: Unit, articles: Sequence[int], fields: list[str]) -> Iterator[dict[str, Any]]:
        """The rows of articles."""
        for at in range(0, len(articles), _ARTICLES_AT_ONCE):
            part = list(articles[at : at + _ARTICLES_AT_ONCE])
            yield from self._query(unit, f"{self.shown} and article in {part}", fields)

    def all_rows(self, unit: Unit, passing: str, fields: list[str]) -> Iterator[dict[str, Any]]:
        """All rows that pass, however many."""
        if self._generation:
            yield from self._server.all_rows(self._collection(unit), passing, fields)

    def _query(self, unit: Unit, passing: str, fields: list[str]) -> list[dict[str, Any]]:
        if not self._generation:
            return []
        query = self._server.client.query
        return list(self._server.ask(query, self._collection(unit), filter=passing, output_fields=fields, limit=MOST))

    def _load(self) -> None:
        names = sorted(self._collection(unit) for unit in Unit) if self._generation else []
        if missing := set(names) - set(self._server.collections()):
            raise StoreError(
                f"{self._server.name}: {', '.join(sorted(missing))} missing; `onrecord check` puts them there again"
            )
        self._server.load(*names)

    def _collection(self, unit: Unit) -> str:
        return collection_of(self._server, unit, self._generation)

    def _effort(self, k: int, share: float) -> dict[str, int]:
        """How far the vector index looks around: the further, the fewer of the rows that it meets pass."""
        named = {"HNSW": "ef", "HNSW_SQ": "ef", "DISKANN": "search_list"}.get(self._server.settings.vectors)
        return {named: max(_LEAST_EFFORT, min(_MOST_EFFORT, round(2 * k / share)))} if named else {}
