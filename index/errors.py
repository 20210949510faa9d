"""The errors that onrecord raises on purpose, as one tree; a package that raises one of its own adds it there.

OnRecordError
├── ConfigError          a setting is missing, misspelt or out of range
├── DocumentError        one document cannot be read; only that document is skipped
├── TableError           a table of words that comes with the package is damaged
├── ModelError           a model or its weights cannot be loaded
├── WorkersError         the workers of a cluster cannot be had, or do not do their work
├── StoreError           the folder of the index cannot be used
│   ├── NoIndexError     there is no index there yet
│   ├── DamagedError     an article is not what was stored
│   └── BusyError        another process is writing to it
└── QuestionError        a question cannot be answered as asked
"""


class OnRecordError(Exception):
    """Root of the tree. The message names the thing, the reason and the remedy, and holds no secret."""


class ConfigError(OnRecordError):
    """A setting is missing, misspelt or out of range."""


class DocumentError(OnRecordError):
    """One document cannot be read. It is reported and skipped; it never stops a run.

    ``name`` says which document (a path, with ``#`` and the line for one of several in a file),
    ``reason`` why, in words for the person who runs the index.
    """

    def __init__(self, name: str, reason: str) -> None:
        name, reason = _printable(name), _printable(reason)
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class TableError(OnRecordError):
    """A table of words is damaged: a word twice, an unknown column or value, an empty cell. Names file and line."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class ModelError(OnRecordError):
    """A model or its weights cannot be loaded, or are not the ones that were expected."""


class WorkersError(OnRecordError):
    """The workers of a cluster cannot be had, or do not do their work."""


class StoreError(OnRecordError):
    """The folder of the index cannot be used."""


class NoIndexError(StoreError):
    """There is no index in the folder yet."""


class DamagedError(StoreError):
    """An article is not, to the letter, what was stored; it is not shown."""


class BusyError(StoreError):
    """Another process is writing to the index."""


class QuestionError(OnRecordError):
    """A question cannot be answered as asked, for example because it is empty."""


def _printable(words: str) -> str:
    """Words of which a terminal and a file can take every character: half of a surrogate pair as its code."""
    return words.encode(errors="backslashreplace").decode()
