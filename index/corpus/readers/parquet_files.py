"""Parquet: a row is an article; read in batches, so that a file may be larger than the memory."""

from collections.abc import Iterator

from index.corpus.extras import needed
from index.corpus.reader import Found
from index.corpus.records import found_in
from index.corpus.source import Source
from index.errors import DocumentError

_MAGIC = b"PAR1"
_ROWS = 256


class ParquetReader:
    """Rows of a Parquet file, columns found as those of other tables."""

    name = "parquet"

    def recognises(self, source: Source) -> bool:
        """By its first four bytes."""
        return source.head.startswith(_MAGIC)

    def read(self, source: Source) -> Iterator[Found]:
        """The articles. Needs the extra ``parquet``."""
        parquet = needed("pyarrow.parquet", "parquet", source.name)
        arrow = needed("pyarrow", "parquet", source.name)
        number = 0
        with source.seekable() as file:
            try:
                for batch in parquet.ParquetFile(file).iter_batches(batch_size=_ROWS):
                    for record in batch.to_pylist():
                        number += 1
                        yield found_in(record, source, number)
            except arrow.ArrowException as error:
                yield DocumentError(source.name, f"not sound Parquet ({error})")
