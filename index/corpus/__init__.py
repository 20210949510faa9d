"""Readers: files into articles. A document that cannot be read is yielded as an error and skipped."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from index.config import CorpusSettings
from index.corpus.files import Recognised, readings_of, recognised
from index.corpus.reader import Reading
from index.errors import DocumentError
from index.models import Article

_DEFAULTS = CorpusSettings()


def read(paths: Sequence[Path], settings: CorpusSettings = _DEFAULTS) -> Iterator[Reading]:
    """All articles under ``paths``, files in the order of their names, errors in their places.

    In a folder, files of no known format and hidden ones are passed over. The first article of an id
    counts: a copy that is the same in everything is passed over, another one is an error.
    """
    taken: dict[str, tuple[str, str]] = {}
    for found in recognised(paths, settings):
        if isinstance(found, DocumentError):
            yield found
        elif isinstance(found, Recognised):
            for _, reading in readings_of(found, settings):
                first = _first_of_its_id(reading, taken)
                if first is not None:
                    yield first


def _first_of_its_id(reading: Reading, taken: dict[str, tuple[str, str]]) -> Reading | None:
    if not isinstance(reading, Article):
        return reading
    first = taken.setdefault(reading.id, (reading.content_hash, reading.source))
    if first[1] == reading.source:
        return reading
    if first[0] == reading.content_hash:
        return None
    return DocumentError(reading.source, f"its id {reading.id!r} is taken by {first[1]}; give it another")
