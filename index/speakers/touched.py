"""The clusters that a change touches, worked out anew: the same that clustering all entries would give.

Persons of full names depend on those whom ``compare`` cannot tell from them, step by step. Who bears a surname decides
to whom it is linked where it stands alone, so all entries of the surname are linked anew; the bearers that are
otherwise untouched keep what they had by other surnames. Organisations depend on what their names add up to (see
``organisations``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from index.models import CastEntry, CastMember, SpeakerKind
from index.speakers.cluster import Cluster
from index.speakers.clustering import full_names, in_order, is_person, surnames
from index.speakers.grouping import group_of, organisation_group, sound_key, surname_group, surname_key
from index.speakers.organisations import Organisations
from index.speakers.same_person import PersonName, Verdict, compare, person_name
from index.storage.registry import RegistryStore
from index.storage.registry_rows import CastRow


class Touched:
    """Collects the rows that a change touches, and groups them.

    ``rows`` holds every row that was looked at as one to be grouped anew, by article and name.
    """

    def __init__(self, store: RegistryStore) -> None:
        self._store = store
        self.rows: dict[tuple[str, str], CastRow] = {}
        self.organisations = Organisations(store)

    def clusters(self, added: Sequence[CastRow], removed: Sequence[CastRow]) -> list[Cluster]:
        """The clusters of all that the rows of added and removed articles touch."""
        people = [row.entry.member for row in (*added, *removed) if is_person(row.entry.member)]
        come, gone = ([row for row in rows if not is_person(row.entry.member)] for rows in (added, removed))
        self._entries(come)
        return [*self._people(people), *self.organisations.clusters(come, gone)]

    def all(self) -> list[Cluster]:
        """The clusters of everything that is stored."""
        alone: list[CastEntry] = []
        full: list[CastEntry] = []

        def institutions() -> Iterator[CastRow]:
            for row in self._store.cast():
                if not is_person(row.entry.member):
                    yield row
                elif person_name(row.entry.member.name).given:
                    full.append(self._kept(row))
                else:
                    alone.append(self._kept(row))

        organisations = self.organisations.count_anew(institutions())
        clusters = full_names(full)
        return [*clusters, *surnames(alone, clusters), *organisations]

    def whole(self, numbers: Iterable[int]) -> list[Cluster]:
        """Clusters as they are, by their numbers."""
        wanted = set(numbers)
        organisations = self.organisations.clustered(wanted)
        people: dict[int, list[CastEntry]] = defaultdict(list)
        for row in self._store.cast_clustered(wanted - {row.cluster for one in organisations for row in one.named}):
            people[row.cluster or 0].append(self._kept(row))
        return [*organisations, *(Cluster(SpeakerKind.PERSON, in_order(entries)) for entries in people.values())]

    def with_entries(self, cluster: Cluster) -> Cluster:
        """A cluster of an organisation with all its entries, as an admin's decision may divide them."""
        rows = self._store.cast_named((organisation_group(row.key), row.name) for row in cluster.named)
        return Cluster(cluster.kind, in_order(self._entries(rows)))

    def _people(self, changed: list[CastMember]) -> list[Cluster]:
        names = [person_name(member.name) for member in changed]
        near = self._near({group_of(member).called for member in changed if person_name(member.name).given})
        spelt = {person_name(name) for called in near for name in self._store.spellings(called)}
        wanted = {name.surname for name in (*names, *spelt)}
        core = full_names(self._entries(self._store.cast_called(near)))
        bearers, others = self._bearers(self._store.groups_found_by(map(surname_key, wanted)) - near, wanted)
        alone = self._entries(self._store.cast_called(map(surname_group, wanted)))
        own = surnames(alone, [*core, *bearers])
        for cluster, kept in zip(bearers, others, strict=True):
            cluster.absorb(Cluster(SpeakerKind.PERSON, kept))
        return [*core, *bearers, *own]

    def _near(self, changed: set[str]) -> set[str]:
        """The groups of full names that could be one person with any of ``changed``, step by step."""
        near, waiting = set(changed), sorted(changed)
        while waiting:
            names = [person_name(name) for name in self._store.spellings(waiting.pop())]
            keys = {sound_key(key) for name in names for key in name.keys}
            for other in sorted(self._store.groups_found_by(keys) - near):
                if any(_may_be_one(name, spelt) for spelt in self._store.spellings(other) for name in names):
                    near.add(other)
                    waiting.append(other)
        return near

    def _bearers(self, called: set[str], wanted: set[str]) -> tuple[list[Cluster], list[list[CastEntry]]]:
        """Clusters of full names as they are, and what they were linked to by surnames other than ``wanted``."""
        full: dict[int, list[CastEntry]] = defaultdict(list)
        others: dict[int, list[CastEntry]] = defaultdict(list)
        for row in self._store.cast_clustered(self._store.clusters_of(called)):
            name = person_name(row.entry.member.name)
            if name.given:
                full[row.cluster or 0].append(self._kept(row))
            elif name.surname not in wanted:
                others[row.cluster or 0].append(self._kept(row))
        clusters = [Cluster(SpeakerKind.PERSON, in_order(entries)) for entries in full.values()]
        return clusters, [others[number] for number in full]

    def _entries(self, rows: Iterable[CastRow]) -> list[CastEntry]:
        return [self._kept(row) for row in rows]

    def _kept(self, row: CastRow) -> CastEntry:
        return self.rows.setdefault((row.entry.article_id, row.entry.member.name), row).entry


def _may_be_one(name: PersonName, spelt: str) -> bool:
    other = person_name(spelt)
    return name.folded == other.folded or compare(name, other) is not Verdict.DIFFERENT
