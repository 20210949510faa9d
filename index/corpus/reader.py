"""What every reader has in common."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from index.errors import DocumentError
from index.models import Article

Reading = Article | DocumentError


class Reader(Protocol):
    """Reads files of some endings."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings, lower case, with their dots."""
        ...

    def read(self, path: Path, max_bytes: int) -> Iterator[Reading]:
        """The articles of a file and an error for each that cannot be read. Raises OSError."""
        ...


def decoded(data: bytes, name: str) -> str:
    """Bytes into text, every character kept. Raises DocumentError for what is not text.

    UTF-8 and UTF-16 with a byte order mark are taken as they are; anything else must look like
    text in a legacy encoding.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _legacy(data, name)


def _legacy(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few corpora need it

    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f" for byte in data[:65_536])
    best = None if controls else from_bytes(data).best()
    if best is None:
        raise DocumentError(name, "not text in UTF-8 or another encoding that can be told; convert it to UTF-8")
    return _strict(data, best.encoding, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(name, f"not valid {encoding} ({error.reason}); convert it to UTF-8") from error


def checked_text(text: str, name: str) -> str:
    """The text, if it can be indexed and stored. Raises DocumentError if not."""
    if not text.strip():
        raise DocumentError(name, "empty: it holds no text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise DocumentError(name, f"holds half of a surrogate pair at character {error.start}; repair it") from error
    return text


def bounded(path: Path, max_bytes: int) -> bytes:
    """The content of a file. Raises DocumentError if it is empty or too large."""
    size = path.stat().st_size
    if size > max_bytes:
        raise DocumentError(
            str(path),
            f"{size:,} bytes, more than the {max_bytes:,} that a document may have; "
            "split it (JSON Lines has no limit in all) or raise [corpus] max_document_bytes",
        )
    data = path.read_bytes()
    if not data:
        raise DocumentError(str(path), "empty: it holds no text")
    return data
