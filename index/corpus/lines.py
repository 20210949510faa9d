"""The lines of a large file, decoded one by one: in UTF-8 what is UTF-8, the rest in one encoding for all of it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.corpus.decoding import UTF_16, decoded, is_1252, legacy_encoding
from index.corpus.source import Source

_SAMPLE = 262_144  # bytes of lines in a legacy encoding from which that is told

_FEW = 0.05


@dataclass(slots=True)
class Lines:
    """The lines of a source, as bytes and as text; one of more bytes than a document may have comes in pieces."""

    source: Source
    _legacy: str | None = field(default=None, init=False)

    def __iter__(self) -> Iterator[bytes]:
        """The lines with their ends, of UTF-16 in UTF-8."""
        size = self.source.max_bytes + 1
        with self.source.stream() as file:
            if self.source.head.startswith(UTF_16):
                with io.TextIOWrapper(file, "utf-16", newline="\n") as text:
                    while line := text.readline(size):
                        yield line.encode()
                return
            while raw := file.readline(size):
                yield raw

    def text(self, line: bytes, name: str) -> str:
        """A line decoded. Raises DocumentError if it is no text."""
        try:
            return line.decode("utf-8-sig")
        except UnicodeDecodeError:
            self._legacy = self._legacy or legacy_encoding(self._sample(), self.source.name)
            return decoded(line, name, self._legacy)

    def _sample(self) -> bytes:
        """Lines that are not UTF-8; a few that are no windows-1252 are damaged, and tell nothing of the rest."""
        western: list[bytes] = []
        others: list[bytes] = []
        size = 0
        for line in self:
            if not _is_utf8(line):
                (western if is_1252(line) else others).append(line)
                size += len(line)
                if size > _SAMPLE:
                    break
        damaged = len(others) < _FEW * len(western)
        return b"".join(western if damaged else western + others)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
