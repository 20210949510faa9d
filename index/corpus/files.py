"""Which files there are to read, and in which format each is."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from index.config import CorpusSettings
from index.corpus.articles import draft_of
from index.corpus.document import Document
from index.corpus.reader import Reader, Reading
from index.corpus.readers import READERS, reader_of
from index.corpus.source import STANDARD_INPUT, Reach, Source, source_of
from index.errors import DocumentError

_DIGEST = 12
_REASON = 200  # characters


@dataclass(frozen=True, slots=True)
class Piped:
    """What came through standard input, kept in a file, so that it can be read twice; with its SHA-256."""

    path: Path
    digest: str


Place = Path | Piped


@dataclass(frozen=True, slots=True)
class File:
    """A file to read. ``name`` stands in messages; ``named`` says that somebody asked for this very file."""

    path: Path
    name: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that a reader recognises."""

    source: Source
    reader: Reader


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file in a folder that no reader recognises."""

    path: Path


def listed(places: Sequence[Place]) -> Iterator[File | DocumentError]:
    """The files in ``places`` in the order of their names, hidden ones left out, errors in their places."""
    for place in places:
        if isinstance(place, Piped):
            yield File(place.path, f"{STANDARD_INPUT} {place.digest[:_DIGEST]}", named=True)
        elif place.is_file():
            yield _named(place, named=True)
        elif place.exists():
            yield from _files(place)
        else:
            yield DocumentError(str(place), "no such file or folder; check the path. Nothing of it is removed")


def recognised(file: File, settings: CorpusSettings) -> Recognised | PassedOver | DocumentError:
    """The reader of a file: the one that the configuration names for it, or the first that recognises it."""
    told = next((form for pattern, form in settings.formats.items() if fnmatch(file.path.name, pattern)), None)
    if told and told not in {one.name for one in READERS}:
        return DocumentError(file.name, f"no format is called {told!r}; known are {_formats()}")
    try:
        source = source_of(file.path, Reach(settings.max_document_bytes, settings.columns), file.name)
    except OSError as error:
        return not_opened(file.name, error)
    except DocumentError as error:
        return error
    reader = next((one for one in READERS if one.name == told), None) or reader_of(source)
    if reader is not None:
        return Recognised(source, reader)
    if file.named:
        return DocumentError(file.name, f"no reader knows its format; known are {_formats()}")
    return PassedOver(file.path)


def readings_of(found: Recognised, settings: CorpusSettings) -> Iterator[tuple[Document | None, Reading]]:
    """The articles of a file, each with the document that it was read from, and an error for each that is none."""
    try:
        for one in found.reader.read(found.source):
            if isinstance(one, DocumentError):
                yield None, one
            else:
                yield one, _drafted(one, settings)
    except OSError as error:
        yield None, not_opened(found.source.name, error)
    except DocumentError as error:
        yield None, error
    except Exception as error:  # noqa: BLE001 - whatever a file does to a reader, it costs that file only
        yield None, _unforeseen(found.source.name, error)


def not_opened(name: str, error: OSError) -> DocumentError:
    """The error of a file or folder that cannot be opened."""
    return DocumentError(name, f"cannot be opened ({error.strerror or error}); check its permissions")


def _drafted(document: Document, settings: CorpusSettings) -> Reading:
    try:
        return draft_of(document, settings)
    except DocumentError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever a document does to its reading, it costs itself only
        return _unforeseen(document.name, error)


def _unforeseen(name: str, error: Exception) -> DocumentError:
    return DocumentError(name, f"cannot be read ({type(error).__name__}: {str(error)[:_REASON]}); please report it")


def _files(folder: Path) -> Iterator[File | DocumentError]:
    errors: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and path.is_file():
                yield _named(path)
        while errors:
            error = errors.pop()
            yield not_opened(str(error.filename), error)
    for error in errors:
        yield not_opened(str(error.filename), error)


def _named(path: Path, *, named: bool = False) -> File | DocumentError:
    name = str(path)
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode(errors="backslashreplace")
        return DocumentError(shown, "its name is not valid UTF-8; rename it")
    return File(path, name, named)


def _formats() -> str:
    return ", ".join(one.name for one in READERS)
