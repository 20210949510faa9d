"""Where the bot keeps what it must not forget, and which of several bots over it does what only one may do.

A folder (``state_file``) or a PostgreSQL server (``state_server``), as the index is kept. The tables of each part of
the bot are written once, in SQL that both take.
"""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import ClassVar, Protocol

from index.errors import StoreError
from index.storage.session import Session

NOT_KEPT = (sqlite3.Error, StoreError)  # what a state raises that cannot be written or read


class State(Protocol):
    """Used from the event loop only; a call takes milliseconds. Raises one of ``NOT_KEPT`` where it cannot be used."""

    shared: bool  # whether bots of several machines may be over it

    def session(self, schema: str, only_added: str = "") -> Session:
        """The tables of a part, made where they are missing. Rows of the table ``only_added`` cannot be changed."""

    def transaction(self) -> AbstractContextManager[Session]:
        """Write all of it or nothing."""

    def lasting(self) -> AbstractContextManager[None]:
        """Have what is written within on the disk at its end."""

    def hold(self, name: str) -> bool:
        """Take a name that one of several bots may have, or go on having it; False while another one has it.

        A bot that ends, or does not renew what it has for ``RENEWED_SECONDS`` several times over, loses it.
        """

    def let_go(self, name: str, *, for_good: bool = False) -> None:
        """Give a name up; ``for_good`` if nobody is ever to take it again."""

    def renew(self) -> None:
        """Go on having the names that this bot has. Wanted every ``RENEWED_SECONDS``."""

    def copy_to(self, path: Path) -> None:
        """Write all of it to a new file of ``state_file``'s, from any thread, while it is used."""

    def close(self) -> None:
        """Give everything up."""


RENEWED_SECONDS = 4.0


class Part:
    """Some tables of the state, which ``schema`` makes; rows of ``only_added`` are never altered or removed."""

    schema: ClassVar[str]
    only_added: ClassVar[str] = ""

    def __init__(self, state: State) -> None:
        self._state = state
        self._db = state.session(self.schema, self.only_added)

    def close(self) -> None:
        """Close the state, for all of its parts."""
        self._state.close()
