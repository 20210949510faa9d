"""The registry brought in line with what a run changed: who is one speaker, under which id, as admins decided.

Only what a change touches is worked out anew, with the same result as from scratch. Clusters compete for ids, and an
admin's decision names clusters by their ids, so whoever competes or is named is taken in beside what was touched.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.fingerprint import grouping_fingerprint
from index.models import CastEntry, Speaker
from index.speakers.attribution import attribute
from index.speakers.cluster import Cluster, slug
from index.speakers.clustering import clusters_of
from index.speakers.corrections import Override, apply
from index.speakers.decided import decided_speakers
from index.speakers.grouping import group_of, slug_key
from index.speakers.registry import identified
from index.speakers.touched import Touched
from index.storage.rows import CastRow, Changes, KnownSpeaker
from index.storage.store import Store


def settle(store: Store, at: int, changes: Changes, overrides: Sequence[Override]) -> frozenset[int]:
    """Within a transaction: bring the registry to sequence ``at``, and give statements their speakers by it.

    Gives the articles that stood before and in which a statement has another speaker now.
    """
    settling = _Settling(store, at, overrides)
    if store.grouping == grouping_fingerprint():
        settling.touch(changes)
    else:
        settling.start_anew()
    changed, moved = settling.write()
    decided = decided_speakers(store, at, overrides)
    articles = moved | store.undecided_beside(changed) | set(changes.added) | decided.articles
    return frozenset(attribute(store, sorted(articles), at, decided.speakers) - set(changes.added))


class _Settling:
    """The clusters that are worked out anew in one publication."""

    def __init__(self, store: Store, at: int, overrides: Sequence[Override]) -> None:
        self._store = store
        self._at = at
        self._overrides = overrides
        self._touched = Touched(store)
        self._clusters: list[Cluster] = []
        self._removed: list[CastRow] = []
        self._anew = False

    def start_anew(self) -> None:
        """Group all entries, as where the rules have changed."""
        self._anew = True
        self._store.forget_clusters()
        rows = [replace(row, cluster=None) for row in self._store.cast()]
        self._store.note_groups((row, group_of(row.entry.member)) for row in rows)
        self._touched.rows = {(row.entry.article_id, row.entry.member.name): row for row in rows}
        self._clusters = clusters_of(row.entry for row in rows)
        self._store.set_grouping(grouping_fingerprint())

    def touch(self, changes: Changes) -> None:
        """Group what added and removed articles touch."""
        added = list(self._store.cast_of(changes.added))
        self._removed = list(self._store.cast_of(changes.removed))
        self._store.note_groups((row, group_of(row.entry.member)) for row in added)
        self._clusters = self._touched.clusters([*added, *self._removed])

    def write(self) -> tuple[set[int], set[int]]:
        """Store clusters, speakers and assignments.

        Gives the numbers of the speakers who changed, and the articles in which an entry has another speaker.
        """
        corrected = self._corrected()
        self._store_clusters()
        known = {one.speaker.id: one for one in self._known_speakers()}
        speakers = {cluster.id: cluster.speaker() for cluster in corrected}
        changed = {i: one for i, one in speakers.items() if i not in known or _differ(one, known[i].speaker)}
        numbers = {ident: one.number for ident, one in known.items()}
        numbers |= self._store.settle(changed, known.keys() - speakers.keys(), self._at)
        rows = ((self._row_of(e), numbers[cluster.id]) for cluster in corrected for e in cluster.entries)
        return {numbers[ident] for ident in changed}, self._store.assign(rows)

    def _corrected(self) -> list[Cluster]:
        """The clusters with ids, after all decisions; whoever competes for an id or is decided on taken in."""
        while True:
            self._clusters = identified(self._clusters)
            copies = [replace(one, entries=list(one.entries), aliases=[]) for one in self._clusters]
            corrected = apply(copies, self._overrides)
            missing = self._concerned(corrected) - self._numbers()
            if not missing:
                return corrected
            self._clusters += self._touched.whole(missing)

    def _concerned(self, corrected: Sequence[Cluster]) -> set[int]:
        """The numbers of all clusters on which these depend."""
        store = self._store
        wanted = {_wanted(cluster) for cluster in self._clusters}
        ids = {cluster.id for cluster in (*self._clusters, *corrected)}
        named = {ident for one in self._overrides for ident in (one.subject, one.target, slug(one.target))}
        found = store.clusters_with_ids(wanted | ids | named)
        for former in {known.id for known in store.clusters(self._numbers())} - ids:
            found += store.clusters_renamed_after(former)
        decided = store.clusters_of(store.groups_found_by(map(slug_key, named))) if named else set()
        return {known.number for known in found} | decided

    def _numbers(self) -> set[int]:
        """The numbers of the clusters in which all that is worked out anew stood before."""
        rows = (*self._touched.rows.values(), *self._removed)
        return {row.cluster for row in rows if row.cluster is not None}

    def _store_clusters(self) -> None:
        free = self._store.last_cluster()
        numbered: dict[int, tuple[str, str, list[CastRow]]] = {}
        for cluster in self._clusters:
            rows = [self._row_of(entry) for entry in cluster.entries]
            number = rows[0].cluster
            if number is None or number in numbered:
                number = free = free + 1
            numbered[number] = (cluster.id, _wanted(cluster), rows)
        self._store.set_clusters(self._numbers(), numbered)

    def _known_speakers(self) -> list[KnownSpeaker]:
        if self._anew:
            return self._store.speakers(self._at - 1)
        numbers = {row.speaker for row in (*self._touched.rows.values(), *self._removed) if row.speaker is not None}
        return self._store.speakers_numbered(numbers, self._at - 1)

    def _row_of(self, entry: CastEntry) -> CastRow:
        return self._touched.rows[entry.article_id, entry.member.name]


def _wanted(cluster: Cluster) -> str:
    return slug(cluster.entries[0].member.name)


def _differ(one: Speaker, other: Speaker) -> bool:
    return one != other or one.statements != other.statements  # equality leaves the count out
