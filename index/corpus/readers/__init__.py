"""The formats that can be read, a module each."""

from collections.abc import Sequence

from index.corpus.reader import Reader
from index.corpus.readers.json_files import JsonReader
from index.corpus.readers.text_files import TextReader
from index.corpus.source import Source

# A format that has marks of its own is tried before one that is told by its ending.
READERS: tuple[Reader, ...] = (JsonReader(), TextReader())


def reader_of(source: Source, readers: Sequence[Reader] = READERS) -> Reader | None:
    """The first reader that recognises a file; None if none does."""
    return next((reader for reader in readers if reader.recognises(source)), None)
