"""The registry brought in line with what a run changed: who is one speaker, under which id, as admins decided.

Only what a change touches is worked out anew, with the same result as from scratch. Clusters compete for ids, and an
admin's decision names clusters by their ids, so whoever competes or is named is taken in beside what was touched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from index.fingerprint import grouping_fingerprint
from index.models import CastEntry, Speaker, SpeakerKind
from index.speakers.attribution import attribute
from index.speakers.cluster import Cluster, slug
from index.speakers.corrections import Override, apply
from index.speakers.decided import decided_speakers
from index.speakers.grouping import group_of, group_of_name, slug_key
from index.speakers.registry import identified
from index.speakers.retold import Shift, concerned, shifts
from index.speakers.touched import Touched
from index.storage.registry_rows import CastRow, KnownCluster, KnownSpeaker, NameRow
from index.storage.rows import Changes
from index.storage.tables import Tables


def settle(store: Tables, at: int, changes: Changes, overrides: Sequence[Override]) -> frozenset[int]:
    """Within a transaction: bring the registry to sequence ``at``, and give statements their speakers by it.

    Gives the articles that stood before and in which a statement has another speaker now.
    """
    settling = _Settling(store, at, overrides)
    if store.grouping == grouping_fingerprint():
        settling.touch(changes)
        shifted, moved = settling.write()
    else:
        with store.without_indexes("cast_speaker", "cast_cluster"):
            settling.start_anew()
            shifted, moved = settling.write()
    decided = decided_speakers(store, at, overrides)
    articles = moved | concerned(store, shifted) | set(changes.added) | decided.articles
    return frozenset(attribute(store, sorted(articles), at, decided.speakers) - set(changes.added))


class _Settling:
    """The clusters that are worked out anew in one publication."""

    def __init__(self, store: Tables, at: int, overrides: Sequence[Override]) -> None:
        self._store = store
        self._at = at
        self._overrides = [one for one in overrides if not one.about_statement]
        self._touched = Touched(store)
        self._clusters: list[Cluster] = []
        self._removed: list[CastRow] = []
        self._anew = False

    def start_anew(self) -> None:
        """Group all entries, as where the rules have changed."""
        self._anew = True
        self._store.forget_clusters()
        with self._store.without_indexes("cast_called"):
            self._store.note_groups((row, group_of(row.entry.member)) for row in self._store.cast())
        self._clusters = self._touched.all()
        self._store.set_grouping(grouping_fingerprint())

    def touch(self, changes: Changes) -> None:
        """Group what added and removed articles touch."""
        added = list(self._store.cast_of(changes.added))
        self._removed = list(self._store.cast_of(changes.removed))
        self._store.note_groups((row, group_of(row.entry.member)) for row in added)
        self._clusters = self._touched.clusters(added, self._removed)

    def write(self) -> tuple[dict[int, list[Shift]], set[int]]:
        """Store clusters, speakers and assignments.

        Gives what changed in persons' roles, by their numbers, and the articles in which an entry has another speaker.
        """
        corrected = self._corrected()
        known = {one.speaker.id: one for one in self._known_speakers()}
        speakers = {cluster.id: cluster.speaker() for cluster in corrected}
        changed = {i: one for i, one in speakers.items() if i not in known or _differ(one, known[i].speaker)}
        numbers = {ident: one.number for ident, one in known.items()}
        numbers |= self._store.settle(changed, known.keys() - speakers.keys(), self._at)
        self._store_clusters()
        rows = (
            (self._row_of(e), numbers[cluster.id]) for cluster in corrected for e in (*cluster.entries, *cluster.come)
        )
        moved = self._store.assign(rows) | self._assign_names(corrected, numbers)
        roles = {i: known[i].speaker.roles if i in known else () for i in changed}
        people = (i for i, one in changed.items() if one.kind is SpeakerKind.PERSON and one.roles != roles[i])
        return {numbers[i]: shifts(roles[i], changed[i].roles) for i in people}, moved

    def _corrected(self) -> list[Cluster]:
        """The clusters with ids, after all decisions; whoever competes for an id or is decided on taken in."""
        while True:
            self._clusters = identified(self._clusters)
            decided = {id(one) for one in self._decided_on()}
            self._clusters = [self._touched.with_entries(one) if id(one) in decided else one for one in self._clusters]
            if decided:
                continue
            copies = [
                replace(one, entries=list(one.entries), come=list(one.come), aliases=[]) for one in self._clusters
            ]
            corrected = apply(copies, self._overrides)
            missing = self._concerned(corrected) - self._numbers()
            if not missing:
                return corrected
            self._clusters += self._touched.whole(missing)

    def _decided_on(self) -> list[Cluster]:
        """The clusters of whole names that a decision may divide, by their id or a name."""
        named = self._named()
        return [one for one in self._clusters if one.named and named & {one.id, *map(slug, one.names)}]

    def _named(self) -> set[str]:
        return {ident for one in self._overrides for ident in (one.subject, one.target, slug(one.target))}

    def _concerned(self, corrected: Sequence[Cluster]) -> set[int]:
        """The numbers of all clusters on which these depend."""
        store, named = self._store, self._named()
        wanted = {_wanted(cluster) for cluster in self._clusters}
        ids = {cluster.id for cluster in (*self._clusters, *corrected)}
        found = store.clusters_with_ids(wanted | ids | named)
        for former in {known.id for known in store.clusters(self._numbers())} - ids:
            found += store.clusters_renamed_after(former)
        decided = store.clusters_of(store.groups_found_by(map(slug_key, named))) if named else set()
        return {known.number for known in found} | decided

    def _numbers(self) -> set[int]:
        """The numbers of the clusters in which all that is worked out anew stood before."""
        return {row.cluster for row in self._looked_at() if row.cluster is not None}

    def _store_clusters(self) -> None:
        free = self._store.last_cluster()
        placed: dict[int, Cluster] = {}
        for cluster in self._clusters:
            number = next((one for one in self._stood_in(cluster) if one not in placed), None)
            if number is None:
                number = free = free + 1
            placed[number] = cluster
        known = [KnownCluster(number, one.id, _wanted(one)) for number, one in placed.items()]
        self._store.set_clusters(self._numbers(), known)
        self._store.place(
            (self._row_of(entry), number) for number, one in placed.items() for entry in (*one.entries, *one.come)
        )
        for number, cluster in placed.items():
            rows = self._names_of(cluster.kind)
            for name in cluster.names.keys() & rows.keys():
                row = rows[name]
                if cluster.named and row.cluster != number:
                    self._store.move_name(group_of_name(row), name, number)
                rows[name] = replace(row, cluster=number)

    def _stood_in(self, cluster: Cluster) -> Iterator[int]:
        """The numbers that a cluster may keep: first that of the name with most entries, which would all be moved."""
        for row in sorted(cluster.named, key=lambda row: -row.tally.entries):
            if row.cluster is not None:
                yield row.cluster
        for entry in cluster.entries[:1]:
            if (number := self._row_of(entry).cluster) is not None:
                yield number

    def _assign_names(self, corrected: Sequence[Cluster], numbers: Mapping[str, int]) -> set[int]:
        """Give whole names to speakers, and keep what the names add up to. Gives the articles where that is news."""
        moved: set[int] = set()
        for kind in SpeakerKind:
            rows = self._names_of(kind)
            of_kind = (cluster for cluster in corrected if cluster.kind is kind)
            given = {row.name: numbers[cluster.id] for cluster in of_kind for row in cluster.named}
            for name, row in rows.items():
                number = given.get(name)
                if number is not None and number != row.speaker:
                    moved |= self._store.assign_name(group_of_name(row), name, number)
                rows[name] = replace(row, speaker=number)
        self._store.set_organisations(self._touched.organisations.rows.values())
        self._store.set_persons(self._touched.persons.rows.values())
        return moved

    def _names_of(self, kind: SpeakerKind) -> dict[str, Any]:
        touched = self._touched
        return touched.persons.rows if kind is SpeakerKind.PERSON else touched.organisations.rows

    def _known_speakers(self) -> list[KnownSpeaker]:
        if self._anew:
            return self._store.speakers(self._at - 1)
        numbers = {row.speaker for row in self._looked_at() if row.speaker is not None}
        divided = (row for kind in SpeakerKind for row in self._names_of(kind).values() if row.speaker is None)
        numbers |= self._store.speakers_of_names((group_of_name(row), row.name) for row in divided)
        return self._store.speakers_numbered(numbers, self._at - 1)

    def _looked_at(self) -> Iterator[CastRow | NameRow]:
        yield from self._touched.rows.values()
        yield from self._removed
        yield from self._touched.organisations.rows.values()
        yield from self._touched.persons.rows.values()

    def _row_of(self, entry: CastEntry) -> CastRow:
        return self._touched.rows[entry.article_id, entry.member.name]


def _wanted(cluster: Cluster) -> str:
    return slug(cluster.oldest[0])


def _differ(one: Speaker, other: Speaker) -> bool:
    return one != other or one.statements != other.statements  # equality leaves the count out
