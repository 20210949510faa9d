"""Upkeep of an index: checked against itself, copied, put back, made small, and moved to another engine."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from index.config import IndexSettings
from index.errors import ConfigError, DamagedError, StoreError
from index.models import Span
from index.search.answering import Answering
from index.search.folder import Folder
from index.search.homes import Home, home_of
from index.storage.copies import copy_store, damage_in
from index.storage.database import FILE
from index.storage.moving import copy_rows
from index.storage.rows import StoredArticle
from index.storage.store import Store
from index.storage.tables import Tables

_OTHER: dict[str, Literal["embedded", "cluster"]] = {"embedded": "cluster", "cluster": "embedded"}
_KINDS = tuple(_OTHER)


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


@dataclass(frozen=True, slots=True)
class Moved:
    """Where an index was and is now, how many articles it holds, and the sequence that shows them."""

    source: str
    target: str
    articles: int
    sequence: int


def place_of(settings: IndexSettings) -> str:
    """Where the index of these settings is, as messages give it."""
    return home_of(settings).name


def answering(settings: IndexSettings) -> tuple[Answering, ...]:
    """The servers that keep an index, each asked for its version; none where it is a folder. Raises StoreError."""
    return home_of(settings).answering()


def check(settings: IndexSettings) -> tuple[Fault, ...]:
    """Compare all that an index holds with what it should agree with; a search that does not is built anew.

    Raises NoIndexError if there is no index, StoreError if the store cannot be opened at all.
    """
    home = home_of(settings)
    store = home.open()
    damaged = tuple(Fault(store.name, reason) for reason in home.damage(store))
    if damaged:
        return damaged
    faults = _faults_of_articles(home, store)
    try:
        home.check(store)
    except StoreError as error:
        home.repair(store)
        where, _, reason = str(error).partition(": ")
        return (*faults, Fault(where, reason, repaired=True))
    return faults


def backup(settings: IndexSettings, target: Path) -> None:
    """Copy the index into one file while others read and write it. Raises StoreError if it cannot be written."""
    store = home_of(settings).open()
    aside = target.with_name(f".{target.name}.part")
    try:
        if isinstance(store, Store):
            copy_store(store.path, aside)
        else:
            with TemporaryDirectory(prefix="onrecord-") as folder:
                copy = Store.create(Path(folder))
                copy_rows(store, copy)
                copy_store(copy.path, aside)
        aside.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error}); name a file in a folder that exists") from error
    finally:
        aside.unlink(missing_ok=True)


def restore(settings: IndexSettings, source: Path) -> None:
    """Put a backup in the place of the index. Readers see the former state until all is there.

    Raises StoreError if ``source`` is damaged, BusyError if another process is writing.
    """
    home = home_of(settings)
    with home.writing():
        if isinstance(home, Folder):
            home.restore(source)
            return
        with TemporaryDirectory(prefix="onrecord-") as folder:
            copy_store(source, Path(folder) / FILE)
            if damage := damage_in(Path(folder) / FILE):
                raise StoreError(f"{source}: damaged ({damage[0]}); take another backup")
            home.take_over(Store.create(Path(folder)))


def compact(settings: IndexSettings) -> Compacted:
    """Give up the room of what was removed, and make the search anew. Raises BusyError as a run does."""
    home = home_of(settings)
    with home.writing():
        store = home.create()
        before = home.size(store)
        store.purge()
        store.vacuum()
        home.rebuild(store)
        return Compacted(before, home.size(store))


def migrate(settings: IndexSettings, kind: Literal["embedded", "cluster"], *, replace_there: bool = False) -> Moved:
    """Put the index of the other engine in the place of this one's, without reading or analysing anything anew.

    Raises StoreError if there is an index already, unless it may be replaced, BusyError if another process is writing.
    """
    engines = {one: settings.kept_by(settings.engine.model_copy(update={"kind": one})) for one in _KINDS}
    try:
        settings.engine.check_servers()
    except ValueError as error:
        if kind == settings.engine.kind == "embedded":
            raise ConfigError(
                "the index is in the folder already, and [engine] names no servers to take another from; to move it to "
                "servers, name postgres and milvus there and give --to cluster"
            ) from error
        raise ConfigError(f"[engine] {error}") from error
    source, target = home_of(engines[_OTHER[kind]]), home_of(engines[kind])
    taken = source.open()
    with target.writing():
        there = target.create()
        if there.published and there.article_count(there.published) and not replace_there:
            raise StoreError(f"{target.name}: holds an index already; --replace puts the other one in its place")
        sequence = target.take_over(taken)
    return Moved(source.name, target.name, target.open().article_count(sequence), sequence)


def _faults_of_articles(home: Home, store: Tables) -> tuple[Fault, ...]:
    sequence = store.published
    speakers = {one.number for one in store.speakers(sequence)}
    found = {
        key: fault
        for key, expected in store.hashes(sequence).items()
        if (fault := _fault(store, key, expected, speakers))
    }
    if not found:
        return ()
    try:
        with home.writing():
            home.create().read_again(found)
        remedy = "the next run reads it again"
    except StoreError as error:  # busy, or it may not be written
        remedy = f"check again when that can be noted for the next run ({error})"
    return tuple(replace(fault, reason=f"{fault.reason}; {remedy}") for fault in found.values())


def _fault(store: Tables, key: int, expected: str, speakers: set[int]) -> Fault | None:
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
