"""Which files there are to read, and in which format each is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.config import CorpusSettings
from index.corpus.articles import article_of
from index.corpus.document import Document
from index.corpus.reader import Reader, Reading
from index.corpus.readers import READERS, reader_of
from index.corpus.source import Source, source_of
from index.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that a reader recognises."""

    source: Source
    reader: Reader


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file in a folder that no reader recognises."""

    path: Path


def recognised(paths: Sequence[Path], settings: CorpusSettings) -> Iterator[Recognised | PassedOver | DocumentError]:
    """The files under ``paths`` in the order of their names, hidden ones left out, errors in their places."""
    for path in paths:
        if not path.exists():
            yield DocumentError(str(path), "no such file or folder; check the path")
            continue
        for file in _files(path):
            yield _recognised(file, settings, named=path.is_file())


def readings_of(found: Recognised, settings: CorpusSettings) -> Iterator[tuple[Document | None, Reading]]:
    """The articles of a file, each with the document that it was read from, and an error for each that is none."""
    try:
        for one in found.reader.read(found.source):
            if isinstance(one, DocumentError):
                yield None, one
                continue
            try:
                yield one, article_of(one, settings)
            except DocumentError as error:
                yield one, error
    except OSError as error:
        yield None, _not_opened(found.source.name, error)
    except DocumentError as error:
        yield None, error


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if not hidden and file.is_file():
            yield file


def _recognised(file: Path, settings: CorpusSettings, *, named: bool) -> Recognised | PassedOver | DocumentError:
    try:
        source = source_of(file, settings.max_document_bytes)
    except OSError as error:
        return _not_opened(str(file), error)
    except DocumentError as error:
        return error
    reader = reader_of(source)
    if reader is not None:
        return Recognised(source, reader)
    known = ", ".join(one.name for one in READERS)
    return DocumentError(str(file), f"no reader knows its format; known are {known}") if named else PassedOver(file)


def _not_opened(name: str, error: OSError) -> DocumentError:
    return DocumentError(name, f"cannot be opened ({error.strerror or error}); check its permissions")
