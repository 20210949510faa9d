"""Bytes into text, every character kept."""

import codecs
import re

from index.errors import DocumentError

_CHARSET = re.compile(rb"(?:<meta[^>]+charset|^\s*<\?xml[^>]+encoding)=\s*[\"']?([\w-]+)", re.IGNORECASE)
_WESTERN = frozenset({"ascii", "iso8859-1"})  # what pages call windows-1252 (https://encoding.spec.whatwg.org, § 4.2)

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SPACE = 0x20
_LOOKED_AT = 65_536  # bytes in which control characters are looked for
_NOT_IN_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_ASCII_LETTERS = tuple(bytes([byte]) for byte in range(128) if chr(byte).isalpha())
_OTHER_LETTERS = bytes(sorted({*range(128, 256)} - {*"€…‘’“”•–—\u00a0£«°»".encode("cp1252")}))
_MOST_OTHERS = 0.4  # of the letters: French and Czech have up to a fifth, Russian and Chinese nearly all


def decoded(data: bytes, name: str, legacy: str | None = None) -> str:
    """Bytes into text. Raises DocumentError for what is not text.

    UTF-8 and UTF-16 with a byte order mark are taken as they are. Anything else must look like text in a legacy
    encoding: in ``legacy`` where that is known, else in the one that ``legacy_encoding`` tells.
    """
    if data.startswith(UTF_16):
        return _strict(data, "utf-16", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strict(data, legacy or legacy_encoding(data, name), name)


def legacy_encoding(data: bytes, name: str) -> str:
    """The encoding of a text that is not UTF-8. Raises DocumentError if none can be told.

    Western text is windows-1252, as on the web; a text mostly of other letters is guessed. A guess between encodings
    of like alphabets would make "Sřrensen" of "Sørensen".
    """
    controls = any(byte < _SPACE and byte not in b"\t\n\r\f" for byte in data[:_LOOKED_AT])
    if not controls and _is_latin(data) and is_1252(data):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few corpora need it

    best = None if controls else from_bytes(data).best()
    if best is None:
        raise DocumentError(name, "not text in UTF-8 or another encoding that can be told; convert it to UTF-8")
    return best.encoding


def is_1252(data: bytes) -> bool:
    """Whether every byte is a sign of windows-1252."""
    return not any(byte in data for byte in _NOT_IN_1252)


def _is_latin(data: bytes) -> bool:
    """Whether most letters of a text are ASCII's, as in every language of Latin letters and in no other."""
    letters = sum(map(data.count, _ASCII_LETTERS))
    others = len(data) - len(data.translate(None, _OTHER_LETTERS))
    return others <= _MOST_OTHERS * (letters + others)


def decoded_page(data: bytes, name: str, charset: str | None = None) -> str:
    """A page of HTML into text, by the encoding that its server or itself declares, or as any text."""
    return decoded_as(data, name, charset or next((found.decode() for found in _CHARSET.findall(data[:4_096])), None))


def decoded_as(data: bytes, name: str, declared: str | None) -> str:
    """Bytes into text by the encoding that is declared for them; where that is none or wrong, as any text."""
    if declared and not data.startswith((*UTF_16, codecs.BOM_UTF8)):
        try:
            return _as_declared(data, codecs.lookup(declared).name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data, name)


def _as_declared(data: bytes, encoding: str) -> str:
    if encoding not in _WESTERN:
        return data.decode(encoding)
    try:
        return data.decode("utf-8")  # no other text is valid UTF-8 by chance
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(name, f"not valid {encoding} ({error.reason}); convert it to UTF-8") from error
