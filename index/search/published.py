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
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter

from index.errors import StoreError
from index.models import Passage, Speaker, Statement
from index.search.documents import passage_document, speaker_of, statement_document
from index.search.vectors import VectorFile
from index.search.words import WordDocument, WordFile
from index.storage.locks import share
from index.storage.rows import ArticleRow, UnitRow
from index.storage.store import Store

_SPEAKERS = TypeAdapter(list[Speaker])
_CONTENTS = "contents.json"
_MANIFEST = "manifest.json"
_RECALL_SAMPLE = 50


class Unit(StrEnum):
    """What is searched."""

    STATEMENT = "statement"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Facets:
    """Columns beside the rows of a unit, to filter a vector search with: one entry a row.

    ``speakers`` and ``publishers`` are positions in the lists of ``Derived`` (-1: none), ``days``
    proleptic ordinals (0: unknown), ``articles`` rows of the store.
    """

    keys: npt.NDArray[np.int64]
    articles: npt.NDArray[np.int64]
    speakers: npt.NDArray[np.int32]
    publishers: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class UnitFiles:
    """The opened files of one unit."""

    facets: Facets
    vectors: VectorFile
    words: WordFile


@dataclass(frozen=True, slots=True)
class Derived:
    """All derived files of one sequence, opened. ``recall`` is recall@10 of the vector search, by unit."""

    sequence: int
    encoder: str
    articles: int
    publishers: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    recall: dict[str, float]
    units: dict[Unit, UnitFiles]


def build(folder: Path, store: Store, sequence: int, speakers: Sequence[Speaker], encoder: str) -> None:
    """Write ``folder/<sequence>`` from the store's rows visible at ``sequence``.

    Call it with the connection that holds the unpublished transaction, or after publication.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    try:
        publishers: dict[str, int] = {}
        recall = {}
        for unit in Unit:
            recall[unit.value] = _build_unit(
                aside / unit.value, unit, store, sequence, speakers=speakers, publishers=publishers
            )
        contents = {
            "sequence": sequence,
            "encoder": encoder,
            "articles": len(store.article_keys(sequence)),
            "publishers": list(publishers),
            "speakers": _SPEAKERS.dump_python(list(speakers), mode="json"),
            "recall": recall,
        }
        (aside / _CONTENTS).write_text(json.dumps(contents, ensure_ascii=False), encoding="utf-8")
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
        contents = json.loads((root / _CONTENTS).read_text(encoding="utf-8"))
        return Derived(
            sequence=sequence,
            encoder=contents["encoder"],
            articles=contents["articles"],
            publishers=tuple(contents["publishers"]),
            speakers=tuple(_SPEAKERS.validate_python(contents["speakers"])),
            recall=contents["recall"],
            units={unit: _load_unit(root / unit.value) for unit in Unit},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{root}: missing or damaged ({error}); it is rebuilt from the store") from error


def clean(folder: Path, keep: Sequence[int]) -> None:
    """Remove the files of every other sequence, and what a killed run left."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in {str(sequence) for sequence in keep}:
            shutil.rmtree(path, ignore_errors=True)


def _build_unit(
    target: Path, unit: Unit, store: Store, sequence: int, *, speakers: Sequence[Speaker], publishers: dict[str, int]
) -> float:
    """Write the files of one unit in one pass over its rows; gives the recall of its vector search."""
    target.mkdir()
    gathered = _Gathered(store.unit_count(unit.value, sequence), speakers, publishers)

    def documents() -> Iterator[WordDocument]:
        by_id = {speaker.id: speaker for speaker in speakers}
        articles = store.article_rows(sequence)
        article: ArticleRow | None = None
        for row in store.unit_rows(unit.value, sequence):
            while article is None or article.key != row.article:
                article = next(articles)
            document = _document(article, row.unit, by_id)
            gathered.add(row, document)
            yield document

    WordFile.build(target / "words", documents())
    np.savez(target / "facets.npz", **gathered.columns)  # type: ignore[arg-type]
    files = VectorFile.build(gathered.vectors)
    files.save(target / "vectors.faiss")
    sample = np.random.default_rng(0).permutation(len(gathered.vectors))[:_RECALL_SAMPLE]
    return files.recall(gathered.vectors, sample.tolist())


class _Gathered:
    """The columns and vectors of a unit's rows, as they come by."""

    def __init__(self, count: int, speakers: Sequence[Speaker], publishers: dict[str, int]) -> None:
        self.columns = {
            name: np.zeros(count, dtype=np.int64) for name in ("keys", "articles", "speakers", "publishers", "days")
        }
        self.vectors: npt.NDArray[np.float16] = np.empty((count, 0), dtype=np.float16)
        self._speakers = {speaker.id: i for i, speaker in enumerate(speakers)}
        self._publishers = publishers
        self._at = 0

    def add(self, row: UnitRow, document: WordDocument) -> None:
        vector = np.frombuffer(row.vector, dtype=np.float16)
        if self._at == 0:
            self.vectors = np.empty((len(self.vectors), len(vector)), dtype=np.float16)
        publishers = self._publishers
        values = {
            "keys": row.key,
            "articles": row.article,
            "speakers": self._speakers[document.speaker] if document.speaker else -1,
            "publishers": publishers.setdefault(document.publisher, len(publishers)) if document.publisher else -1,
            "days": document.day.toordinal() if document.day else 0,
        }
        for name, value in values.items():
            self.columns[name][self._at] = value
        self.vectors[self._at] = vector
        self._at += 1


def _document(row: ArticleRow, unit: Passage | Statement, speakers: dict[str, Speaker]) -> WordDocument:
    if isinstance(unit, Passage):
        return passage_document(row.article, unit)
    return statement_document(row.article, row.sentences, unit, speaker_of(unit, row.article, row.speakers, speakers))


def _load_unit(folder: Path) -> UnitFiles:
    with np.load(folder / "facets.npz") as columns:
        facets = Facets(
            keys=columns["keys"],
            articles=columns["articles"],
            speakers=columns["speakers"].astype(np.int32),
            publishers=columns["publishers"].astype(np.int32),
            days=columns["days"].astype(np.int32),
        )
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
