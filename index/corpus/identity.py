"""Ids: one for each article of the corpus, the same over runs, wherever else its name stands.

An article has the id that its document states, or its file's name. Where another article has that id already, the
names of its file and its folders stand before it. Whoever had an id first keeps it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.corpus.source import STANDARD_INPUT, is_piped, path_of
from index.progress import Failure
from index.storage.readings import Told
from index.storage.rows import Known

_DIGEST = 16
_TAKEN = "its id {id!r} is taken by {holder}; give it another"


@dataclass(frozen=True, slots=True)
class Copied:
    """The source of an article that is left out, and that of the one whose copy it is."""

    source: str
    original: str


def identified(
    told: Sequence[Told], known: Mapping[str, Known], abandoned: Callable[[str, Told], bool]
) -> tuple[list[Told], list[Copied], list[Failure]]:
    """The articles under the ids that they keep, those that are left out as copies, and a failure for each without id.

    ``told`` have the id that they had before, or none yet. ``abandoned`` says whether a stored id may be taken over
    by an article, because nothing stands any more where it was read. What is the same as another article in
    everything is its copy.
    """
    holders: dict[str, Told] = {}
    given: dict[int, str] = {}
    copies: list[Copied] = []
    held = [_held(one, known) for one in told]
    for number in sorted(range(len(told)), key=lambda number: not held[number]):
        one = told[number]
        for candidate in _candidates(one):
            holder = holders.get(candidate)
            if holder and _same(holder, one):
                copies.append(Copied(one.source, holder.source))
                break
            if holder is None and _free(candidate, one, known, abandoned):
                holders[candidate] = one
                given[number] = candidate
                break
    named = [one if (one := told[number]).id == id_ else replace(one, id=id_) for number, id_ in sorted(given.items())]
    return named, copies, list(_failures(told, given, holders))


def _held(told: Told, known: Mapping[str, Known]) -> bool:
    """Whether an article has an id already: from an earlier run, or as it stands in the store."""
    if told.id:
        return True
    was = known.get(_own_id(told))
    return was is not None and _file(was.source) == _file(told.source)


def _free(candidate: str, told: Told, known: Mapping[str, Known], abandoned: Callable[[str, Told], bool]) -> bool:
    was = known.get(candidate)
    return was is None or _file(was.source) == _file(told.source) or abandoned(candidate, told)


def _candidates(told: Told) -> Iterator[str]:
    if told.id:
        yield told.id
    own = _own_id(told)
    yield own
    file = Path(path_of(told.source))
    own = f"{file.name.partition('.')[0]}/{own}" if told.id_stated else own
    if told.id_stated:
        yield own
    for parent in file.parents:
        if parent.name:
            own = f"{parent.name}/{own}"
            yield own
    yield f"{file.name}/{own}"


def _file(source: str) -> str:
    """The path of a source's file; whatever was piped in came from one place."""
    return STANDARD_INPUT if is_piped(source) else path_of(source)


def _own_id(told: Told) -> str:
    """The id by its document. What was piped in without one has no place, and is told by its content."""
    piped = is_piped(told.source) and not told.id_stated
    return f"piped-{told.hash[:_DIGEST]}" if piped else told.own_id


def _same(one: Told, other: Told) -> bool:
    return one.hash == other.hash and _own_id(one) == _own_id(other)


def _failures(told: Sequence[Told], given: Mapping[int, str], holders: Mapping[str, Told]) -> Iterator[Failure]:
    for number, one in enumerate(told):
        holder = holders.get(_own_id(one))
        if number not in given and holder and not _same(holder, one):
            yield Failure(one.source, _TAKEN.format(id=one.own_id, holder=holder.source))
