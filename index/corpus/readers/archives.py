"""Zip and tar: their members are read where they lie; nothing is unpacked, no name of theirs is a path."""

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, cast

from index.corpus.reader import Found, Reader, unforeseen
from index.corpus.source import MEMBER, Reach, Source, inflates_beyond_reason, opened
from index.errors import DocumentError

_ZIP = b"PK\x03\x04"
_TAR_AT, _TAR = 257, b"ustar"
_DEEPEST = 2
_DAMAGE = (zipfile.BadZipFile, tarfile.TarError, NotImplementedError, RuntimeError, EOFError, zlib.error)


class ArchiveReader:
    """Members of any other format, archives in archives included."""

    name = "archive"

    def __init__(self, readers: Callable[[], tuple[Reader, ...]]) -> None:
        self._readers = readers

    def recognises(self, source: Source) -> bool:
        """By their first bytes; a word processor's file is a zip as well and is told by its ending."""
        zipped = source.head.startswith(_ZIP) and source.suffix in {".zip", ""}
        return zipped or source.head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR

    def read(self, source: Source) -> Iterator[Found]:
        """The articles of all members; members of no known format are passed over."""
        with source.seekable() as file:
            members = _zipped(source, file) if source.head.startswith(_ZIP) else _tarred(source, file)
            try:
                for member in members:
                    yield from [member] if isinstance(member, DocumentError) else self._member(member)
            except _DAMAGE as error:
                yield DocumentError(source.name, f"a damaged or locked archive ({error})")

    def _member(self, member: Source) -> Iterator[Found]:
        reader = next((one for one in self._readers() if one.recognises(member)), None)
        if reader is None:
            return
        if reader is self and member.name.count(MEMBER) >= _DEEPEST:
            yield DocumentError(member.name, "an archive in an archive in an archive; unpack it first")
            return
        try:
            yield from reader.read(member)
        except DocumentError as error:
            yield error
        except _DAMAGE[:2] as error:
            yield _damaged(member.name, error)
        except Exception as error:  # noqa: BLE001 - whatever a member does to its reader, the others are read
            yield unforeseen(member.name, error)


def _damaged(name: str, error: Exception) -> DocumentError:
    return DocumentError(name, f"a damaged or locked member of its archive ({error})")


def _zipped(source: Source, file: IO[bytes]) -> Iterator[Source | DocumentError]:
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            name = f"{source.name}{MEMBER}{member.filename}"
            if inflates_beyond_reason(member.file_size, member.compress_size):
                yield DocumentError(name, f"inflates to {member.file_size:,} bytes, beyond reason; not read")
            else:
                yield _checked(name, member.filename, partial(archive.open, member), source.reach)


def _tarred(source: Source, file: IO[bytes]) -> Iterator[Source | DocumentError]:
    with tarfile.open(fileobj=file, mode="r:") as archive:
        for member in archive:
            if member.isfile():
                name = f"{source.name}{MEMBER}{member.name}"
                yield _checked(name, member.name, partial(_extracted, archive, member), source.reach)


def _extracted(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    return cast(IO[bytes], archive.extractfile(member))


def _checked(name: str, path: str, open_raw: Callable[[], IO[bytes]], reach: Reach) -> Source | DocumentError:
    parts = PurePosixPath(path.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts:
        return DocumentError(name, "its name leads out of the archive; not read")
    try:
        return opened(name, parts.name, open_raw, reach)
    except DocumentError as error:
        return error
    except _DAMAGE as error:
        return _damaged(name, error)
