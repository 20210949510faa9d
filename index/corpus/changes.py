"""What a reading of the corpus changes against what is stored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from index.config import CorpusSettings
from index.corpus.files import Place
from index.corpus.identity import Copied, identified
from index.corpus.intake import Intake, Within
from index.corpus.source import path_of
from index.corpus.stories import Kept, may_be_answered_from, settled
from index.progress import Failure
from index.storage.readings import Told
from index.storage.rows import Known

_FEW = 1  # a removal that never needs leave
_TOO_MANY = (
    "{gone:,} of its {all:,} articles are not there any more, which is more than [corpus] removable_share allows; "
    "nothing of it was removed. If they are to go, run again with --allow-removal"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``known`` is what stood in the store before, by id.

    ``added`` and ``changed`` are article ids; ``gone`` and ``moved`` hold rows of the store.
    ``moved`` gives the place from which an unchanged article is read now, and ``settled`` has the added and changed
    ones by id, with what only the whole corpus tells. ``named`` are all articles under their ids. ``repeated`` says
    how many articles of the run are not kept because a newer one tells their story, ``withheld`` how many because of
    their licence. ``copies`` are articles of the run that are left out because another one is the same in everything;
    ``fruitless`` counts files as ``Intake`` does.
    """

    known: Mapping[str, Known]
    added: frozenset[str]
    changed: frozenset[str]
    unchanged: int
    gone: tuple[int, ...]
    moved: Mapping[int, str]
    failures: tuple[Failure, ...]
    settled: Mapping[str, Kept]
    named: tuple[Told, ...]
    repeated: int
    withheld: int
    copies: tuple[Copied, ...]
    fruitless: Mapping[str, int]


def compare(
    known: Mapping[str, Known],
    intake: Intake,
    places: Sequence[Place],
    settings: CorpusSettings,
    *,
    same_content: Callable[[Known, Told], bool],
    allow_removal: bool = False,
) -> Comparison:
    """Tell new, changed and unchanged articles apart, by a hash over all that an answer may show.

    An article is gone if it was read from under one of ``places``, is not there any more or has been overtaken by a
    newer one of its story, and its file could be read: a file with an error in it deletes nothing. Where more than
    the configured share of a place is missing, nothing of it is removed unless that is allowed.
    """
    folders = [place for place in places if isinstance(place, Path)]
    own, unreadable = Within(folders), Within(intake.unreadable)
    of_run = partial(_is_of_run, intake=intake, own=own)

    def abandoned(id_: str, told: Told) -> bool:
        path = path_of(known[id_].source)
        if path in own:
            return path not in unreadable
        return not Path(path).exists() and same_content(known[id_], told)

    named, copies, untold = identified(intake.told, known, abandoned)
    answerable = [one for one in named if may_be_answered_from(one.licence, settings.allowed_licences)]
    stories = settled(answerable, one_story_once=settings.one_story_once)
    kept = {one.told.id: one for one in stories}
    added = kept.keys() - known.keys()
    changed = {id_ for id_ in kept.keys() & known.keys() if known[id_].hash != kept[id_].hash}
    same = kept.keys() - added - changed
    stands = {one.id for one in named}
    missing = {id_ for id_ in known.keys() - stands if _removable(known[id_], own, unreadable)}
    refused, refusals = (frozenset[str](), ()) if allow_removal else _refused(known, missing, folders, settings)
    overtaken = (known.keys() & stands) - kept.keys()
    return Comparison(
        known=known,
        added=frozenset(added),
        changed=frozenset(changed),
        unchanged=sum(of_run(kept[id_].told) for id_ in same),
        gone=tuple(known[id_].key for id_ in sorted((missing - refused) | overtaken)),
        moved={known[id_].key: kept[id_].told.source for id_ in same if known[id_].source != kept[id_].told.source},
        failures=(*intake.failures, *untold, *refusals),
        settled={id_: one for id_, one in kept.items() if id_ not in same},
        named=tuple(named),
        repeated=sum(of_run(one) for one in answerable if one.id not in kept),
        withheld=sum(map(of_run, named)) - sum(map(of_run, answerable)),
        copies=tuple(filter(of_run, copies)),
        fruitless=intake.fruitless,
    )


def _is_of_run(told: Told | Copied, *, intake: Intake, own: Within) -> bool:
    path = path_of(told.source)
    return path in intake.piped or path in own


def _removable(was: Known, own: Within, unreadable: Within) -> bool:
    path = path_of(was.source)
    return path in own and path not in unreadable


def _refused(
    known: Mapping[str, Known], missing: set[str], folders: Iterable[Path], settings: CorpusSettings
) -> tuple[frozenset[str], tuple[Failure, ...]]:
    """The articles of places of which too much is missing, and what to say of each place."""
    refused: set[str] = set()
    failures = []
    for place in sorted(set(folders)) if missing else ():
        within = Within((place,))
        of_place = {id_ for id_, was in known.items() if path_of(was.source) in within}
        gone = of_place & missing
        if len(gone) > max(_FEW, settings.removable_share * len(of_place)):
            refused |= gone
            failures.append(Failure(str(place), _TOO_MANY.format(gone=len(gone), all=len(of_place))))
    return frozenset(refused), tuple(failures)
