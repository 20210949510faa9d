"""A file to read: what stands at its head, and its content without the compression around it."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

import zstandard

from index.errors import DocumentError

HEAD_BYTES = 16_384
STANDARD_INPUT = "standard input"
MEMBER = "::"  # between an archive and its member, as fsspec chains them
# A text of a newspaper shrinks to a third or a tenth; what grows more than this was made to fill a disk.
_MAX_RATIO = 200
_FREE_BYTES = 64_000_000
_IN_MEMORY_BYTES = 8_000_000

Stream = IO[bytes]


def _zstandard(raw: Stream) -> Any:
    return zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)


_COMPRESSIONS: tuple[tuple[bytes, tuple[str, ...], Callable[[Stream], Any]], ...] = (
    (b"\x1f\x8b", (".gz", ".gzip"), lambda raw: gzip.GzipFile(fileobj=raw)),
    (b"\x28\xb5\x2f\xfd", (".zst", ".zstd"), _zstandard),
    (b"BZh", (".bz2",), bz2.BZ2File),
    (b"\xfd7zXZ\x00", (".xz",), lzma.LZMAFile),
)  # fmt: skip
_BROKEN = (EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of an archive.

    ``name`` stands in messages and in ``Article.source``, ``stem`` is the file's name without its
    endings, ``suffix`` the ending (lower case, with its dot) of what is inside a compression.
    ``head`` are the first ``HEAD_BYTES`` of the content. ``columns`` say which field of an article a key of its
    records holds, where that is settled.
    """

    name: str
    stem: str
    suffix: str
    head: bytes
    max_bytes: int
    columns: Mapping[str, str]
    _open: Callable[[], Stream]

    @property
    def reach(self) -> "Reach":
        """What holds for the members of an archive as well."""
        return Reach(self.max_bytes, self.columns)

    @contextmanager
    def stream(self) -> Iterator[io.BufferedReader]:
        """The content, inflated. Raises DocumentError where it inflates beyond reason or is damaged."""
        with self._open() as raw, _inflated(raw, self.name) as content:
            yield content

    @contextmanager
    def seekable(self) -> Iterator[Stream]:
        """The content as a file in which one can go back and forth, for formats that have their index at the end."""
        with self._open() as raw:
            if not _compression(raw) and raw.seekable():
                yield raw
                return
            with _inflated(raw, self.name) as content, SpooledTemporaryFile(_IN_MEMORY_BYTES) as copy:
                while block := content.read(1 << 20):
                    copy.write(block)
                copy.seek(0)
                yield cast(Stream, copy)

    def content(self) -> bytes:
        """All of it. Raises DocumentError if it is empty or larger than a document may be."""
        with self.stream() as file:
            data = file.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            raise DocumentError(
                self.name,
                f"more than the {self.max_bytes:,} bytes that a document may have; "
                "split it (JSON Lines has no limit in all) or raise [corpus] max_document_bytes",
            )
        if not data:
            raise DocumentError(self.name, "empty: it holds no text")
        return data


def inflates_beyond_reason(size: int, compressed: int) -> bool:
    """Whether ``compressed`` bytes that become ``size`` were made to fill a disk."""
    return size > _FREE_BYTES + _MAX_RATIO * compressed


def path_of(name: str) -> str:
    """The path of the file of a source's or a document's name: without the member and the number behind it."""
    file = name.partition(MEMBER)[0]
    path, _, number = file.rpartition("#")
    return path if number.isdecimal() else file


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of a file is read, and as what: see ``CorpusSettings``."""

    max_bytes: int
    columns: Mapping[str, str] = field(default_factory=dict)


def is_piped(name: str) -> bool:
    """Whether a source or document of this name came through standard input."""
    return name.startswith(STANDARD_INPUT)


def source_of(path: Path, reach: Reach, name: str | None = None) -> Source:
    """The source of a file on disk, under its path or another ``name``.

    Raises OSError, and DocumentError if its compression is damaged.
    """
    return opened(name or str(path), path.name, lambda: path.open("rb"), reach)


def opened(name: str, file_name: str, open_raw: Callable[[], Stream], reach: Reach) -> Source:
    """The source of anything that can be opened; ``file_name`` gives its endings."""
    with open_raw() as raw:
        compressed = _compression(raw) is not None
        with _inflated(raw, name) as content:
            head = _head(content)
    plain = Path(file_name)
    if compressed and any(plain.suffix.lower() in suffixes for _, suffixes, _ in _COMPRESSIONS):
        plain = Path(plain.stem)
    return Source(name, plain.stem, plain.suffix.lower(), head, reach.max_bytes, reach.columns, open_raw)


def _head(content: io.BufferedReader) -> bytes:
    """The first bytes, as many as there are before the damage of a file that is damaged."""
    head = b""
    try:
        while len(head) < HEAD_BYTES and (block := content.read1(HEAD_BYTES - len(head))):
            head += block
    except _BROKEN:
        if not head:
            raise
    return head


def _compression(raw: Stream) -> Callable[[Stream], Any] | None:
    start = raw.read(6)
    raw.seek(0)
    return next((inflate for magic, _, inflate in _COMPRESSIONS if start.startswith(magic)), None)


@contextmanager
def _inflated(raw: Stream, name: str) -> Iterator[io.BufferedReader]:
    inflate = _compression(raw)
    inner: Any = _Capped(inflate(raw), raw, name) if inflate else raw
    try:
        yield io.BufferedReader(inner) if inflate else cast(io.BufferedReader, raw)
    except _BROKEN as error:
        raise DocumentError(name, f"damaged: its compression breaks off ({error}); fetch it again") from error


class _Capped(io.RawIOBase):
    """An inflating stream that refuses to grow without measure."""

    def __init__(self, inner: Any, raw: Stream, name: str) -> None:
        self._inner, self._raw, self._name, self._read = inner, raw, name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._read_some(len(buffer))
        self._read += len(data)
        if inflates_beyond_reason(self._read, self._raw.tell()):
            raise DocumentError(
                self._name, f"inflates to more than {_MAX_RATIO} times its size; inflate it yourself if it is sound"
            )
        buffer[: len(data)] = data
        return len(data)

    def _read_some(self, size: int) -> bytes:
        try:
            data: bytes = self._inner.read1(size)  # what stands before a damaged place is still given
        except OSError as error:
            if error.errno is None and not isinstance(error, _BROKEN):  # of bz2, and not of the disk
                raise EOFError(str(error)) from error
            raise
        return data
