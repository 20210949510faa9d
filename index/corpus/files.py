"""Which files there are to read, and in which format each is."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from index.config import CorpusSettings
from index.corpus.articles import draft_of
from index.corpus.document import Document
from index.corpus.reader import Reader, Reading, unforeseen
from index.corpus.readers import READERS, reader_of
from index.corpus.source import STANDARD_INPUT, Reach, Source, source_of
from index.errors import DocumentError

_DIGEST = 12


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
        elif place.is_dir():
            yield from _files(place)
        elif place.exists():  # a named pipe, as of `<(zcat news.gz)`
            yield DocumentError(str(place), "neither a file nor a folder; pipe it in, and name it -")
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
        yield None, unforeseen(found.source.name, error)


def not_opened(name: str, error: OSError) -> DocumentError:
    """The error of a file or folder that cannot be opened."""
    return DocumentError(name, f"cannot be opened ({error.strerror or error}); check its permissions")


def _drafted(document: Document, settings: CorpusSettings) -> Reading:
    try:
        return draft_of(document, settings)
    except DocumentError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever a document does to its reading, it costs itself only
        return unforeseen(document.name, error)


def _files(folder: Path) -> Iterator[File | DocumentError]:
    """The files below a folder, and then those in folders that are linked to and lie elsewhere, each folder once."""
    walked: set[tuple[int, int]] = set()
    waiting = deque([folder])
    while waiting:
        links: list[Path] = []
        yield from _walked(waiting.popleft(), walked, links)
        waiting.extend(links)


def _walked(folder: Path, walked: set[tuple[int, int]], links: list[Path]) -> Iterator[File | DocumentError]:
    """The files below a folder that no link leads to; the linked folders are added to ``links``."""
    errors: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=errors.append):
        if not _is_new(Path(parent), walked):
            folders.clear()
            continue
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        links += (path for one in folders if (path := Path(parent, one)).is_symlink())
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith("."):
                continue
            if path.is_file():
                yield _named(path)
            elif path.is_symlink() and not path.exists():
                yield DocumentError(str(path), "a link that leads nowhere; mend or delete it. Nothing of it is removed")
        while errors:
            error = errors.pop()
            yield not_opened(str(error.filename), error)
    for error in errors:
        yield not_opened(str(error.filename), error)


def _is_new(folder: Path, walked: set[tuple[int, int]]) -> bool:
    """Whether a folder has not been walked; it counts as walked then."""
    try:
        stat = folder.stat()
    except OSError:  # gone meanwhile
        return False
    key = (stat.st_dev, stat.st_ino)
    new = key not in walked
    walked.add(key)
    return new


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
