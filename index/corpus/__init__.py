"""Readers: files into articles. A document that cannot be read is yielded as an error and skipped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from index.config import CorpusSettings
from index.corpus.files import File, Place, Recognised, listed, readings_of, recognised
from index.corpus.source import path_of
from index.corpus.stories import Kept
from index.errors import DocumentError
from index.models import Article

_DEFAULTS = CorpusSettings()


def read(places: Sequence[Place], settings: CorpusSettings = _DEFAULTS) -> Iterator[Article | DocumentError]:
    """All articles in ``places`` as their own documents tell them, in the order of their files' names.

    Errors stand in their places. In a folder, files of no known format and hidden ones are passed over.
    """
    return _read(listed(places), settings)


def read_again(settled: Mapping[str, Kept], places: Sequence[Place], settings: CorpusSettings) -> Iterator[Article]:
    """Articles that were read before, with what the whole corpus settled of them; those that are gone are left out.

    They are read a second time rather than held: a corpus may be larger than the memory.
    """
    wanted = {kept.told.source: kept for kept in settled.values()}
    piped = {one.name: one for one in listed([place for place in places if not isinstance(place, Path)])}
    names = dict.fromkeys(path_of(source) for source in wanted)
    files = (piped.get(name) or File(Path(name), name) for name in names)
    for one in _read(files, settings):
        if isinstance(one, Article) and (kept := wanted.get(one.source)):
            yield kept.shown(one)


def _read(files: Iterable[File | DocumentError], settings: CorpusSettings) -> Iterator[Article | DocumentError]:
    for file in files:
        found = recognised(file, settings) if isinstance(file, File) else file
        if isinstance(found, DocumentError):
            yield found
        elif isinstance(found, Recognised):
            for _, one in readings_of(found, settings):
                yield one if isinstance(one, DocumentError) else one.article
