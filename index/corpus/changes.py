"""What a reading of the corpus changes against what is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.corpus.source import file_of
from index.corpus.stories import Collection, Kept
from index.errors import DocumentError
from index.models import Article
from index.progress import Failure
from index.storage.rows import Known


@dataclass(frozen=True, slots=True)
class Comparison:
    """``added`` and ``changed`` are article ids; ``gone`` and ``moved`` hold rows of the store.

    ``moved`` gives the place from which an unchanged article is read now, ``files`` are those in which
    the added and changed ones stand, and ``settled`` has them by id, with what only the whole corpus tells.
    ``repeated`` says how many articles are not kept because a newer one tells their story.
    """

    added: frozenset[str]
    changed: frozenset[str]
    unchanged: int
    gone: tuple[int, ...]
    moved: Mapping[int, str]
    failures: tuple[Failure, ...]
    files: tuple[Path, ...]
    settled: Mapping[str, Kept]
    repeated: int


def compare(
    known: Mapping[str, Known],
    readings: Iterable[Article | DocumentError],
    paths: Sequence[Path],
    *,
    one_story_once: bool = False,
) -> Comparison:
    """Tell new, changed and unchanged articles apart, by a hash over all that an answer may show.

    An article is gone if it was read from under one of ``paths``, is not there any more or has been
    overtaken by a newer one of its story, and its file could be read: a file with an error in it deletes
    nothing.
    """
    collection = Collection(by_story=one_story_once)
    failures: list[Failure] = []
    for reading in readings:
        if isinstance(reading, DocumentError):
            failures.append(Failure(reading.name, reading.reason))
        else:
            collection.add(reading)
    kept = {one.told.id: one for one in collection.kept()}
    added = {article_id for article_id in kept if article_id not in known}
    changed = {id_ for id_, one in kept.items() if id_ in known and known[id_].hash != one.hash}
    same = kept.keys() - added - changed
    unreadable = frozenset(file_of(failure.name) for failure in failures)
    places = frozenset(paths)
    return Comparison(
        added=frozenset(added),
        changed=frozenset(changed),
        unchanged=len(same),
        gone=tuple(
            was.key
            for article_id, was in known.items()
            if article_id not in kept and _under(was.source, places) and not _under(was.source, unreadable)
        ),
        moved={known[id_].key: kept[id_].told.source for id_ in same if known[id_].source != kept[id_].told.source},
        failures=tuple(failures),
        files=tuple(dict.fromkeys(file_of(one.told.source) for id_, one in kept.items() if id_ not in same)),
        settled={article_id: one for article_id, one in kept.items() if article_id not in same},
        repeated=sum(len(one.copies) for one in kept.values()),
    )


def _under(source: str, places: frozenset[Path]) -> bool:
    file = file_of(source)
    return file in places or not places.isdisjoint(file.parents)
