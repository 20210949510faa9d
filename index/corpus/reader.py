"""What every reader has in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from index.corpus.dates import Order
from index.corpus.document import Document
from index.corpus.source import Source
from index.errors import DocumentError
from index.models import Article

_REASON = 200  # characters


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its own document tells it, and what of it only the rest of the corpus can settle.

    ``id_stated`` says that the document states its id. ``days`` are the two that its date in figures may mean, day
    first and month first, where nothing tells which; ``order`` is how another of its dates shows it. ``site`` is
    the collection or domain whose dates are written alike, or empty.
    """

    article: Article
    id_stated: bool = False
    days: tuple[date, date] | None = None
    order: Order | None = None
    site: str = ""


Reading = Draft | DocumentError
Found = Document | DocumentError


class Reader(Protocol):
    """Reads one format. It states what it finds and understands nothing of it."""

    @property
    def name(self) -> str:
        """The format, as configuration and messages call it."""
        ...

    def recognises(self, source: Source) -> bool:
        """Whether a file is of this format, by its first bytes and, where those do not tell, its ending."""
        ...

    def read(self, source: Source) -> Iterator[Found]:
        """The articles of a file and an error for each that cannot be read. Raises OSError and DocumentError."""
        ...


def unforeseen(name: str, error: Exception) -> DocumentError:
    """The error of a document at which its reader failed."""
    return DocumentError(name, f"cannot be read ({type(error).__name__}: {str(error)[:_REASON]}); please report it")
