"""The registry brought in line with what a run changed, and each statement given its speaker across the corpus."""

from collections.abc import Iterable, Mapping, Sequence

from index.english.nouns import is_definite_office
from index.models import Speaker
from index.speakers.corrections import Override
from index.speakers.office_holders import holder_of
from index.speakers.registry import build_registry
from index.storage.rows import Changes, StoredArticle
from index.storage.store import Store


def settle(store: Store, at: int, changes: Changes, overrides: Sequence[Override]) -> frozenset[int]:
    """Within a transaction: work the registry of sequence ``at`` out, and give statements their speakers by it.

    Gives the articles that stood before and in which a statement has another speaker now.
    """
    registry = build_registry(store.cast(at), overrides)
    known = {one.speaker.id: one for one in store.speakers(at - 1)}
    speakers = {speaker.id: speaker for speaker in registry.speakers}
    changed = {
        ident: one for ident, one in speakers.items() if ident not in known or _differ(one, known[ident].speaker)
    }
    numbers = {ident: one.number for ident, one in known.items() if ident in speakers}
    numbers |= store.settle(changed, known.keys() - speakers.keys(), at)
    by_number = {number: speakers[ident] for ident, number in numbers.items()}
    moved = store.assign(registry.assignments, numbers)
    beside = store.undecided_beside(numbers[ident] for ident in changed)
    reattributed = _attribute(store, sorted(moved | beside | set(changes.added)), by_number)
    return frozenset(reattributed - set(changes.added))


def _differ(one: Speaker, other: Speaker) -> bool:
    return one != other or one.statements != other.statements  # equality leaves the count out


def _attribute(store: Store, articles: Iterable[int], speakers: Mapping[int, Speaker]) -> set[int]:
    """Give the statements of ``articles`` their speakers; gives the articles in which one has another now."""
    changed = set()
    for key in articles:
        stored = store.stored(key)
        undecided = _undecided(stored)
        said_by = {
            statement.key or 0: _holder(undecided[statement.key or 0], stored, speakers)
            if statement.key in undecided
            else stored.speakers.get(statement.speaker or "")
            for statement in stored.statements
        }
        if said_by != {key: stored.said_by.get(key) for key in said_by}:
            changed.add(key)
        store.attribute(said_by, undecided)
    return changed


def _undecided(stored: StoredArticle) -> dict[int, str]:
    """The words that name an office, by statement, where the article itself ties it to nobody."""
    mentions = {
        one.key or 0: one.mention.of(stored.article.text)
        for one in stored.statements
        if one.speaker is None and one.mention is not None
    }
    return {key: words for key, words in mentions.items() if is_definite_office(words)}


def _holder(office: str, stored: StoredArticle, speakers: Mapping[int, Speaker]) -> int | None:
    cast = {speakers[number]: number for number in stored.speakers.values()}
    holder = holder_of(office, cast, stored.article.day)
    return None if holder is None else cast[holder]
