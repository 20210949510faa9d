"""Entries of casts that give a surname alone: whose they are, if that can be told.

An article that gives no full name is linked to the one person of that surname only if a role of about the same time
agrees, or if the same publisher named that person within a month and nobody else of the corpus bears the surname.
Otherwise it has a speaker of its own; only those who say nothing in their article share one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Protocol

from index.english.folding import fold
from index.english.titles import agree, is_role
from index.models import CastEntry, SpeakerKind
from index.speakers.cluster import Cluster, in_order
from index.speakers.same_person import person_name
from index.storage.registry_rows import NameRow

_MONTH = timedelta(days=31)
_TERM_YEARS = 4
_CLEARLY = 3  # times as many articles: an odd reading of a cast decides nothing


class Articles(Protocol):
    """Where names stand whose entries were added up, looked up only where it decides something."""

    def name_beside(self, entry: CastEntry, named: Sequence[NameRow]) -> bool:
        """Whether one of the names stands in the entry's article, too."""

    def printed(self, named: Sequence[NameRow]) -> Iterable[tuple[str, date]]:
        """The publishers and days of the articles that give the names."""


class _Known:
    """A cluster with what a surname is compared with, kept up as entries are added."""

    def __init__(self, cluster: Cluster, articles: Articles | None = None) -> None:
        self.cluster = cluster
        self._elsewhere = articles
        self._articles = {entry.article_id for entry in cluster.entries}
        self._gender = cluster.gender

    @cached_property
    def _roles(self) -> dict[str, Counter[int | None]]:
        """The years of the articles that give each title."""
        years: dict[str, Counter[int | None]] = defaultdict(Counter)
        for title, days in self.cluster.titles().items():
            for day, count in days.items():
                years[title][date.fromordinal(day).year if day else None] += count
        return years

    @cached_property
    def _days(self) -> dict[str, list[date]]:
        days: dict[str, list[date]] = defaultdict(list)
        for entry in self.cluster.entries:
            if entry.day and entry.publisher:
                days[fold(entry.publisher)].append(entry.day)
        if self.cluster.named and self._elsewhere:
            for publisher, day in self._elsewhere.printed(self.cluster.named):
                days[fold(publisher)].append(day)
        return days

    def add(self, entry: CastEntry) -> None:
        """Put an entry into the cluster."""
        self._articles.add(entry.article_id)
        for title in entry.member.roles:
            if is_role(title):
                self._roles[title][entry.day.year if entry.day else None] += 1
        if entry.day and entry.publisher:
            self._days[fold(entry.publisher)].append(entry.day)
        self.cluster.entries.append(entry)

    def may_be(self, entry: CastEntry) -> bool:
        """Whether nothing contradicts: gender, or an article that tells the two apart."""
        if {entry.member.gender, self._gender} == {"f", "m"} or entry.article_id in self._articles:
            return False
        named = self.cluster.named
        return not (named and self._elsewhere and self._elsewhere.name_beside(entry, named))

    def sharing(self, entry: CastEntry) -> int:
        """How many articles of about the entry's time give this speaker a role that agrees with the entry's."""
        titles = tuple(title for title in entry.member.roles if is_role(title))
        agreeing = (years for role, years in self._roles.items() if _agreeing(titles, role)) if titles else ()
        return sum(n for years in agreeing for year, n in years.items() if _same_term(entry.day, year))

    def printed_near(self, entry: CastEntry) -> bool:
        """Whether the same publisher named them within a month."""
        days = self._days.get(fold(entry.publisher or ""), [])
        return entry.day is not None and any(abs(day - entry.day) <= _MONTH for day in days)


@lru_cache(maxsize=500_000)  # the same titles meet in article after article
def _agreeing(titles: tuple[str, ...], role: str) -> bool:
    return agree(titles, (role,))


def _same_term(day: date | None, year: int | None) -> bool:
    """Whether one holder of an office is likely meant; years apart, a title may be another's."""
    return day is None or year is None or abs(day.year - year) <= _TERM_YEARS


def surnames(alone: Iterable[CastEntry], full: Sequence[Cluster], articles: Articles | None = None) -> list[Cluster]:
    """Entries of articles that give one name only: linked where that is certain, else on their own.

    ``full`` are clusters of full names that nothing was linked to yet, among them all that bear one of the surnames.
    ``articles`` tells of those names of them whose entries were added up.
    """
    entries = in_order(alone)
    wanted = {person_name(entry.member.name).surname for entry in entries}
    bearers: dict[str, list[_Known]] = defaultdict(list)
    for cluster in full:
        for surname in {person_name(name).surname for name in cluster.names} & wanted:
            bearers[surname].append(_Known(cluster, articles))
    linked: dict[int, tuple[Cluster, list[CastEntry]]] = {}
    own: dict[str, list[_Known]] = defaultdict(list)
    silent: dict[str, Cluster] = {}
    for entry in entries:
        surname = person_name(entry.member.name).surname
        if home := _bearer(entry, bearers[surname]):
            linked.setdefault(id(home.cluster), (home.cluster, []))[1].append(entry)
            continue
        if not entry.statements:  # no words that could come into the wrong mouth
            silent.setdefault(surname, Cluster(SpeakerKind.PERSON)).entries.append(entry)
            continue
        alike = [k for k in own[surname] if k.may_be(entry) and (k.sharing(entry) or k.printed_near(entry))]
        if len(alike) == 1:
            alike[0].add(entry)
        else:
            own[surname].append(_Known(Cluster(SpeakerKind.PERSON, [entry])))
    for cluster, found in linked.values():  # at last, so that no link rests on another
        cluster.absorb(Cluster(SpeakerKind.PERSON, found))
    return [*(known.cluster for several in own.values() for known in several), *silent.values()]


def _bearer(entry: CastEntry, bearers: Sequence[_Known]) -> _Known | None:
    """The one full name that a surname stands for, by a role that clearly more articles give to it than to others."""
    if len(bearers) == 1:
        (only,) = bearers
        return only if (only.sharing(entry) or only.printed_near(entry)) and only.may_be(entry) else None
    shared = ((known.sharing(entry), known) for known in bearers)
    possible = sorted(
        ((most, known) for most, known in shared if most and known.may_be(entry)), key=lambda one: -one[0]
    )
    if not possible:
        return None
    (most, best), (next_most, _) = (*possible, (0, None))[:2]
    return best if most >= _CLEARLY * next_most else None
