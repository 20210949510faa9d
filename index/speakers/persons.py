"""Persons of full names in proportion to a change: each name has its entries added up, clusters are made of names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from index.models import CastEntry, CastMember, SpeakerKind
from index.speakers.cluster import Cluster, by_age
from index.speakers.clustering import one_person
from index.speakers.grouping import group_of, group_of_name
from index.speakers.same_person import person_name
from index.speakers.tally import changed
from index.storage.registry import RegistryStore
from index.storage.registry_rows import CastRow, NameRow, Naming, PersonRow


class Persons:
    """Keeps the tallies, and forms the clusters that a change touches.

    ``rows`` holds every name that was looked at, as it stands after the change.
    """

    def __init__(self, store: RegistryStore) -> None:
        self._store = store
        self.rows: dict[str, PersonRow] = {}
        self._before: dict[str, PersonRow] = {}  # those of names whose entries came or went

    def count(self, added: Sequence[CastRow], removed: Sequence[CastRow]) -> None:
        """Add what came in to the tallies, and take what went from them."""
        come, gone = _by_name(added), _by_name(removed)
        known = self._before = self._store.persons(come.keys() | gone.keys())
        for name in come.keys() | gone.keys():
            row = known.get(name) or _row((come[name] or gone[name])[0].member)

            def oldest(row: PersonRow = row) -> Naming:
                return self._store.oldest_naming(row.called, row.name)

            before = row.tally if row.tally.entries else None
            self.rows[name] = replace(row, tally=changed(before, come[name], gone[name], oldest))

    def count_anew(self, rows: Iterable[CastRow]) -> list[Cluster]:
        """Add all entries up, and give all clusters."""
        for entries in _by_name(rows).values():
            row = _row(entries[0].member)
            self.rows[row.name] = replace(row, tally=changed(None, entries, (), _nowhere))
        return _formed(self.rows.values())

    def called(self, groups: Iterable[str], added: Sequence[CastRow]) -> list[Cluster]:
        """The clusters that the names of these groups make; entries that came in stand in them."""
        clusters = _formed(self._kept(self._store.persons_called(groups), set(groups)))
        come = _by_name(added)
        for cluster in clusters:
            cluster.come = [entry for row in cluster.named for entry in come[row.name]]
        return clusters

    def alike(self, clusters: Iterable[Cluster]) -> dict[int, Cluster]:
        """Those of the clusters that tell a surname what they told it before, by their numbers.

        They are of the same names, with titles on the same days, and of the same gender.
        """
        stood: defaultdict[int | None, list[NameRow]] = defaultdict(list)
        for row in self.rows.values():
            stood[row.cluster].append(self._before.get(row.name, row))
        found = {}
        for cluster in clusters:
            number = cluster.named[0].cluster
            before = Cluster(SpeakerKind.PERSON, named=by_age(stood[number]))
            same = number is not None and {row.name for row in before.named} == {row.name for row in cluster.named}
            if number is not None and same and before.gender == cluster.gender and before.titles() == cluster.titles():
                found[number] = cluster
        return found

    def gone(self) -> list[str]:
        """The names that no article gives any more."""
        return [row.name for row in self.rows.values() if not row.tally.entries]

    def clustered(self, numbers: Iterable[int]) -> dict[int, Cluster]:
        """Clusters as they are without the surnames linked to them, by their numbers."""
        found: defaultdict[int, list[NameRow]] = defaultdict(list)
        for row in self._store.persons_clustered(numbers):
            found[row.cluster or 0].append(self.rows.setdefault(row.name, row))
        return {number: Cluster(SpeakerKind.PERSON, named=by_age(rows)) for number, rows in found.items()}

    def name_beside(self, article: int, named: Sequence[NameRow]) -> bool:
        """Whether one of these names stands in an article."""
        return self._store.has_any(article, {row.name for row in named})

    def printed(self, named: Sequence[NameRow]) -> Iterator[tuple[str, date]]:
        """The publishers and days of the articles that give these names."""
        return self._store.printed((group_of_name(row), row.name) for row in named)

    def _kept(self, stored: Iterable[PersonRow], groups: set[str]) -> list[PersonRow]:
        own = (row for row in self.rows.values() if row.called in groups)
        found = {row.name: row for row in stored} | {row.name: row for row in own}
        self.rows |= found
        return [row for row in found.values() if row.tally.entries]


def _formed(rows: Iterable[PersonRow]) -> list[Cluster]:
    spelt: defaultdict[str, list[NameRow]] = defaultdict(list)
    for row in rows:
        spelt[person_name(row.name).folded].append(row)
    return one_person([Cluster(SpeakerKind.PERSON, named=by_age(named)) for named in spelt.values()])


def _row(member: CastMember) -> PersonRow:
    return PersonRow(member.name, group_of(member).called, None, None, changed(None, (), (), _nowhere))


def _nowhere() -> Naming:
    return Naming(None, "")


def _by_name(rows: Iterable[CastRow]) -> defaultdict[str, list[CastEntry]]:
    found: defaultdict[str, list[CastEntry]] = defaultdict(list)
    for row in rows:
        found[row.entry.member.name].append(row.entry)
    return found
