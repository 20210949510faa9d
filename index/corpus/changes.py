"""What a reading of the corpus changes against what is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.corpus.source import file_of
from index.errors import DocumentError
from index.models import Article
from index.progress import Failure
from index.storage.rows import Known


@dataclass(frozen=True, slots=True)
class Comparison:
    """``added`` and ``changed`` are article ids; ``gone`` and ``moved`` hold rows of the store.

    ``moved`` gives the place from which an unchanged article is read now, ``files`` are those in which
    the added and changed ones stand.
    """

    added: frozenset[str]
    changed: frozenset[str]
    unchanged: int
    gone: tuple[int, ...]
    moved: Mapping[int, str]
    failures: tuple[Failure, ...]
    files: tuple[Path, ...]


def compare(
    known: Mapping[str, Known], readings: Iterable[Article | DocumentError], paths: Sequence[Path]
) -> Comparison:
    """Tell new, changed and unchanged articles apart, by a hash over all that an answer may show.

    An article is gone if it was read from under one of ``paths``, is not there any more, and its file
    could be read: a file with an error in it deletes nothing.
    """
    added, changed, moved, seen = set(), set(), {}, set()
    files: dict[Path, None] = {}
    failures: list[Failure] = []
    for reading in readings:
        if isinstance(reading, DocumentError):
            failures.append(Failure(reading.name, reading.reason))
            continue
        seen.add(reading.id)
        before = known.get(reading.id)
        if before is None or before.hash != reading.content_hash:
            files[file_of(reading.source)] = None
        if before is None:
            added.add(reading.id)
        elif before.hash != reading.content_hash:
            changed.add(reading.id)
        elif before.source != reading.source:
            moved[before.key] = reading.source
    unreadable = [file_of(failure.name) for failure in failures]
    gone = tuple(
        was.key
        for article_id, was in known.items()
        if article_id not in seen and _under(was.source, paths) and not _under(was.source, unreadable)
    )
    return Comparison(
        added=frozenset(added),
        changed=frozenset(changed),
        unchanged=len(seen) - len(added) - len(changed),
        gone=gone,
        moved=moved,
        failures=tuple(failures),
        files=tuple(files),
    )


def _under(source: str, places: Iterable[Path]) -> bool:
    return any(file_of(source).is_relative_to(place) for place in places)
