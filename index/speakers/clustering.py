"""Cast entries into clusters: who is the same speaker.

Persons with a full name are one where ``people.compare`` says so, given evidence where it asks for it.
A surname alone never merges: an article that gives no full name is linked to the one person of that
surname only if a role of about the same time agrees, or if the same publisher named that person within
a month and nobody else of the corpus bears the surname. Otherwise it has a speaker of its own; only
those who say nothing in their article share one.
Organisations are one by name, or by an acronym that means one of them only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from index.english.folding import fold
from index.english.titles import agree, is_role
from index.models import CastEntry, CastMember, SpeakerKind
from index.speakers.cluster import Cluster
from index.speakers.same_organisation import acronym_ties, is_acronym, organisation_key
from index.speakers.same_person import PersonName, Verdict, compare, person_name

_MONTH = timedelta(days=31)
_TERM_YEARS = 4
_CLEARLY = 3  # times as many articles: an odd reading of a cast decides nothing


def clusters_of(entries: Iterable[CastEntry]) -> list[Cluster]:
    """All entries in clusters. The order of the entries does not matter."""
    people: list[CastEntry] = []
    institutions: list[CastEntry] = []
    for entry in entries:
        (people if is_person(entry.member) else institutions).append(entry)
    alone = [entry for entry in people if not person_name(entry.member.name).given]
    full = full_names(entry for entry in people if person_name(entry.member.name).given)
    return [*full, *surnames(alone, full), *organisations(institutions, ties_of(institutions))]


def is_person(member: CastMember) -> bool:
    """Whether a member is grouped as a person. An acronym is none, even where an article takes it for one."""
    return member.kind is SpeakerKind.PERSON and not is_acronym(member.name)


def in_order(entries: Iterable[CastEntry]) -> list[CastEntry]:
    """Entries by age."""
    return sorted(entries, key=lambda entry: entry.order)


def ties_of(entries: Iterable[CastEntry]) -> Mapping[str, str]:
    """Which organisation's key each acronym means. All entries that write or spell an acronym tell of it."""
    by_article: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for entry in in_order(entries):
        by_article[entry.article_id].append((entry.member.name, entry.member.forms))
    return acronym_ties(by_article.values())


def organisations(entries: Iterable[CastEntry], ties: Mapping[str, str]) -> list[Cluster]:
    """Entries of organisations in clusters, by name or by what an acronym means."""
    found: dict[str, Cluster] = {}
    for entry in in_order(entries):
        cluster = found.setdefault(key_of(entry.member, ties), Cluster(SpeakerKind.ORGANISATION))
        cluster.entries.append(entry)
    return list(found.values())


def key_of(member: CastMember, ties: Mapping[str, str]) -> str:
    """The key under which the entries of one organisation are equal."""
    return key_of_name(member.name, ties)


def key_of_name(name: str, ties: Mapping[str, str]) -> str:
    """The same by the name, which alone decides it."""
    key = organisation_key(name)
    return ties.get(fold(name), key) if is_acronym(name) else key


def full_names(entries: Iterable[CastEntry]) -> list[Cluster]:
    """Entries of persons with a given name in clusters.

    What other names there are makes no difference to those that ``same_person.compare`` tells apart from them.
    """
    by_name: dict[str, Cluster] = {}
    for entry in in_order(entries):
        folded = person_name(entry.member.name).folded
        by_name.setdefault(folded, Cluster(SpeakerKind.PERSON)).entries.append(entry)
    return _full_names([(person_name(c.entries[0].member.name), c) for c in by_name.values()])


def _full_names(named: Iterable[tuple[PersonName, Cluster]]) -> list[Cluster]:
    """Names that tell most come first, so that "George Bush" finds both George W. and George H. W. before it."""
    order = sorted(
        named, key=lambda one: (-len(one[0].middle) - bool(one[0].suffix), -len(one[1].entries), one[0].folded)
    )
    blocks: dict[str, list[int]] = defaultdict(list)
    clusters: list[Cluster] = []
    names: list[list[PersonName]] = []
    for name, cluster in order:
        near = sorted({i for key in name.keys for i in blocks[key]})
        at = _home(name, cluster, [(i, names[i], clusters[i]) for i in near])
        if at is None:
            at = len(clusters)
            clusters.append(cluster)
            names.append([])
        else:
            clusters[at].absorb(cluster)
        names[at].append(name)
        for key in name.keys:
            if at not in blocks[key]:
                blocks[key].append(at)
    return clusters


