"""Readers: files into articles. A document that cannot be read is yielded as an error and skipped."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from index.config import CorpusSettings
from index.corpus.articles import article_of
from index.corpus.reader import Reader, Reading
from index.corpus.readers import READERS, reader_of
from index.corpus.source import Source, source_of
from index.errors import DocumentError
from index.models import Article

_DEFAULTS = CorpusSettings()


def read(paths: Sequence[Path], settings: CorpusSettings = _DEFAULTS) -> Iterator[Reading]:
    """All articles under ``paths``, files in the order of their names, errors in their places.

    In a folder, files of no known format and hidden ones are passed over. The first article of an id
    counts: a copy that is the same in everything is passed over, another one is an error.
    """
    taken: dict[str, tuple[str, str]] = {}
    for path in paths:
        if not path.exists():
            yield DocumentError(str(path), "no such file or folder; check the path")
            continue
        for file in _files(path):
            for reading in _readings(file, settings, named=path.is_file()):
                first = _first_of_its_id(reading, taken)
                if first is not None:
                    yield first


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if not hidden and file.is_file():
            yield file


def _readings(file: Path, settings: CorpusSettings, *, named: bool) -> Iterator[Reading]:
    try:
        source = source_of(file, settings.max_document_bytes)
        reader = reader_of(source)
        if reader is not None:
            yield from _articles(reader, source, settings)
        elif named:
            known = ", ".join(one.name for one in READERS)
            yield DocumentError(str(file), f"no reader knows its format; known are {known}")
    except OSError as error:
        yield DocumentError(str(file), f"cannot be opened ({error.strerror or error}); check its permissions")
    except DocumentError as error:
        yield error


def _articles(reader: Reader, source: Source, settings: CorpusSettings) -> Iterator[Reading]:
    for found in reader.read(source):
        if isinstance(found, DocumentError):
            yield found
            continue
        try:
            yield article_of(found, settings)
        except DocumentError as error:
            yield error


def _first_of_its_id(reading: Reading, taken: dict[str, tuple[str, str]]) -> Reading | None:
    if not isinstance(reading, Article):
        return reading
    first = taken.setdefault(reading.id, (reading.content_hash, reading.source))
    if first[1] == reading.source:
        return reading
    if first[0] == reading.content_hash:
        return None
    return DocumentError(reading.source, f"its id {reading.id!r} is taken by {first[1]}; give it another")
