"""The registry brought in line with what a run changed: who is one speaker, under which id, as admins decided.

Only what a change touches is worked out anew, with the same result as from scratch. Clusters compete for ids, and an
admin's decision names clusters by their ids, so whoever competes or is named is taken in beside what was touched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.fingerprint import grouping_fingerprint
from index.models import CastEntry, Speaker, SpeakerKind
from index.speakers.attribution import attribute
from index.speakers.cluster import Cluster, slug
from index.speakers.corrections import Override, apply
from index.speakers.decided import decided_speakers
from index.speakers.grouping import group_of, organisation_group, slug_key
from index.speakers.registry import identified
from index.speakers.touched import Touched
from index.storage.registry_rows import CastRow, KnownCluster, KnownSpeaker, OrganisationRow
from index.storage.rows import Changes
from index.storage.tables import Tables


def settle(store: Tables, at: int, changes: Changes, overrides: Sequence[Override]) -> frozenset[int]:
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
        self._store.note_groups((row, group_of(row.entry.member)) for row in self._store.cast())
        self._clusters = self._touched.all()
        self._store.set_grouping(grouping_fingerprint())

    def touch(self, changes: Changes) -> None:
        """Group what added and removed articles touch."""
        added = list(self._store.cast_of(changes.added))
        self._removed = list(self._store.cast_of(changes.removed))
        self._store.note_groups((row, group_of(row.entry.member)) for row in added)
        self._clusters = self._touched.clusters(added, self._removed)

    def write(self) -> tuple[set[int], set[int]]:
        """Store clusters, speakers and assignments.

        Gives the numbers of the persons whose roles changed, and the articles in which an entry has another speaker.
        """
        corrected = self._corrected()
        known = {one.speaker.id: one for one in self._known_speakers()}
        speakers = {cluster.id: cluster.speaker() for cluster in corrected}
        changed = {i: one for i, one in speakers.items() if i not in known or _differ(one, known[i].speaker)}
        numbers = {ident: one.number for ident, one in known.items()}
        numbers |= self._store.settle(changed, known.keys() - speakers.keys(), self._at)
        self._store_clusters()
        rows = ((self._row_of(e), numbers[cluster.id]) for cluster in corrected for e in cluster.entries)
        moved = self._store.assign(rows) | self._assign_names(corrected, numbers)
        in_other_roles = {i for i, one in changed.items() if i not in known or one.roles != known[i].speaker.roles}
        return {numbers[i] for i in in_other_roles if speakers[i].kind is SpeakerKind.PERSON}, moved

    def _corrected(self) -> list[Cluster]:
        """The clusters with ids, after all decisions; whoever competes for an id or is decided on taken in."""
        while True:
            self._clusters = identified(self._clusters)
            decided = {id(one) for one in self._decided_on()}
            self._clusters = [self._touched.with_entries(one) if id(one) in decided else one for one in self._clusters]
            if decided:
                continue
            copies = [replace(one, entries=list(one.entries), aliases=[]) for one in self._clusters]
            corrected = apply(copies, self._overrides)
            missing = self._concerned(corrected) - self._numbers()
            if not missing:
                return corrected
            self._clusters += self._touched.whole(missing)

    def _decided_on(self) -> list[Cluster]:
        """The organisations that a decision may divide, by their id or a name."""
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
            number = cluster.named[0].cluster if cluster.named else self._row_of(cluster.entries[0]).cluster
            if number is None or number in placed:
                number = free = free + 1
            placed[number] = cluster
        known = [KnownCluster(number, one.id, _wanted(one)) for number, one in placed.items()]
        self._store.set_clusters(self._numbers(), known)
        self._store.place((self._row_of(entry), number) for number, one in placed.items() for entry in one.entries)
        organisations = self._touched.organisations.rows
        for number, cluster in placed.items():
            for name in cluster.names if cluster.kind is SpeakerKind.ORGANISATION else ():
                row = organisations[name]
                if cluster.named and row.cluster != number:
                    self._store.move_name(organisation_group(row.key), name, number)
                organisations[name] = replace(row, cluster=number)

    def _assign_names(self, corrected: Sequence[Cluster], numbers: Mapping[str, int]) -> set[int]:
        """Give whole names to speakers, and keep what the names add up to. Gives the articles where that is news."""
        moved: set[int] = set()
        organisations = self._touched.organisations.rows
        given = {row.name: numbers[cluster.id] for cluster in corrected for row in cluster.named}
        for name, row in organisations.items():
            number = given.get(name)
            if number is not None and number != row.speaker:
                moved |= self._store.assign_name(organisation_group(row.key), name, number)
            organisations[name] = replace(row, speaker=number)
        self._store.set_organisations(organisations.values())
        return moved

    def _known_speakers(self) -> list[KnownSpeaker]:
        if self._anew:
            return self._store.speakers(self._at - 1)
        numbers = {row.speaker for row in self._looked_at() if row.speaker is not None}
        divided = (row for row in self._touched.organisations.rows.values() if row.speaker is None)
        numbers |= self._store.speakers_of_names((organisation_group(row.key), row.name) for row in divided)
        return self._store.speakers_numbered(numbers, self._at - 1)

    def _looked_at(self) -> Iterator[CastRow | OrganisationRow]:
        yield from self._touched.rows.values()
        yield from self._removed
        yield from self._touched.organisations.rows.values()

    def _row_of(self, entry: CastEntry) -> CastRow:
        return self._touched.rows[entry.article_id, entry.member.name]


def _wanted(cluster: Cluster) -> str:
    return slug(cluster.oldest[0])


def _differ(one: Speaker, other: Speaker) -> bool:
    return one != other or one.statements != other.statements  # equality leaves the count out
