"""Entries of casts that give a surname alone: whose they are, if that can be told.

An article that gives no full name is linked to the one person of that surname only if a role of about the same time
agrees, or if the same publisher named that person within a month and nobody else of the corpus bears the surname.
Who says nothing in the article may be linked to the only bearer years later, too. Otherwise it has a speaker of its
own; only those who say nothing share one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import islice
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
        self._held: dict[tuple[str, ...], Counter[int | None]] = {}  # by titles, the years of roles that agree

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
        self._held.clear()
        for title in _titles(entry):
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

    def sharing(self, titles: tuple[str, ...], day: date | None) -> int:
        """How many articles of about a day give this speaker a role that agrees with one of the titles."""
        if not titles:
            return 0
        if titles not in self._held:  # most entries give one of a few titles
            held: Counter[int | None] = Counter()
            for role, years in self._roles.items():
                if _agreeing(titles, role):
                    held.update(years)
            self._held[titles] = held
        return sum(n for year, n in self._held[titles].items() if _same_term(day, year))

    def printed_near(self, entry: CastEntry) -> bool:
        """Whether the same publisher named them within a month."""
        days = self._days.get(fold(entry.publisher or ""), [])
        return entry.day is not None and any(abs(day - entry.day) <= _MONTH for day in days)

    def shows(self, entry: CastEntry) -> bool:
        """Whether a role of about the same time agrees, or the same publisher named them within a month."""
        return bool(self.sharing(_titles(entry), entry.day)) or self.printed_near(entry)


class _Own:
    """Those of one surname who are speakers of their own, found by what an entry may share with them."""

    def __init__(self) -> None:
        self._all: list[_Known] = []
        self._printed: dict[tuple[str, int], list[int]] = defaultdict(list)  # by publisher and month, in their order
        self._titled: dict[str, list[int]] = defaultdict(list)  # by title

    @property
    def clusters(self) -> list[Cluster]:
        """Their clusters, in the order in which they began."""
        return [known.cluster for known in self._all]

    def add(self, entry: CastEntry) -> None:
        """Put an entry to the one whom it shows, where that is one; else it begins another."""
        shown = (at for at in self._near(entry) if self._all[at].shows(entry) and self._all[at].may_be(entry))
        alike = list(islice(shown, 2))  # where there is a second, more do not matter
        if len(alike) == 1:
            (at,) = alike
            self._all[at].add(entry)
        else:
            at = len(self._all)
            self._all.append(_Known(Cluster(SpeakerKind.PERSON, [entry])))
        if entry.day and entry.publisher:
            self._printed[fold(entry.publisher), _month(entry.day)].append(at)
        for title in entry.member.roles:
            self._titled[title].append(at)

    def _near(self, entry: CastEntry) -> list[int]:
        """The places of all who may share a role with an entry, or were printed by its publisher in months about it."""
        titles = _titles(entry)
        near = {at for role, held in self._titled.items() if titles and _agreeing(titles, role) for at in held}
        if entry.day:
            publisher, month = fold(entry.publisher or ""), _month(entry.day)
            near.update(at for one in (month - 1, month, month + 1) for at in self._printed.get((publisher, one), ()))
        return sorted(near)


def _month(day: date) -> int:
    """Days in runs as long as a publisher may be apart from itself, so that only those beside each other count."""
    return day.toordinal() // _MONTH.days


def _titles(entry: CastEntry) -> tuple[str, ...]:
    return tuple(title for title in entry.member.roles if is_role(title))


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
    own: dict[str, _Own] = defaultdict(_Own)
    silent: dict[str, Cluster] = {}
    for entry in entries:
        surname = person_name(entry.member.name).surname
        if home := _bearer(entry, bearers[surname]) or _only_bearer(entry, bearers[surname]):
            linked.setdefault(id(home.cluster), (home.cluster, []))[1].append(entry)
            continue
        if not entry.statements:  # no words that could come into the wrong mouth
            silent.setdefault(surname, Cluster(SpeakerKind.PERSON)).entries.append(entry)
            continue
        own[surname].add(entry)
    for cluster, found in linked.values():  # at last, so that no link rests on another
        cluster.absorb(Cluster(SpeakerKind.PERSON, found))
    return [*(cluster for several in own.values() for cluster in several.clusters), *silent.values()]


def _only_bearer(entry: CastEntry, bearers: Sequence[_Known]) -> _Known | None:
    """Of an entry that says nothing, the only bearer of the surname, whom several articles name in full.

    No words can come into the wrong mouth, so years between do not matter; another role does.
    """
    if entry.statements or len(bearers) != 1 or bearers[0].cluster.size < _CLEARLY:
        return None
    (only,) = bearers
    titles = _titles(entry)
    another = titles and not only.sharing(titles, None)
    return only if not another and only.may_be(entry) else None


def _bearer(entry: CastEntry, bearers: Sequence[_Known]) -> _Known | None:
    """The one full name that a surname stands for, by a role that clearly more articles give to it than to others."""
    if len(bearers) == 1:
        (only,) = bearers
        return only if only.shows(entry) and only.may_be(entry) else None
    titles = _titles(entry)
    shared = [(most, known) for known in bearers if (most := known.sharing(titles, entry.day))]
    best: tuple[int, _Known] | None = None
    for most, known in sorted(shared, key=lambda one: -one[0]):
        if best and best[0] >= _CLEARLY * most:
            break
        if known.may_be(entry):  # which is looked up, so not for all
            if best:
                return None
            best = most, known
    return best[1] if best else None
