"""Plain text: the whole file is the article."""

from collections.abc import Iterator

from index.corpus.decoding import decoded
from index.corpus.document import Document
from index.corpus.reader import Found
from index.corpus.source import Source, is_piped


class TextReader:
    """One article; its id is the file's name without the ending."""

    name = "text"

    def recognises(self, source: Source) -> bool:
        """By its ending: any file may be text. What is piped in has none, and is text if it is nothing else."""
        return source.suffix == ".txt" or (is_piped(source.name) and b"\0" not in source.head)

    def read(self, source: Source) -> Iterator[Found]:
        """The article."""
        yield Document(source.name, decoded(source.content(), source.name), source.stem)
