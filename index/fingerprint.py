"""What an analysis depends on besides the article: rules, tables, the pipeline and the versions that read the text."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

_PACKAGE = Path(__file__).parent
# the source and the tables that decide what is read in a text and what is stored of it
_READING = ("english", "statements", "search/passages.py")
_LIBRARIES = ("spacy", "us")  # nothing else takes part in reading a parsed text
# the same for whom the casts of all articles make one speaker
_GROUPING = ("english", "speakers")
_GROUPING_LIBRARIES = ("metaphone", "nicknames", "rapidfuzz")
_READERS = ("corpus", "english", "licences", "models/articles.py", "models/spans.py")  # what decides what a file holds
_DISTRIBUTION = "onrecord"
_NAME = re.compile(r"[\w.-]+")
_SUFFIXES = frozenset({".py", ".tsv", ".toml"})


@cache
def reading_fingerprint(model: str) -> str:
    """A digest that changes with everything that may change what is read in the same text.

    These are the rules (the source of ``index.english`` and ``index.statements``), the tables beside them, what
    makes passages, the spaCy pipeline ``model`` and the versions of the libraries. A comment changes it too: an
    analysis too many costs time, one too few leaves wrong statements in the index.
    """
    return _digest((*_LIBRARIES, model), _READING)


@cache
def grouping_fingerprint() -> str:
    """A digest that changes with everything that may change which entries of casts are one speaker."""
    return _digest(_GROUPING_LIBRARIES, _GROUPING)


@cache
def corpus_fingerprint(settings: str) -> str:
    """A digest that changes with everything that may change what is read in the same file.

    These are the ``settings``, the source of the readers and of what they use, and the packages that the project
    names: each format has its own, and one that is missing today may be there tomorrow.
    """
    return _digest(_packages(), _READERS, settings)


def own_version() -> str:
    """The version of onrecord that is installed."""
    return _version(_DISTRIBUTION)


def _packages() -> list[str]:
    try:
        named = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:  # a copy of the source that was never installed
        named = []
    return sorted({found.group() for one in named if (found := _NAME.match(one))})


def _digest(libraries: Iterable[str], sources: Iterable[str], besides: str = "") -> str:
    digest = hashlib.sha256(besides.encode())
    for name in libraries:
        digest.update(f"{name}={_version(name)}\n".encode())
    for path in _files(sources):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files(sources: Iterable[str]) -> Iterator[Path]:
    for name in sources:
        place = _PACKAGE / name
        yield from sorted(p for p in place.rglob("*") if p.suffix in _SUFFIXES) if place.is_dir() else (place,)


def _version(name: str) -> str:
    """The version of a package; of a pipeline in a folder, the hash of the description that spaCy keeps in it."""
    described = Path(name, "meta.json")
    if described.is_file():
        return hashlib.sha256(described.read_bytes()).hexdigest()[:16]
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
