"""JSON and JSON Lines, compressed or not: an object is an article."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from index.corpus import tables
from index.corpus.decoding import decoded
from index.corpus.lines import Lines
from index.corpus.reader import Found
from index.corpus.records import found_in
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
            yield found_in(content, source)
            return
        for number, record in enumerate(found, 1):
            yield found_in(record, source, number)


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
    number, cut = 0, False
    lines = Lines(source)
    for line in lines:
        if cut:  # the rest of one that was too long
            cut = not line.endswith(b"\n")
            continue
        number += 1
        name = f"{source.name}#{number}"
        if len(line) > source.max_bytes:
            yield DocumentError(
                name, f"a line of more than {source.max_bytes:,} bytes; raise [corpus] max_document_bytes"
            )
            cut = not line.endswith(b"\n")
        elif line.strip():
            yield _line(lines, line, number)
    if number == 0:
        yield DocumentError(source.name, "empty: it holds no text")


def _line(lines: Lines, line: bytes, number: int) -> Found:
    name = f"{lines.source.name}#{number}"
    try:
        record = parsed(lines.text(line, name), name)
    except DocumentError as error:
        return error
    return found_in(record, lines.source, number)
