"""The files derived from one published sequence of the store: segments and words of each unit.

``derived/<sequence>/`` is complete in itself. What did not change since the preceding sequence is there as a hard link
to the same file, which takes no room and no time, and is gone when the last sequence that holds it is. The folder is
written aside, synced and renamed, so that it is there whole or not at all. Its manifest tells damaged files (see
``manifest``): the libraries that read them crash on some damage and give wrong answers on other. What is missing or
damaged is built again from the store.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from index.errors import StoreError
from index.models import Unit
from index.search.catalogue import CATALOGUE, FORMAT, Catalogue, UnitInfo
from index.search.derived import Derived, UnitFiles
from index.search.manifest import check_files
from index.search.segments import Segment, Segments
from index.search.words import WordFile

CONTENTS = "contents.json"
SEGMENTS, WORDS = "segments", "words"


def load(folder: Path, sequence: int) -> Derived:
    """Open the files of a sequence. Raises StoreError if they are missing or damaged."""
    root = folder / str(sequence)
    catalogue = catalogue_of(root)
    try:
        return Derived(catalogue, {unit: _load_unit(root / unit.value, catalogue.units[unit]) for unit in Unit})
    except (OSError, ValueError) as error:
        raise _damaged(root, error) from error


def check(folder: Path, sequence: int) -> None:
    """Compare every byte of a sequence's files with what was written. Raises StoreError, naming a file that differs."""
    root = folder / str(sequence)
    try:
        check_files(root, whole=True)
    except (OSError, ValueError) as error:
        raise _damaged(root, error) from error
    load(folder, sequence)


def clean(folder: Path, keep: Sequence[int]) -> None:
    """Remove the files of every other sequence, and what a killed run left."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in {str(sequence) for sequence in keep}:
            shutil.rmtree(path, ignore_errors=True)


def catalogue_of(root: Path) -> Catalogue:
    """What the folder of a sequence holds. Raises StoreError if it is missing or damaged."""
    try:
        check_files(root)
        catalogue = CATALOGUE.validate_json((root / CONTENTS).read_bytes())
    except (OSError, ValueError) as error:
        raise _damaged(root, error) from error
    if catalogue.format != FORMAT:
        raise _damaged(root, ValueError("of another version"))
    return catalogue


def _damaged(root: Path, error: Exception) -> StoreError:
    return StoreError(f"{root}: missing or damaged ({error}); it is rebuilt from the store")


def _load_unit(folder: Path, info: UnitInfo) -> UnitFiles:
    segments = Segments([Segment.load(folder / SEGMENTS / one.name) for one in info.segments])
    files = UnitFiles(segments, WordFile.load(folder / WORDS))
    if not info.rows == len(segments) == len(files.words):
        raise StoreError(f"{folder}: its files disagree on the number of rows")
    return files
