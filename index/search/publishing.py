"""Writing the derived files of a sequence: whole, or from those of the preceding one and what changed since."""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.errors import StoreError
from index.models import Unit
from index.search import policy, published
from index.search.catalogue import CATALOGUE, Catalogue, UnitInfo
from index.search.derived import Derived
from index.search.documents import documents_of
from index.search.manifest import read_manifest, write_manifest
from index.search.published import CONTENTS, SEGMENTS, WORDS, catalogue_of
from index.search.segments import SegmentInfo, articles_in, mark_removed, write_segment
from index.search.words import WordDocument, WordFile
from index.storage.locks import deriving
from index.storage.rows import Changes
from index.storage.truth import Truth

_COPIED = frozenset({"meta.json", ".managed.json"})  # the files that tantivy replaces


def build(folder: Path, store: Truth, sequence: int, encoder: str) -> None:
    """Write ``folder/<sequence>`` whole, from the store's rows visible at ``sequence``."""
    with _aside(folder, sequence) as aside:
        everything = Changes(tuple(store.article_keys(sequence)), ())
        writer = _Writer(aside, store, sequence)
        writer.write(encoder, dict.fromkeys(Unit, everything), dict.fromkeys(Unit, UnitInfo()))
        write_manifest(aside, None)


def advance(folder: Path, store: Truth, sequence: int, encoder: str, changes: Mapping[Unit, Changes]) -> None:
    """Write ``folder/<sequence>`` from the preceding sequence and what changed since, or whole where that is not there.

    Call it with the connection that holds the unpublished transaction.
    """
    before = folder / str(sequence - 1)
    try:
        catalogue = catalogue_of(before)
    except StoreError:
        catalogue = None
    if catalogue is None or catalogue.encoder != encoder:
        build(folder, store, sequence, encoder)
        return
    with _aside(folder, sequence) as aside:
        _link(before, aside)
        _Writer(aside, store, sequence).write(encoder, changes, catalogue.units)
        write_manifest(aside, before)


def load_or_build(folder: Path, store: Truth) -> Derived:
    """Open the derived files of the published sequence; where they are damaged or missing they are written anew."""
    while True:
        sequence = store.published
        try:
            return published.load(folder, sequence)
        except StoreError:
            if store.published == sequence:  # else the next one took its place meanwhile
                break
    with deriving(folder):
        try:  # another process may have been first
            return published.load(folder, sequence)
        except StoreError:
            build(folder, store, sequence, store.encoder)
    return published.load(folder, sequence)


@contextmanager
def _aside(folder: Path, sequence: int) -> Iterator[Path]:
    """A folder that becomes that of the sequence if the block ends well."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".building-{secrets.token_hex(8)}"
    aside.mkdir()
    try:
        yield aside
        target = folder / str(sequence)
        shutil.rmtree(target, ignore_errors=True)
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _link(before: Path, aside: Path) -> None:
    for name in read_manifest(before):
        if name == CONTENTS:
            continue
        target = aside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            if target.name in _COPIED:
                raise OSError
            os.link(before / name, target)
        except OSError:  # also where the file system knows no links
            shutil.copy2(before / name, target)


class _Writer:
    """Writes the files of one sequence into ``root``, which holds what the preceding one has."""

    def __init__(self, root: Path, store: Truth, sequence: int) -> None:
        self._root = root
        self._store = store
        self._sequence = sequence
        self._publishers = store.publishers(sequence)

    def write(self, encoder: str, changes: Mapping[Unit, Changes], before: Mapping[Unit, UnitInfo]) -> None:
        """Bring segments and words in line, and write the catalogue."""
        units = {}
        for unit in Unit:
            units[unit] = self._segments(unit, changes[unit], before[unit])
            self._words(unit, changes[unit])
        articles = self._store.article_count(self._sequence)
        catalogue = Catalogue(self._sequence, encoder, articles, self._publishers, units)
        (self._root / CONTENTS).write_bytes(CATALOGUE.dump_json(catalogue))

    def _segments(self, unit: Unit, changes: Changes, before: UnitInfo) -> UnitInfo:
        folder = self._root / unit.value / SEGMENTS
        folder.mkdir(parents=True, exist_ok=True)
        segments = [mark_removed(folder / one.name, one, changes.removed) for one in before.segments]
        added = self._store.unit_counts(unit, changes.added)
        new = sum(added.values())
        made: list[SegmentInfo] = []
        replaced: set[int] = set()
        for merge in policy.plan([policy.Size(one.rows, one.removed) for one in segments], new):
            articles = {key for at in merge.segments for key in articles_in(folder / segments[at].name)}
            if merge.takes_new:
                articles |= added.keys()
            for part in _parts(self._store.unit_counts(unit, articles)):
                made.append(write_segment(folder / f"{self._sequence}-{len(made)}", unit, self._store, part))
            replaced.update(merge.segments)
        for at in replaced:
            shutil.rmtree(folder / segments[at].name)
        kept = [one for at, one in enumerate(segments) if at not in replaced]
        written = sum(one.rows for one in made)
        return UnitInfo((*kept, *made), before.added + new, before.written + written)

    def _words(self, unit: Unit, changes: Changes) -> None:
        folder = self._root / unit.value / WORDS
        if folder.exists() and not policy.worn(WordFile.size(folder)):
            if changes.added or changes.removed:
                WordFile.update(folder, changes.removed, self._documents(unit, changes.added))
            return
        shutil.rmtree(folder, ignore_errors=True)
        WordFile.build(folder, self._documents(unit, self._store.article_keys(self._sequence)))

    def _documents(self, unit: Unit, articles: Sequence[int]) -> Iterator[WordDocument]:
        for key in articles:
            yield from documents_of(unit, self._store.stored(key), self._publishers)


def _parts(counts: Mapping[int, int]) -> Iterator[list[int]]:
    """Articles with rows, in their order, in as few parts as the largest segment allows."""
    part: list[int] = []
    rows = 0
    for article, count in sorted(counts.items()):
        if part and rows + count > policy.LARGEST:
            yield part
            part, rows = [], 0
        part.append(article)
        rows += count
    if part:
        yield part
