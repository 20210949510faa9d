"""The files of a corpus as they stand: those that changed are read, of the others it is remembered what they told."""

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.collecting import uncollected
from index.config import CorpusSettings
from index.corpus.duplicates import signature_of
from index.corpus.files import File, Place, Recognised, listed, not_opened, readings_of, recognised
from index.corpus.reader import Draft
from index.corpus.source import is_piped, path_of
from index.errors import DocumentError
from index.progress import Failure
from index.storage.readings import Look, Readings, Told

OnCount = Callable[[int], None]
_STEP = 200  # files between two reports of progress


class Within:
    """The paths that are one of some places or lie in one of them; what was found of a folder is remembered."""

    def __init__(self, places: Iterable[Path]) -> None:
        self._places = frozenset(str(place).rstrip(os.sep) for place in places)
        self._folders: dict[str, bool] = {}

    def __contains__(self, path: str) -> bool:
        """Whether a path, as ``Path`` writes it, is one of the places or lies in one."""
        return path in self._places or self._holds(path.rpartition(os.sep)[0])

    def _holds(self, folder: str) -> bool:
        held = self._folders.get(folder)
        if held is None:
            held = folder in self._places or (bool(folder) and self._holds(folder.rpartition(os.sep)[0]))
            self._folders[folder] = held
        return held


@dataclass(frozen=True, slots=True)
class Intake:
    """What stands in the files: those in the places of the run, and those remembered from elsewhere.

    ``unreadable`` are files and folders that could not be read, so that nothing may be concluded from what is
    missing in them. ``piped`` are the names of what came through standard input, ``fruitless`` counts the files of the
    run that held nothing to be read, by their ending.
    """

    told: tuple[Told, ...]
    failures: tuple[Failure, ...]
    unreadable: frozenset[Path]
    piped: frozenset[str]
    fruitless: Mapping[str, int]


def take_in(
    places: Sequence[Place], settings: CorpusSettings, memory: Readings, on_count: OnCount = lambda _: None
) -> Intake:
    """Read what changed in ``places``, and bring the memory up to date."""
    found = list(listed(places))
    files = {one.name: one for one in found if isinstance(one, File)}
    failures = [Failure(one.name, one.reason) for one in found if isinstance(one, DocumentError)]
    unreadable = {Path(failure.name) for failure in failures}
    remembered = memory.files()
    missing = _missing(
        files, Within(place for place in places if isinstance(place, Path)), Within(unreadable), remembered
    )
    reading = _Reading(settings, memory, remembered, {remembered[path].digest: path for path in missing})
    for number, file in enumerate(files.values()):
        if number % _STEP == 0:
            memory.commit()
            on_count(number)
        if (failure := reading.bring_up_to_date(file)) is not None:
            failures.append(failure)
    memory.forget(missing)
    failures += (failure for path, failure in memory.failures() if path in files)
    unreadable.update(Path(path_of(failure.name)) for failure in failures)
    memory.commit()
    told, sources = [], set()
    with uncollected():
        for path, one in memory.told():
            told.append(one)
            sources.add(path)
    lost = Within(unreadable)
    barren = (file for file in files.values() if file.name not in sources and str(file.path) not in lost)
    return Intake(
        told=tuple(told),
        failures=tuple(failures),
        unreadable=frozenset(unreadable),
        piped=frozenset(filter(is_piped, files)),
        fruitless=Counter(file.path.suffix.lower() for file in barren),
    )


def _missing(
    files: Mapping[str, File], own: Within, unreadable: Within, remembered: Mapping[str, Look]
) -> tuple[str, ...]:
    """Remembered files that are certainly gone: of the places that could be listed."""
    return tuple(path for path in remembered if path not in files and path in own and path not in unreadable)


@dataclass(frozen=True, slots=True)
class _Reading:
    settings: CorpusSettings
    memory: Readings
    remembered: Mapping[str, Look]
    missing: Mapping[str, str]  # paths of files that are gone, by their digests

    def bring_up_to_date(self, file: File) -> Failure | None:
        """Read a file unless it is certainly the same. A failure if it cannot be opened; what it told is kept then."""
        before = self.remembered.get(file.name)
        try:
            stat = file.path.stat()
            if before and before.still(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns):
                return None
            look = _look(file.path, stat)
        except OSError as error:
            return Failure(file.name, not_opened(file.name, error).reason)
        if before and before.digest == look.digest:
            self.memory.touch(file.name, look)
        else:
            self._read(file, look)
        return None

    def _read(self, file: File, look: Look) -> None:
        told: list[Told] = []
        failures: list[Failure] = []
        ids = {one.own_id: one.id for one in self.memory.told_by(file.name)}
        moved = {one.hash: one.id for one in self._told_where_it_was(file, look)}
        found = recognised(file, self.settings)
        if isinstance(found, DocumentError):
            failures.append(Failure(found.name, found.reason))
        elif isinstance(found, Recognised):
            for _, one in readings_of(found, self.settings):
                if isinstance(one, DocumentError):
                    failures.append(Failure(one.name, one.reason))
                else:
                    own = one.article
                    told.append(_told(one, ids.get(own.id) or moved.get(own.own_hash, "")))
        if is_piped(file.name):
            self.memory.forget_piped({one.own_id for one in told if one.id_stated})
        self.memory.remember(file.name, look, told, failures)

    def _told_where_it_was(self, file: File, look: Look) -> Sequence[Told]:
        """What a file told before it was moved or renamed, which nothing but its content tells."""
        if file.name in self.remembered:
            return ()
        was = self.missing.get(look.digest)
        return self.memory.told_by(was) if was else ()


def _look(path: Path, stat: os.stat_result) -> Look:
    looked = time.time_ns()
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return Look(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, looked, digest)


def _told(draft: Draft, id_: str) -> Told:
    article = draft.article
    day_first, month_first = draft.days or (None, None)
    return Told(
        source=article.source,
        own_id=article.id,
        id_stated=draft.id_stated,
        id=id_,
        hash=article.own_hash,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        published=article.published.isoformat() if article.published else None,
        licence=article.licence.id,
        day_first=day_first.isoformat() if day_first else None,
        month_first=month_first.isoformat() if month_first else None,
        date_order=draft.order or "",
        site=draft.site,
        signature=signature_of(article.body),
    )