def _home(name: PersonName, cluster: Cluster, near: Sequence[tuple[int, list[PersonName], Cluster]]) -> int | None:
    """The one cluster to which a name belongs; None if it is none's, or could be several's."""
    same, evident = [], []
    for i, theirs, other in near:
        verdicts = {compare(name, one) for one in theirs}
        if Verdict.DIFFERENT in verdicts:
            continue
        if Verdict.SAME in verdicts:
            same.append(i)
        if agree(cluster.roles, other.roles):
            evident.append(i)
    for found in ([i for i in same if i in evident], same, evident):
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


@lru_cache(maxsize=500_000)  # the same titles meet in article after article
def _agreeing(titles: tuple[str, ...], role: str) -> bool:
    return agree(titles, (role,))


def _same_term(day: date | None, year: int | None) -> bool:
    """Whether one holder of an office is likely meant; years apart, a title may be another's."""
    return day is None or year is None or abs(day.year - year) <= _TERM_YEARS


class _Known:
    """A cluster with what a surname is compared with, kept up as entries are added."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.articles: set[str] = set()
        self._roles: dict[str, Counter[int | None]] = defaultdict(Counter)  # the years of the articles that give each
        self._days: dict[str, list[date]] = defaultdict(list)
        for entry in cluster.entries:
            self._note(entry)
        self._gender = cluster.gender

    def add(self, entry: CastEntry) -> None:
        """Put an entry into the cluster."""
        self.cluster.entries.append(entry)
        self._note(entry)

    def may_be(self, entry: CastEntry) -> bool:
        """Whether nothing contradicts: gender, or an article that tells the two apart."""
        genders = {entry.member.gender, self._gender}
        return genders != {"f", "m"} and entry.article_id not in self.articles

    def sharing(self, entry: CastEntry) -> int:
        """How many articles of about the entry's time give this speaker a role that agrees with the entry's."""
        titles = tuple(title for title in entry.member.roles if is_role(title))
        agreeing = (years for role, years in self._roles.items() if _agreeing(titles, role)) if titles else ()
        return sum(n for years in agreeing for year, n in years.items() if _same_term(entry.day, year))

    def printed_near(self, entry: CastEntry) -> bool:
        """Whether the same publisher named them within a month."""
        days = self._days.get(fold(entry.publisher or ""), [])
        return entry.day is not None and any(abs(day - entry.day) <= _MONTH for day in days)

    def _note(self, entry: CastEntry) -> None:
        self.articles.add(entry.article_id)
        for title in entry.member.roles:
            if is_role(title):
                self._roles[title][entry.day.year if entry.day else None] += 1
        if entry.day and entry.publisher:
            self._days[fold(entry.publisher)].append(entry.day)


def surnames(alone: Iterable[CastEntry], full: Sequence[Cluster]) -> list[Cluster]:
    """Entries of articles that give one name only: linked where that is certain, else on their own.

    ``full`` are clusters of full names that nothing was linked to yet, among them all that bear one of the surnames.
    """
    entries = in_order(alone)
    wanted = {person_name(entry.member.name).surname for entry in entries}
    bearers: dict[str, list[_Known]] = defaultdict(list)
    for cluster in full:
        for surname in {person_name(name).surname for name in cluster.names} & wanted:
            bearers[surname].append(_Known(cluster))
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
    possible = sorted(((k.sharing(entry), i) for i, k in enumerate(bearers) if k.may_be(entry)), reverse=True)
    if not possible:
        return None
    (most, best), (next_most, _) = possible[0], possible[1] if len(possible) > 1 else (0, 0)
    if most and most >= _CLEARLY * next_most:
        return bearers[best]
    return bearers[best] if len(bearers) == 1 and not most and bearers[best].printed_near(entry) else None
