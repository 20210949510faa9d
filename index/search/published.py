"""The files derived from one published sequence of the store: vectors, words and facets of each unit.

``derived/<sequence>/`` is written aside, synced and renamed, so that it is there whole or not at all.
Its manifest holds a digest of every other file, checked before one is opened (half a second for a gigabyte):
the libraries that read them crash on some damage and give wrong answers on other. What is missing or
damaged is built again from the store.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from index.errors import StoreError
from index.models import Passage, Speaker, Statement, Unit
from index.search.facets import Columns, Facets
from index.search.settled import Settled, settled
from index.search.vectors import VectorFile
from index.search.words import WordDocument, WordFile
from index.speakers import OVERRIDE
from index.speakers.office_holders import holder_of
from index.storage.locks import share
from index.storage.rows import CastArticle, EncodedRow
from index.storage.store import Store

_CONTENTS = "contents.json"
_MANIFEST = "manifest.json"
_RECALL_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class UnitFiles:
    """The opened files of one unit."""

    facets: Facets
    vectors: VectorFile
    words: WordFile


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one sequence holds besides its rows.

    ``articles`` counts them, ``publishers`` and ``speakers`` are the lists whose positions the facets
    hold, ``recall`` is recall@10 of the vector search, by unit.
    """

    sequence: int
    encoder: str
    articles: int
    publishers: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    recall: dict[Unit, float]


@dataclass(frozen=True, slots=True)
class Derived:
    """All derived files of one sequence, opened."""

    catalogue: Catalogue
    units: dict[Unit, UnitFiles]


_CATALOGUE = TypeAdapter(Catalogue)


def build(folder: Path, store: Store, sequence: int, speakers: Sequence[Speaker], encoder: str) -> None:
    """Write ``folder/<sequence>`` from the store's rows visible at ``sequence``.

    Call it with the connection that holds the unpublished transaction, or after publication.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    catalogue = Catalogue(
        sequence=sequence,
        encoder=encoder,
        articles=len(store.article_keys(sequence)),
        publishers=store.publishers(sequence),
        speakers=tuple(speakers),
        recall={},
    )
    try:
        decisions = settled(store, sequence, map(OVERRIDE.validate_json, store.overrides()), catalogue.speakers)
        recall = {unit: _build_unit(aside / unit.value, unit, store, catalogue, decisions) for unit in Unit}
        (aside / _CONTENTS).write_bytes(_CATALOGUE.dump_json(replace(catalogue, recall=recall)))
        (aside / _MANIFEST).write_text(json.dumps(_digests(aside)), encoding="utf-8")
        _sync(aside)
        target = folder / str(sequence)
        shutil.rmtree(target, ignore_errors=True)
        share(aside)
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def load(folder: Path, sequence: int) -> Derived:
    """Open the files of a sequence. Raises StoreError if they are missing or damaged."""
    root = folder / str(sequence)
    try:
        if json.loads((root / _MANIFEST).read_text(encoding="utf-8")) != _digests(root):
            raise ValueError("its files are not those that were written")
        catalogue = _CATALOGUE.validate_json((root / _CONTENTS).read_bytes())
        return Derived(catalogue, {unit: _load_unit(root / unit.value) for unit in Unit})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{root}: missing or damaged ({error}); it is rebuilt from the store") from error


def clean(folder: Path, keep: Sequence[int]) -> None:
    """Remove the files of every other sequence, and what a killed run left."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in {str(sequence) for sequence in keep}:
            shutil.rmtree(path, ignore_errors=True)


def _build_unit(target: Path, unit: Unit, store: Store, catalogue: Catalogue, decisions: Settled) -> float:
    """Write the files of one unit in one pass over its rows; gives the recall of its vector search."""
    target.mkdir()
    sequence = catalogue.sequence
    left_out = decisions.withdrawn if unit is Unit.STATEMENT else frozenset()
    columns = Columns(store.unit_count(unit, sequence) - len(left_out), catalogue.speakers, catalogue.publishers)

    def documents() -> Iterator[WordDocument]:
        by_id = {speaker.id: speaker for speaker in catalogue.speakers}
        articles = store.cast_articles(sequence)
        article: CastArticle | None = None
        for row in store.encoded_rows(unit, sequence):
            if row.key in left_out:
                continue
            while article is None or article.key != row.article:
                article = next(articles)
            document = _document(article, row, by_id, decisions)
            columns.add(row, document)
            yield document

    WordFile.build(target / "words", documents())
    columns.facets().save(target / "facets.npz")
    files = VectorFile.build(columns.vectors)
    files.save(target / "vectors.faiss")
    sample = np.random.default_rng(0).permutation(len(columns.vectors))[:_RECALL_SAMPLE]
    return files.recall(columns.vectors, sample.tolist())


def _document(article: CastArticle, row: EncodedRow, speakers: dict[str, Speaker], decisions: Settled) -> WordDocument:
    if isinstance(row.unit, Passage):
        return WordDocument.of_passage(article.article, row.unit)
    decided = row.key in decisions.speakers
    speaker = decisions.speakers[row.key] if decided else _speaker_of(row.unit, article, speakers)
    return WordDocument.of_statement(article.article, article.sentences, row.unit, speaker)


def _speaker_of(statement: Statement, row: CastArticle, speakers: dict[str, Speaker]) -> Speaker | None:
    """The corpus-wide speaker of a statement.

    Where the article ties a role to nobody, the person of its cast who holds it in other articles.
    """
    if statement.speaker is not None or statement.mention is None:
        return speakers.get(row.speakers.get(statement.speaker or "", ""))
    cast = {speakers[one] for one in row.speakers.values() if one in speakers}
    return holder_of(statement.mention.of(row.article.text), cast, row.article.day)


def _load_unit(folder: Path) -> UnitFiles:
    facets = Facets.load(folder / "facets.npz")
    files = UnitFiles(facets, VectorFile.load(folder / "vectors.faiss"), WordFile.load(folder / "words"))
    if not len(facets.keys) == len(files.vectors) == len(files.words):
        raise StoreError(f"{folder}: its files disagree on the number of rows")
    return files


def _digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file but the manifest itself and tantivy's locks, by its path in the folder."""
    digests = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.name != _MANIFEST:
            with path.open("rb") as file:
                digests[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
