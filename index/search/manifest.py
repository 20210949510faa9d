"""What tells a folder of derived files from a damaged one: the size and digests of each file.

Opening compares sizes and the digest of each file's two ends, which shows what was cut short, replaced or swapped and
takes no longer for a larger file. ``onrecord check`` compares whole files.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

_MANIFEST = "manifest.json"
_END_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class FileStamp:
    """The size of a file in bytes and SHA-256 of its two ends and of all of it."""

    size: int
    ends: str
    whole: str


Manifest = dict[str, FileStamp]
_MANIFEST_OF: TypeAdapter[Manifest] = TypeAdapter(Manifest)


def write_manifest(folder: Path, before: Path | None) -> None:
    """Sync and stamp every file of ``folder``; what is a link to one of ``before`` keeps its stamp."""
    known = read_manifest(before) if before else {}
    stamps = {}
    for name, path in _files(folder).items():
        if before and name in known and _same_file(path, before / name):
            stamps[name] = known[name]
            continue
        stamps[name] = _stamp(path)
        _sync(path)
    body = _MANIFEST_OF.dump_json(stamps)
    (folder / _MANIFEST).write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    _sync(folder / _MANIFEST)
    _sync(folder)


def read_manifest(folder: Path) -> Manifest:
    """The stamps that were written. Raises OSError or ValueError."""
    digest, _, body = (folder / _MANIFEST).read_bytes().partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        raise ValueError(f"{_MANIFEST} is not what was written")
    return _MANIFEST_OF.validate_json(body)


def check_files(folder: Path, *, whole: bool = False) -> None:
    """Raise ValueError, naming the file, if the files are not those that were written; by their ends, or whole."""
    stamps, found = read_manifest(folder), _files(folder)
    for name in sorted(stamps.keys() | found.keys()):
        if name not in found:
            raise ValueError(f"{name} is missing")
        if name not in stamps:
            raise ValueError(f"{name} does not belong there")
        if not _is_as_stamped(found[name], stamps[name], whole=whole):
            raise ValueError(f"{name} is not what was written")


def _is_as_stamped(path: Path, stamp: FileStamp, *, whole: bool) -> bool:
    if path.stat().st_size != stamp.size:
        return False
    return _whole(path) == stamp.whole if whole else _ends(path) == stamp.ends


def _files(folder: Path) -> Mapping[str, Path]:
    """Every file but the manifest itself and tantivy's locks, by its path in the folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(paths)
        if path.suffix != ".lock" and path.name != _MANIFEST
    }


def _stamp(path: Path) -> FileStamp:
    return FileStamp(path.stat().st_size, _ends(path), _whole(path))


def _ends(path: Path) -> str:
    size = path.stat().st_size
    with path.open("rb") as file:
        digest = hashlib.sha256(file.read(_END_BYTES))
        file.seek(max(_END_BYTES, size - _END_BYTES))
        digest.update(file.read(_END_BYTES))
    return digest.hexdigest()


def _whole(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _same_file(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
