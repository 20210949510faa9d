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


class DelimitedReader:
    """Rows under a header, with any of the usual delimiters."""

    name = "csv"

    def recognises(self, source: Source) -> bool:
        """By the ending: a list of names with commas may be anything."""
        return source.suffix in _SUFFIXES

    def read(self, source: Source) -> Iterator[Found]:
        """The articles, read row by row."""
        csv.field_size_limit(source.max_bytes)
        with source.stream() as file, io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="") as lines:
            header = lines.readline()
            delimiter = max(_DELIMITERS, key=header.count)
            columns = next(csv.reader([header], delimiter=delimiter), [])
            known = {folded_key(key) for key in keys_of("text")}
            if not known & {folded_key(column) for column in columns}:
                yield DocumentError(source.name, f"no column for the text; give one of {', '.join(keys_of('text'))}")
                return
            yield from _rows(source, csv.reader(lines, delimiter=delimiter), columns)


def _rows(source: Source, rows: Iterator[list[str]], columns: list[str]) -> Iterator[Found]:
    number = 0
    while True:
        number += 1
        name = f"{source.name}#{number}"
        try:
            row = next(rows)
            record = {column: cell for column, cell in zip(columns, row, strict=False) if cell}
            yield document_of(record, name, f"{source.stem}-{number}")
        except StopIteration:
            return
        except csv.Error as error:
            yield DocumentError(name, f"not a row of a table ({error})")
        except DocumentError as error:
            yield error
