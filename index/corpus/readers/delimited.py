"""CSV and TSV: a row is an article, its columns are found by the names that exports give them."""

import csv
import io
from collections.abc import Iterator

from index.corpus.reader import Found
from index.corpus.records import document_of, keys_of
from index.corpus.source import Source
from index.corpus.values import folded_key
from index.errors import DocumentError

_DELIMITERS = ",;\t|"
_SUFFIXES = (".csv", ".tsv", ".tab")
_LONGEST_HEADER = 4_096
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
        with source.stream() as file, io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="") as lines:
            header = lines.readline()
            columns = _columns(header)
            if not _text_column(columns) and "text" not in {source.columns.get(column) for column in columns}:
                shown = ", ".join(columns[:_SHOWN])
                yield DocumentError(
                    source.name,
                    f"no column for the text among {shown}; say which it is: "
                    f'[corpus] columns = {{ "{columns[0] if columns else "…"}" = "text" }}',
                )
                return
            yield from _rows(source, csv.reader(lines, delimiter=_delimiter(header)), columns)


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
    number = 0
    while True:
        number += 1
        name = f"{source.name}#{number}"
        try:
            row = next(rows)
            record = {column: cell for column, cell in zip(columns, row, strict=False) if cell}
            yield document_of(record, name, f"{source.stem}-{number}", source.columns)
        except StopIteration:
            return
        except csv.Error as error:
            yield DocumentError(name, f"not a row of a table ({error})")
        except DocumentError as error:
            yield error
