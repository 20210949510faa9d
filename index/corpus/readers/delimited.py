"""CSV and TSV: a row is an article, its columns are found by the names that exports give them."""

import csv
import re
from collections import deque
from collections.abc import Iterator

from index.corpus.lines import Lines
from index.corpus.reader import Found
from index.corpus.records import found_in, keys_of
from index.corpus.source import Source
from index.corpus.values import folded_key
from index.errors import DocumentError

_DELIMITERS = ",;\t|"
_SUFFIXES = (".csv", ".tsv", ".tab")
_LONGEST_HEADER = 4_096
_ENDS_OF_OLD = re.compile(r"(?<=\r)(?!\n)")  # where lines end in old files of the Macintosh
_SHOWN = 12  # columns that a message names


class DelimitedReader:
    """Rows under a header, with any of the usual delimiters."""

    name = "csv"

    def recognises(self, source: Source) -> bool:
        """By the ending, or by a first line that is a header with a column for the text."""
        if source.suffix in _SUFFIXES:
            return True
        return not source.suffix and _text_column(_columns(source.head[:_LONGEST_HEADER].decode(errors="replace")))

    def read(self, source: Source) -> Iterator[Found]:
        """The articles, read row by row."""
        csv.field_size_limit(source.max_bytes)
        texts = _Texts(Lines(source))
        header = next((text for text in texts if text.strip()), "")
        columns = _columns(header)
        if not _text_column(columns) and "text" not in {source.columns.get(column) for column in columns}:
            shown = ", ".join(columns[:_SHOWN])
            yield DocumentError(
                source.name,
                f"no column for the text among {shown}; say which it is: "
                f'[corpus] columns = {{ "{columns[0] if columns else "…"}" = "text" }}',
            )
            return
        yield from _rows(source, csv.reader(texts, delimiter=_delimiter(header)), columns)


class _Texts:
    """The decoded lines of a table, each with its end; it goes on behind one that cannot be decoded."""

    def __init__(self, lines: Lines) -> None:
        self._lines, self._left = lines, iter(lines)
        self._pieces: deque[str] = deque()

    def __iter__(self) -> "_Texts":
        return self

    def __next__(self) -> str:
        while not self._pieces:
            line, source = next(self._left), self._lines.source
            if len(line) > source.max_bytes:
                reason = f"a row of more than {source.max_bytes:,} bytes; raise [corpus] max_document_bytes"
                raise DocumentError(source.name, reason)
            self._pieces.extend(filter(None, _ENDS_OF_OLD.split(self._lines.text(line, source.name))))
        return self._pieces.popleft()


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _columns(text: str) -> list[str]:
    header = text.lstrip("\ufeff").splitlines()[:1]
    return next(csv.reader(header, delimiter=_delimiter(header[0])), []) if header else []


def _text_column(columns: list[str]) -> bool:
    """Whether one of several columns is called as exports call the text."""
    known = {folded_key(key) for key in keys_of("text")}
    return len(columns) > 1 and not known.isdisjoint(map(folded_key, columns))


def _rows(source: Source, rows: Iterator[list[str]], columns: list[str]) -> Iterator[Found]:
    number = 1
    while True:
        name = f"{source.name}#{number}"
        try:
            row = next(rows)
            if not any(cell.strip() for cell in row):
                continue
            yield found_in(_record(row, columns, name), source, number)
        except StopIteration:
            return
        except csv.Error as error:
            yield DocumentError(name, f"not a row of a table ({error})")
        except DocumentError as error:
            yield DocumentError(name, error.reason)
        number += 1


def _record(row: list[str], columns: list[str], name: str) -> dict[str, str]:
    """The cells of a row by their columns. Raises DocumentError for cells under none: the text of one was cut there."""
    if any(cell.strip() for cell in row[len(columns) :]):
        reason = (
            f"{len(row)} cells under {len(columns)} columns; put a cell that holds the delimiter in quotation marks"
        )
        raise DocumentError(name, reason)
    return {column: cell for column, cell in zip(columns, row, strict=False) if cell}
