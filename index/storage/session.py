"""What the tables of a store need of a database: run a command, many times, or several as one."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol


class Rows(Protocol):
    """What a command gives."""

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Session(Protocol):
    """A connection. Commands are written as SQLite takes them, in what PostgreSQL takes too (see ``postgres``)."""

    def execute(self, command: str, values: Any = ..., /) -> Rows:
        """Run a command with values for its marks, ``?`` or ``:name``."""

    def executemany(self, command: str, values: Iterable[Any], /) -> Rows:
        """Run a command once for each of the values."""


class Connected(ABC):
    """A store that reaches its database. Reading is thread-safe."""

    name: str  # of the database, as messages give it

    @property
    @abstractmethod
    def _db(self) -> Session:
        """This thread's connection."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Session]:
        """One transaction, rolled back if the block raises."""

    @abstractmethod
    def close(self) -> None:
        """Close the connections."""

    def without_indexes(self, *names: str) -> AbstractContextManager[None]:
        """Within a transaction: a block that changes most rows of a table and need not keep these indexes up.

        They are made anew behind it. Where readers would wait for that, they are kept up all the same.
        """
        del names
        return nullcontext()

    @abstractmethod
    def vacuum(self) -> None:
        """Give up the room of what was removed."""

    @abstractmethod
    def size(self) -> int:
        """The bytes that it takes."""

    @property
    def published(self) -> int:
        """The sequence number that readers see; 0 before the first run has published."""
        return int(self._meta("published"))

    @property
    def encoder(self) -> str:
        """Fingerprint of the encoder that made the published vectors; empty before there are any."""
        return self._meta("encoder")

    def _meta(self, name: str) -> str:
        value: str = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0]
        return value

    def _any_bytes(self) -> AbstractContextManager[None]:
        """Read text with bytes that are no UTF-8 in it, where a database may hold such."""
        return nullcontext()
