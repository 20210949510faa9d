"""The pipeline of a run: read, compare, analyse, encode, commit batch by batch, publish."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from index.collecting import uncollected
from index.config import CorpusSettings, IndexSettings
from index.corpus import read_again
from index.corpus.changes import Comparison, compare
from index.corpus.files import Place
from index.corpus.intake import take_in
from index.english.parsing import check_pipeline
from index.errors import NoIndexError
from index.fingerprint import corpus_fingerprint
from index.models import Article, Unit
from index.preparing import pipeline_of
from index.preparing.storing import Storing
from index.progress import Failure, OnProgress, Pace, Progress, Report, Stage
from index.search.encoder import check_encoder, encoder_fingerprint
from index.search.homes import Home, home_of
from index.speakers import OVERRIDE, Override, settle
from index.storage.readings import Readings, copy_readings, readings
from index.storage.rows import Changes
from index.storage.store import Store
from index.storage.tables import Tables

log = logging.getLogger(__name__)

_LOST = "it was changed or removed while the corpus was read; run again"
_DAMAGED = "its text in the store is not what was stored; the next run reads it again"


def index_corpus(
    places: Sequence[Place],
    settings: IndexSettings,
    corpus: CorpusSettings,
    on_progress: OnProgress = lambda _: None,
    *,
    allow_removal: bool = False,
    anew: bool = False,
) -> Report:
    """Bring the index in ``settings.data`` up to date with the articles in ``places``.

    Articles that were indexed from under one of them and are not there any more are removed, unless they are so many
    that ``allow_removal`` is asked for; what came from elsewhere stays. ``anew`` reads and analyses what has not
    changed, too. A document that cannot be read is reported and costs nothing that is stored. Raises BusyError if
    another process is writing.
    """
    started = time.monotonic()
    places = [place.absolute() if isinstance(place, Path) else place for place in places]
    home = home_of(settings)
    with home.writing():
        check_models(settings)
        with readings(settings.data, corpus_fingerprint(corpus.reading)) as memory:
            store = home.create()
            store.purge()  # what a killed run left
            if anew:
                memory.distrust()
            comparison = _compared(store, memory, places, corpus, on_progress, allow_removal=allow_removal)
            memory.name(comparison.named)
            memory.commit()
            settled = _settled(comparison, places, corpus, store)
            applied = _apply(comparison, settled, home, store, on_progress, anew=anew)
            return _report(comparison, applied, store, started)


def plan(
    places: Sequence[Place],
    settings: IndexSettings,
    corpus: CorpusSettings,
    on_progress: OnProgress = lambda _: None,
    *,
    allow_removal: bool = False,
) -> Report:
    """What ``index_corpus`` would do, as far as reading tells it. Nothing of the index is changed."""
    started = time.monotonic()
    places = [place.absolute() if isinstance(place, Path) else place for place in places]
    with TemporaryDirectory(prefix="onrecord-") as aside:
        copy_readings(settings.data, Path(aside))
        try:
            store: Tables = home_of(settings).open()
        except NoIndexError:
            store = Store.create(Path(aside))
        with readings(Path(aside), corpus_fingerprint(corpus.reading)) as memory:
            comparison = _compared(store, memory, places, corpus, on_progress, allow_removal=allow_removal)
        return _report(comparison, _Applied(frozenset(), 0, ()), store, started)


def check_models(settings: IndexSettings) -> None:
    """Raise ModelError, before anything is read, if a model that a run needs is not there."""
    check_pipeline(settings.spacy_model)
    check_encoder(settings.encoder, runtime=settings.runtime, offline=not settings.encoder_download)


def _compared(
    store: Tables,
    memory: Readings,
    places: Sequence[Place],
    corpus: CorpusSettings,
    on_progress: OnProgress,
    *,
    allow_removal: bool,
) -> Comparison:
    on_progress(Progress(Stage.READING))
    intake = take_in(places, corpus, memory, lambda done: on_progress(Progress(Stage.READING, done)))
    with uncollected():
        known = store.known()
        return compare(known, intake, places, corpus, same_content=store.has_content, allow_removal=allow_removal)


def _report(comparison: Comparison, applied: "_Applied", store: Tables, started: float) -> Report:
    lost = (Failure(name, _LOST) for name in sorted(applied.lost))
    return Report(
        sequence=store.published,
        added=len(comparison.added - applied.lost),
        changed=len(comparison.changed - applied.lost),
        removed=len(comparison.gone),
        unchanged=comparison.unchanged,
        reanalysed=applied.reanalysed,
        failed=(*comparison.failures, *lost, *applied.unread),
        seconds=round(time.monotonic() - started, 3),
        repeated=comparison.repeated,
        withheld=comparison.withheld,
        copies=len(comparison.copies),
        copied=comparison.copies[0].original if comparison.copies else "",
        fruitless=comparison.fruitless,
        pace=applied.pace,
    )


def _settled(
    comparison: Comparison, places: Sequence[Place], corpus: CorpusSettings, store: Tables
) -> Iterator[Article]:
    """The added and changed articles: from the store where the corpus settled another thing of an unchanged text."""
    left, known = dict(comparison.settled), comparison.known
    for id_ in comparison.changed:
        stored = store.sound_article(known[id_].key)
        if stored is not None and stored.own_hash == left[id_].told.hash:
            yield left.pop(id_).shown(stored)
    yield from read_again(left, places, corpus)


def republish(settings: IndexSettings, decided: Override | None = None) -> None:
    """Keep a decision and work out anew what rests on it. Raises BusyError if another process is writing.

    A decision that stands already, because whoever made it was cut short, is not kept twice.
    """
    home = home_of(settings)
    with home.writing():
        store = home.create()
        if decided is not None and not _stands(decided, store):
            store.add_override(OVERRIDE.dump_json(decided).decode())
        publish(home, store, store.encoder)


def _stands(decided: Override, store: Tables) -> bool:
    """Whether a decision is the last one about its subject."""
    kept = [OVERRIDE.validate_json(body) for body in store.overrides()]
    last = next((one for one in reversed(kept) if decided.subject in {one.subject, one.target}), None)
    return last == decided


def overrides_of(settings: IndexSettings) -> list[Override]:
    """What admins decided about speakers, in order. Raises NoIndexError if there is no index."""
    return [OVERRIDE.validate_json(body) for body in home_of(settings).open().overrides()]


@dataclass(frozen=True, slots=True)
class _Applied:
    """What a run could not apply, because an article was not there any more, and how much it read anew.

    ``unread`` names the paragraphs whose statements could not be read.
    """

    lost: frozenset[str]
    reanalysed: int
    unread: tuple[Failure, ...]
    pace: Pace | None = None


def _apply(
    comparison: Comparison,
    again: Iterable[Article],
    home: Home,
    store: Tables,
    on_progress: OnProgress,
    *,
    anew: bool,
) -> _Applied:
    """Bring the store in line and publish."""
    settings = home.settings
    made_by = encoder_fingerprint(settings.encoder, offline=not settings.encoder_download)
    pipeline = pipeline_of(settings, made_by)
    store.remove(comparison.gone)
    store.move(comparison.moved)
    wanted = comparison.added | comparison.changed
    stale = _stale(comparison, wanted, pipeline, anew=anew)
    changed = (article for article in again if article.id in wanted)
    again_from_store = (article for key in stale.values() if (article := store.sound_article(key)) is not None)
    storing = Storing(store, pipeline, on_progress, len(wanted) + len(stale), len(comparison.failures))
    storing.store(chain(changed, again_from_store), settings)
    if store.unpublished() or not store.published:
        storing.tell(Stage.PUBLISHING)
        publish(home, store, made_by)
    damaged = stale.keys() - storing.stored
    store.read_again(stale[id_] for id_ in damaged)
    sources = {id_: comparison.moved.get(stale[id_], comparison.known[id_].source) for id_ in sorted(damaged)}
    unread = (*storing.unread, *(Failure(source or id_, _DAMAGED) for id_, source in sources.items()))
    return _Applied(wanted - storing.stored, len(stale) - len(damaged), unread, storing.pacing.pace())


def _stale(comparison: Comparison, wanted: AbstractSet[str], pipeline: str, *, anew: bool) -> dict[str, int]:
    """The rows, by id, of what another pipeline made, or with ``anew`` of all that stays as it is.

    It is made again from the store: vectors of two encoders do not compare.
    """
    gone = frozenset(comparison.gone)
    standing = ((id_, one) for id_, one in comparison.known.items() if one.key not in gone and id_ not in wanted)
    stale = {id_: one.key for id_, one in standing if anew or one.pipeline != pipeline}
    if stale and not anew:
        log.info("%d articles were read by other rules or models than today's; they are analysed anew", len(stale))
    return stale


def publish(home: Home, store: Tables, encoder: str) -> None:
    """Bring the registry and the search to the next sequence, then let readers see it."""
    sequence = store.published + 1
    with store.transaction():
        changes = store.changes(sequence)
        decided = [OVERRIDE.validate_json(body) for body in store.overrides()]
        with uncollected():
            reassigned = settle(store, sequence, changes, decided)
        store.publish(encoder)
        home.advance(store, sequence, encoder, _changed_units(changes, reassigned))
    home.clean(store)
    store.purge()  # what is removed is overwritten at once


def _changed_units(changes: Changes, reassigned: Iterable[int]) -> dict[Unit, Changes]:
    """What changes for each unit: who speaks is told of statements alone."""
    again = tuple(sorted(reassigned))
    return {
        Unit.PASSAGE: changes,
        Unit.STATEMENT: Changes((*changes.added, *again), (*changes.removed, *again)),
    }
