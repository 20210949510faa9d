"""Plain text: the whole file is the article; what it says of its licence stands in its own footer."""

from collections.abc import Iterator
from pathlib import Path

from index.corpus.reader import Reading, bounded, checked_text, decoded
from index.errors import DocumentError
from index.licences import licence_of_footer
from index.models import Article


class TextReader:
    """``.txt``: no title and no date are made up."""

    suffixes = (".txt",)

    def read(self, path: Path, max_bytes: int) -> Iterator[Reading]:
        """One article; its id is the file's name without the ending."""
        try:
            text = checked_text(decoded(bounded(path, max_bytes), str(path)), str(path))
        except DocumentError as error:
            yield error
            return
        footer = licence_of_footer(text)
        yield Article(id=path.stem, text=text, publisher=footer.publisher, licence=footer.licence, source=str(path))
