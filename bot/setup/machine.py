"""What the doctor looks at before any configuration: Python, packages, what the formats need."""

import platform
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, metadata, requires, version

from packaging.requirements import Requirement

from bot.setup.finding import Finding, fault, note, sound
from bot.words import setup as words
from index.fingerprint import own_version

_OLDEST = (3, 11)
_DISTRIBUTION = "onrecord"


def look_at_python() -> Iterator[Finding]:
    """The interpreter."""
    running = platform.python_version()
    if sys.version_info < _OLDEST:
        yield fault("python", words.PYTHON_TOO_OLD.format(version=running), words.NEWER_PYTHON)
    else:
        yield sound("python", words.PYTHON.format(version=running, executable=sys.executable))


def look_at_packages() -> Iterator[Finding]:
    """The packages that the project names, and those of its extras."""
    try:
        wanted = [Requirement(one) for one in requires(_DISTRIBUTION) or ()]
    except PackageNotFoundError:
        yield note("packages", words.NOT_INSTALLED, words.INSTALL)
        return
    lacking = list(_lacking(one for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})))
    if lacking:
        yield fault("packages", words.LACKING.format(packages=", ".join(lacking)), words.pip(lacking))
    else:
        yield sound("packages", words.COMPLETE.format(version=own_version()))
    for extra in _extras(wanted):
        if without := list(_lacking(_of_extra(extra, wanted))):
            yield note(f"extra {extra}", words.EXTRA_LACKING.format(packages=", ".join(without)), words.install(extra))


def _extras(wanted: Sequence[Requirement]) -> list[str]:
    """The extras, but for those whose packages another one brings along."""
    names = sorted(metadata(_DISTRIBUTION).get_all("Provides-Extra") or ())
    brought = {name: {one.name for one in _of_extra(name, wanted)} for name in names}
    return [name for name in names if not any(brought[name] < other for other in brought.values())]


def _of_extra(extra: str, wanted: Sequence[Requirement]) -> Iterator[Requirement]:
    """The packages that an extra brings besides those that are needed in any case, those of extras in it included."""
    for one in wanted:
        if one.marker is None or one.marker.evaluate({"extra": ""}) or not one.marker.evaluate({"extra": extra}):
            continue
        if one.name == _DISTRIBUTION:
            for inner in sorted(one.extras):
                yield from _of_extra(inner, wanted)
        else:
            yield one


def _lacking(wanted: Iterable[Requirement]) -> Iterator[str]:
    for one in wanted:
        try:
            found = version(one.name)
        except PackageNotFoundError:
            yield f"{one.name}{one.specifier}"
            continue
        if not one.specifier.contains(found, prereleases=True):
            yield f"{one.name}{one.specifier}"
