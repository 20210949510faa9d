"""Bytes into text, every character kept."""

import re

from index.errors import DocumentError

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\\w-]+)", re.IGNORECASE)


def decoded(data: bytes, name: str) -> str:
    """Bytes into text. Raises DocumentError for what is not text.

    UTF-8 and UTF-16 with a byte order mark are taken as they are; anything else must look like
    text in a legacy encoding.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _legacy(data, name)


def decoded_page(data: bytes, name: str, charset: str | None = None) -> str:
    """A page of HTML into text, by the encoding that its server or itself declares, or as any text."""
    declared = charset or next((found.decode() for found in _CHARSET.findall(data[:4_096])), None)
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data, name)


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
