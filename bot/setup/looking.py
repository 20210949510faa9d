"""What ``onrecord init`` sees of a corpus and of a folder before it takes them."""

import os
from collections.abc import Iterator
from pathlib import Path

from bot.command.places import fault_of
from bot.command.terminal import waiting
from bot.words import setup as words
from index.config import CorpusSettings
from index.corpus.inspection import inspect
from index.errors import ConfigError

_MOST = 200  # articles that are looked at
_REASONS = 3


def looked_at(path: Path) -> Iterator[str]:
    """What the first articles of a corpus have and lack, in lines. Raises ConfigError if it cannot be read."""
    if fault := fault_of(path):
        raise ConfigError(fault)
    with waiting(words.LOOKING):
        found = inspect([path.absolute()], CorpusSettings(), most=_MOST)
    yield (words.SEEN_FIRST if found.articles >= _MOST else words.SEEN).format(path=path, count=found.articles)
    for name, told in found.fields.items():
        if told.count < found.articles:
            yield words.LACKS.format(field=name, count=found.articles - told.count, of=found.articles)
    for reason, told in sorted(found.skipped.items(), key=lambda one: -one[1].count)[:_REASONS]:
        yield words.SKIPS.format(count=told.count, reason=reason)
    if found.passed_over:
        kinds = ", ".join(f"{told.count:,} {kind or words.NO_ENDING}" for kind, told in found.passed_over.items())
        yield words.PASSES_OVER.format(kinds=kinds)


def writable(folder: Path) -> str | None:
    """What keeps this user from writing into a folder that may not be there yet; None if nothing does."""
    standing = next(one for one in (folder, *folder.parents) if one.exists())
    if not standing.is_dir():
        return f"{standing}: is no folder; name another"
    if not os.access(standing, os.W_OK | os.X_OK):
        return f"{standing}: may not be written by this user; {words.MAKE_WRITABLE}"
    return None
