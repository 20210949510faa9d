"""JSON and JSON Lines, compressed or not: an object is an article."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from index.corpus import tables
from index.corpus.decoding import decoded
from index.corpus.reader import Found
from index.corpus.records import document_of
from index.corpus.source import Source
from index.corpus.values import KeyPath, folded
from index.errors import DocumentError

_SUFFIXES = (".json", ".jsonl", ".ndjson")
_LINES = (".jsonl", ".ndjson")


class JsonReader:
    """One article, a list of articles, an object that holds such a list, or an article a line."""

    name = "json"

    def recognises(self, source: Source) -> bool:
        """By an opening brace or bracket, or by the ending."""
        return source.suffix in _SUFFIXES or source.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}

    def read(self, source: Source) -> Iterator[Found]:
        """The articles; an id that is not stated is the file's name, numbered where there are several."""
        if source.suffix in _LINES or _starts_with_a_whole_line(source):
            yield from _lines(source)
            return
        content = parsed(decoded(source.content(), source.name), source.name)
        found = records_of(content)
        if found is None:
            yield _found(content, source.name, source.stem, source)
            return
        for number, record in enumerate(found, 1):
            yield _found(record, f"{source.name}#{number}", f"{source.stem}-{number}", source)


def records_of(content: Any) -> list[Any] | None:
    """The records of a list, or of an object around one ({"articles": [...]}); None for a single record."""
    if isinstance(content, list):
        return content
    if isinstance(content, Mapping):
        own = folded(content)
        for key in tables.phrases("containers"):
            held = KeyPath.of(key).value(own)
            if isinstance(held, list) and all(isinstance(one, Mapping) for one in held):
                return held
    return None


def parsed(text: str, name: str) -> Any:
    """JSON into objects. Raises DocumentError."""
    try:
        return json.loads(text)
    except ValueError as error:  # of the syntax, or of a number of thousands of digits
        raise DocumentError(name, f"not valid JSON ({error})") from error
    except RecursionError as error:
        raise DocumentError(name, "not readable JSON: nested too deeply") from error


def _starts_with_a_whole_line(source: Source) -> bool:
    """Whether the first line is an object by itself and another follows: JSON Lines under another ending."""
    with source.stream() as file:
        first = file.readline(source.max_bytes + 1)
        if not first.lstrip().startswith(b"{") or not file.readline(source.max_bytes).strip():
            return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _lines(source: Source) -> Iterator[Found]:
    number = 0
    with source.stream() as file:
        while line := file.readline(source.max_bytes + 1):
            number += 1
            name = f"{source.name}#{number}"
            if len(line) > source.max_bytes:
                yield DocumentError(
                    name, f"a line of more than {source.max_bytes:,} bytes; raise [corpus] max_document_bytes"
                )
                _pass_over(file, line, source.max_bytes)
            elif line.strip():
                yield _line(line, name, f"{source.stem}-{number}", source)
    if number == 0:
        yield DocumentError(source.name, "empty: it holds no text")


def _pass_over(file: IO[bytes], line: bytes, size: int) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(size)


def _line(line: bytes, name: str, default_id: str, source: Source) -> Found:
    try:
        return document_of(parsed(decoded(line, name), name), name, default_id, source.columns)
    except DocumentError as error:
        return error


def _found(record: Any, name: str, default_id: str, source: Source) -> Found:
    try:
        return document_of(record, name, default_id, source.columns)
    except DocumentError as error:
        return error
