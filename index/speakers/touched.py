"""The clusters that a change touches, worked out anew: the same that clustering all entries would give.

Persons of full names depend on those whom ``compare`` cannot tell from them, step by step. Who bears a surname, with
which titles, decides to whom it is linked where it stands alone. Where that changes, or such an entry comes or goes,
all entries of the surname are linked anew; by other surnames everybody keeps what they had. Organisations depend on
what their names add up to (see ``organisations``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from index.models import CastEntry, SpeakerKind
from index.speakers.cluster import Cluster, in_order
from index.speakers.clustering import is_person
from index.speakers.grouping import group_of, group_of_name, sound_key, surname_group, surname_key
from index.speakers.organisations import Organisations
from index.speakers.persons import Persons
from index.speakers.same_person import PersonName, Verdict, compare, person_name
from index.speakers.surnames import surnames
from index.storage.registry import RegistryStore
from index.storage.registry_rows import CastRow, NameRow


class Touched:
    """Collects the rows that a change touches, and groups them.

    ``rows`` holds every row that was looked at as one to be grouped anew, by article and name.
    """

    def __init__(self, store: RegistryStore) -> None:
        self._store = store
        self.rows: dict[tuple[str, str], CastRow] = {}
        self.organisations = Organisations(store)
        self.persons = Persons(store)

    def clusters(self, added: Sequence[CastRow], removed: Sequence[CastRow]) -> list[Cluster]:
        """The clusters of all that the rows of added and removed articles touch."""
        come, gone = ([row for row in rows if not is_person(row.entry.member)] for rows in (added, removed))
        self._entries(row for row in added if not _is_surname(row))
        return [*self._people(added, removed), *self.organisations.clusters(come, gone)]

    def all(self) -> list[Cluster]:
        """The clusters of everything that is stored."""
        alone: list[CastEntry] = []
        full: list[CastRow] = []

        def institutions() -> Iterator[CastRow]:
            for row in self._store.cast():
                if not is_person(row.entry.member):
                    yield row
                elif _is_surname(row):
                    alone.append(self._kept(row))
                else:
                    full.append(row)

        organisations = self.organisations.count_anew(institutions())
        clusters = self.persons.count_anew(full)
        return [*clusters, *surnames(alone, clusters, self), *organisations]

    def whole(self, numbers: Iterable[int]) -> list[Cluster]:
        """Clusters as they are, by their numbers."""
        wanted = set(numbers)
        people = self.persons.clustered(wanted)
        for number, alone in self._alone_in(wanted).items():
            people.setdefault(number, Cluster(SpeakerKind.PERSON)).entries = in_order(alone)
        return [*self.organisations.clustered(wanted), *people.values()]

    def with_entries(self, cluster: Cluster) -> Cluster:
        """A cluster with the entries of all its names, as an admin's decision may divide them."""
        rows = self._store.cast_named((group_of_name(row), row.name) for row in cluster.named)
        return Cluster(cluster.kind, in_order([*self._entries(rows), *cluster.entries]))

    def name_beside(self, entry: CastEntry, named: Sequence[NameRow]) -> bool:
        """Whether one of the names stands in the entry's article, too."""
        return self.persons.name_beside(self.rows[entry.article_id, entry.member.name].article, named)

    def printed(self, named: Sequence[NameRow]) -> Iterable[tuple[str, date]]:
        """The publishers and days of the articles that give the names."""
        return self.persons.printed(named)

    def _people(self, added: Sequence[CastRow], removed: Sequence[CastRow]) -> list[Cluster]:
        people = [row for row in (*added, *removed) if is_person(row.entry.member)]
        come, gone = ([row for row in rows if _is_full_name(row)] for rows in (added, removed))
        self.persons.count(come, gone)
        near = self._near({group_of(row.entry.member).called for row in (*come, *gone)})
        core = self.persons.called(near, come)
        alike = self.persons.alike(core)
        wanted = {person_name(row.entry.member.name).surname for row in people if _is_surname(row)}
        wanted |= self._told_otherwise(core, alike, near)
        bearers = self.persons.clustered(
            self._store.person_clusters(self._store.groups_found_by(map(surname_key, wanted)) - near)
        )
        standing = bearers | alike
        others = self._alone_in(standing.keys())
        alone = self._entries(self._store.cast_called(map(surname_group, wanted)))
        own = surnames(alone, [*core, *bearers.values()], self)
        for number, cluster in standing.items():  # what they were linked to by other surnames
            kept = [entry for entry in others[number] if person_name(entry.member.name).surname not in wanted]
            cluster.absorb(Cluster(SpeakerKind.PERSON, kept))
        return [*core, *bearers.values(), *own]

    def _told_otherwise(self, core: Sequence[Cluster], alike: Mapping[int, Cluster], near: set[str]) -> set[str]:
        """The surnames of ``core`` that may be linked otherwise than before.

        A cluster that tells what it told before makes no difference, unless nobody else bears the surname: then the
        days on which somebody was printed count, too.
        """
        borne = [_surnames_of(cluster) for cluster in core]
        standing = {id(cluster) for cluster in alike.values()}
        told = [one for one, cluster in zip(borne, core, strict=True) if id(cluster) not in standing]
        wanted = {person_name(name).surname for name in self.persons.gone()}.union(*told)
        left = {surname for one in borne for surname in one} - wanted
        elsewhere = self._store.person_names(self._store.groups_found_by(map(surname_key, left)) - near)
        shared = {person_name(name).surname for name in elsewhere}
        count = Counter(surname for one in borne for surname in one)
        return wanted | {surname for surname in left - shared if count[surname] == 1}

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

    def _alone_in(self, clusters: Iterable[int]) -> defaultdict[int, list[CastEntry]]:
        """The entries that give a surname alone, by the cluster in which they stand."""
        found: defaultdict[int, list[CastEntry]] = defaultdict(list)
        for row in self._store.cast_clustered(clusters):
            found[row.cluster or 0].append(self._kept(row))
        return found

    def _entries(self, rows: Iterable[CastRow]) -> list[CastEntry]:
        return [self._kept(row) for row in rows]

    def _kept(self, row: CastRow) -> CastEntry:
        return self.rows.setdefault((row.entry.article_id, row.entry.member.name), row).entry


def _may_be_one(name: PersonName, spelt: str) -> bool:
    other = person_name(spelt)
    return name.folded == other.folded or compare(name, other) is not Verdict.DIFFERENT


def _surnames_of(cluster: Cluster) -> set[str]:
    return {person_name(name).surname for name in cluster.names}


def _is_full_name(row: CastRow) -> bool:
    return is_person(row.entry.member) and bool(person_name(row.entry.member.name).given)


def _is_surname(row: CastRow) -> bool:
    return is_person(row.entry.member) and not person_name(row.entry.member.name).given
