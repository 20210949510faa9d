"""What every reader has in common."""

from collections.abc import Iterator
from typing import Protocol

from index.corpus.document import Document
from index.corpus.source import Source
from index.errors import DocumentError
from index.models import Article

Reading = Article | DocumentError
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
