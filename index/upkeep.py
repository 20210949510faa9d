"""Upkeep of an index: checked against itself, copied, put back, and made small."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from index.config import IndexSettings
from index.errors import DamagedError, StoreError
from index.models import Span, Unit
from index.search import published, publishing
from index.search.filters import Condition
from index.storage.copies import copy_store, damage_in, remove_store
from index.storage.database import FILE
from index.storage.locks import deriving, writing
from index.storage.rows import StoredArticle
from index.storage.store import Store


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with an index. ``repaired`` if it was made anew from the store."""

    where: str
    reason: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Compacted:
    """The bytes that an index takes before and after."""

    before: int
    after: int


def check(settings: IndexSettings) -> tuple[Fault, ...]:
    """Compare all that an index holds with what it should agree with; derived files that are damaged are built anew.

    Raises NoIndexError if there is no index, StoreError if the store cannot be opened at all.
    """
    store = Store.open(settings.data)
    damaged = tuple(Fault(str(store.path), reason) for reason in damage_in(store.path))
    if damaged:
        return damaged
    sequence = store.published
    faults = _faults_of_articles(store, sequence, settings.data)
    folder = settings.data / "derived"
    try:
        published.check(folder, sequence)
        _compare(store, folder, sequence)
    except StoreError as error:
        with deriving(folder):
            publishing.build(folder, store, sequence, store.encoder)
        return (*faults, Fault(str(folder / str(sequence)), str(error), repaired=True))
    return faults


def backup(settings: IndexSettings, target: Path) -> None:
    """Copy the store into a file while others read and write it. Raises StoreError if it cannot be written."""
    store = Store.open(settings.data)
    aside = target.with_name(f".{target.name}.part")
    try:
        copy_store(store.path, aside)
        aside.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error}); name a file in a folder that exists") from error
    finally:
        aside.unlink(missing_ok=True)


def restore(settings: IndexSettings, source: Path) -> None:
    """Put a backup in the place of the store. Readers see the former state until all is there.

    Raises StoreError if ``source`` is damaged, BusyError if another process is writing.
    """
    with writing(settings.data):
        aside = settings.data / ".restoring"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        try:
            copy_store(source, aside / FILE)
            if damage := damage_in(aside / FILE):
                raise StoreError(f"{source}: damaged ({damage[0]}); take another backup")
            _put_in_place(Store.create(aside), settings.data)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def compact(settings: IndexSettings) -> Compacted:
    """Give up the room of what was removed, and write the derived files whole. Raises BusyError as a run does."""
    with writing(settings.data):
        before = _bytes_in(settings.data)
        store = Store.create(settings.data)
        store.purge()
        store.vacuum()
        folder = settings.data / "derived"
        with deriving(folder):
            publishing.build(folder, store, store.published, store.encoder)
        published.clean(folder, keep=(store.published,))
        return Compacted(before, _bytes_in(settings.data))


def _faults_of_articles(store: Store, sequence: int, folder: Path) -> tuple[Fault, ...]:
    speakers = {one.number for one in store.speakers(sequence)}
    found = {
        key: fault
        for key, expected in store.hashes(sequence).items()
        if (fault := _fault(store, key, expected, speakers))
    }
    if not found:
        return ()
    try:
        with writing(folder):
            Store.create(folder).read_again(found)
        remedy = "the next run reads it again"
    except StoreError as error:  # busy, or it may not be written
        remedy = f"check again when that can be noted for the next run ({error})"
    return tuple(replace(fault, reason=f"{fault.reason}; {remedy}") for fault in found.values())


def _fault(store: Store, key: int, expected: str, speakers: set[int]) -> Fault | None:
    """What is wrong with one article; None if nothing is."""
    try:
        stored = store.stored(key)
    except DamagedError as error:
        name, _, reason = str(error).partition(": ")
        return Fault(name, reason)
    name = stored.article.source or stored.article.id
    if not stored.sound or stored.article.content_hash != expected:
        return Fault(name, "its text or what is told of it is not what was stored")
    if not _spans_fit(stored):
        return Fault(name, "a statement or passage reaches beyond its text")
    if not speakers.issuperset((*stored.speakers.values(), *stored.said_by.values())):
        return Fault(name, "names a speaker that the registry does not hold")
    return None


def _spans_fit(stored: StoredArticle) -> bool:
    whole = Span(0, len(stored.article.text))
    spans = [one.span for one in stored.passages] + [one.span for one in stored.statements]
    return all(map(whole.covers, spans))


def _compare(store: Store, folder: Path, sequence: int) -> None:
    """Raise StoreError unless the derived files hold the rows of the store."""
    derived = published.load(folder, sequence)
    for unit in Unit:
        if derived.units[unit].segments.keys(Condition()) != store.unit_keys(unit, sequence):
            raise StoreError(f"{folder / str(sequence)}: its {unit}s are not those of the store")


def _put_in_place(restored: Store, data: Path) -> None:
    """Publish what was restored under a number that no reader has seen, derived files first."""
    path, folder = data / FILE, data / "derived"
    try:
        sequence = Store.open(data).published + 1
    except StoreError:  # none, or one that is damaged
        sequence = 1
    sequence = restored.renumber(sequence)
    with deriving(folder):
        publishing.build(folder, restored, sequence, restored.encoder)
    restored.close()
    try:
        copy_store(restored.path, path)
    except StoreError:
        remove_store(path)
        restored.path.replace(path)
    published.clean(folder, keep=(sequence,))


def _bytes_in(folder: Path) -> int:
    """The bytes of all files, one that has several links counted once."""
    found = (path.stat() for path in folder.rglob("*") if path.is_file())
    return sum({(one.st_dev, one.st_ino): one.st_size for one in found}.values())
