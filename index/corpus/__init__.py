"""Readers: files into articles. A document that cannot be read is yielded as an error and skipped."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from index.corpus.json_files import JsonLinesReader, JsonReader
from index.corpus.reader import Reader, Reading
from index.corpus.text_files import TextReader
from index.errors import DocumentError
from index.models import Article

READERS: tuple[Reader, ...] = (TextReader(), JsonReader(), JsonLinesReader())


def read(paths: Sequence[Path], max_bytes: int = 5_000_000) -> Iterator[Reading]:
    """All articles under ``paths``, files in the order of their names, errors in their places.

    In a folder only files with a known ending are read; hidden ones are passed over. The first
    article of an id counts; another one is an error. ``max_bytes`` bounds a document, and so memory.
    """
    by_suffix = {suffix: reader for reader in READERS for suffix in reader.suffixes}
    taken: dict[str, str] = {}
    for path in paths:
        if not path.exists():
            yield DocumentError(str(path), "no such file or folder; check the path")
            continue
        for file in _files(path, by_suffix):
            reader = by_suffix.get(file.suffix.lower())
            if reader is None:
                yield DocumentError(str(file), f"no reader for this ending; known are {', '.join(sorted(by_suffix))}")
                continue
            for reading in _guarded(reader, file, max_bytes):
                yield _first_of_its_id(reading, taken)


def _files(path: Path, known: dict[str, Reader]) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if not hidden and file.suffix.lower() in known and file.is_file():
            yield file


def _guarded(reader: Reader, file: Path, max_bytes: int) -> Iterator[Reading]:
    try:
        yield from reader.read(file, max_bytes)
    except OSError as error:
        yield DocumentError(str(file), f"cannot be opened ({error.strerror}); check its permissions")


def _first_of_its_id(reading: Reading, taken: dict[str, str]) -> Reading:
    if isinstance(reading, Article):
        if reading.id in taken:
            reason = f"its id {reading.id!r} is taken by {taken[reading.id]}; give it another"
            return DocumentError(reading.source, reason)
        taken[reading.id] = reading.source
    return reading
