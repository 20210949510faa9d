"""Organisations in proportion to a change: clusters are made of names, and each name has its entries added up.

Which cluster a name falls into follows from the name and from what acronyms mean, which is counted over all articles
too. So no entry but those that come and go is looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from index.english.folding import fold
from index.models import CastEntry, SpeakerKind
from index.speakers.cluster import Cluster, by_age
from index.speakers.clustering import key_of_name
from index.speakers.grouping import organisation_group
from index.speakers.same_organisation import acronym_uses, is_acronym, meaning, organisation_key
from index.speakers.tally import changed
from index.storage.registry import RegistryStore
from index.storage.registry_rows import CastRow, Naming, OrganisationRow

Uses = dict[tuple[str, str], tuple[int, int]]


class Organisations:
    """Keeps the tallies, and forms the clusters that a change touches.

    ``rows`` holds every name that was looked at, as it stands after the change.
    """

    def __init__(self, store: RegistryStore) -> None:
        self._store = store
        self.rows: dict[str, OrganisationRow] = {}

    def clusters(self, added: Sequence[CastRow], removed: Sequence[CastRow]) -> list[Cluster]:
        """The clusters that the entries of added and removed articles touch."""
        uses = _uses(added)
        for use, (tied, spelt) in _uses(removed).items():
            before = uses.get(use, (0, 0))
            uses[use] = (before[0] - tied, before[1] - spelt)
        touched = self._count(added, removed)
        acronyms = {acronym for acronym, _ in uses} | {row.acronym for row in touched if row.acronym}
        earlier = self._meanings(acronyms)
        self._store.count_uses({use: count for use, count in uses.items() if any(count)})
        later = self._meanings(acronyms)
        shifted = {acronym for acronym in acronyms if earlier.get(acronym) != later.get(acronym)}
        touched += self._store.organisations_with((), shifted)
        keys = {key_of_name(row.name, means) for row in touched for means in (earlier, later)}
        return self._formed(keys, [row.entry for row in added])

    def clustered(self, numbers: Iterable[int]) -> list[Cluster]:
        """Clusters as they are, by their numbers."""
        found = defaultdict(list)
        for row in self._store.organisations_clustered(numbers):
            found[row.cluster].append(self.rows.setdefault(row.name, row))
        return [_cluster(rows) for rows in found.values()]

    def count_anew(self, rows: Iterable[CastRow]) -> list[Cluster]:
        """Add all entries up, in the order of their articles, and give all clusters."""
        uses: Counter[tuple[str, str]] = Counter()
        tied: Counter[tuple[str, str]] = Counter()
        entries: defaultdict[str, list[CastEntry]] = defaultdict(list)
        for _, of_article in groupby(rows, key=lambda row: row.article):
            members = list(of_article)
            for use, (is_tied, spelt) in _uses(members).items():
                tied[use] += is_tied
                uses[use] += spelt
            for row in members:
                entries[row.entry.member.name].append(row.entry)
        self._store.count_uses({use: (tied[use], uses[use]) for use in tied.keys() | uses.keys()})
        for name, given in entries.items():
            self.rows[name] = _row(name, given)
        means = self._meanings({row.acronym for row in self.rows.values() if row.acronym})
        return _by_key(self.rows.values(), means)

    def _count(self, added: Sequence[CastRow], removed: Sequence[CastRow]) -> list[OrganisationRow]:
        """The names of these entries, with the tallies after the change."""
        come, gone = _by_name(added), _by_name(removed)
        known = self._store.organisations(come.keys() | gone.keys())
        for name in come.keys() | gone.keys():
            row = known.get(name) or _row(name, [])

            def oldest(row: OrganisationRow = row) -> Naming:
                return self._store.oldest_naming(organisation_group(row.key), row.name)

            before = row.tally if row.tally.entries else None
            self.rows[name] = replace(row, tally=changed(before, come[name], gone[name], oldest))
        return [self.rows[name] for name in come.keys() | gone.keys()]

    def _formed(self, keys: set[str], added: Sequence[CastEntry]) -> list[Cluster]:
        """The clusters of these keys; the entries that came in stand in them, to be told of their speakers."""
        named = self._store.organisations_with(keys, self._store.acronyms_used_for(keys))
        rows = {row.name: row for row in named} | self.rows
        means = self._meanings({row.acronym for row in rows.values() if row.acronym})
        formed = [row for row in rows.values() if row.tally.entries and key_of_name(row.name, means) in keys]
        self.rows |= {row.name: row for row in formed}
        entries = _by_name_of_entries(added)
        clusters = _by_key(formed, means)
        for cluster in clusters:
            cluster.come = [entry for row in cluster.named for entry in entries[row.name]]
        return clusters

    def _meanings(self, acronyms: Iterable[str]) -> dict[str, str]:
        """Which organisation's key each acronym means, as far as it means one."""
        return meaning(self._store.uses_of(acronyms))


def _uses(rows: Iterable[CastRow]) -> Uses:
    """How many articles tie or spell an acronym for an organisation."""
    by_article: defaultdict[int, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for row in rows:
        by_article[row.article].append((row.entry.member.name, row.entry.member.forms))
    counted: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for organisations in by_article.values():
        tied, spelt = acronym_uses(organisations)
        for at, uses in enumerate((tied, spelt)):
            for use in uses:
                counted[use][at] += 1
    return {use: (tied_by, spelt_by) for use, (tied_by, spelt_by) in counted.items()}


def _by_name(rows: Iterable[CastRow]) -> defaultdict[str, list[CastEntry]]:
    return _by_name_of_entries(row.entry for row in rows)


def _by_name_of_entries(entries: Iterable[CastEntry]) -> defaultdict[str, list[CastEntry]]:
    found: defaultdict[str, list[CastEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.member.name].append(entry)
    return found


def _row(name: str, entries: Sequence[CastEntry]) -> OrganisationRow:
    tally = changed(None, entries, (), lambda: Naming(None, ""))
    return OrganisationRow(name, organisation_key(name), fold(name) if is_acronym(name) else None, None, None, tally)


def _by_key(rows: Iterable[OrganisationRow], means: Mapping[str, str]) -> list[Cluster]:
    found: defaultdict[str, list[OrganisationRow]] = defaultdict(list)
    for row in rows:
        found[key_of_name(row.name, means)].append(row)
    return [_cluster(named) for named in found.values()]


def _cluster(named: Iterable[OrganisationRow]) -> Cluster:
    return Cluster(SpeakerKind.ORGANISATION, named=by_age(named))
