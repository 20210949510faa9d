"""A cluster: the entries of casts that are taken for one speaker, while the registry is built."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from index.english.folding import fold
from index.english.titles import is_role
from index.models import CastEntry, Role, Speaker, SpeakerKind
from index.speakers.same_organisation import is_acronym
from index.speakers.same_person import gender_of, person_name
from index.speakers.tally import Titles, titles_of
from index.storage.registry_rows import NameRow

_SLUG_CHARACTERS = 60
_CLEARLY = 5  # times as many articles


@dataclass(slots=True)
class Cluster:
    """Entries of one speaker, oldest first. ``aliases`` and ``called`` are what an admin decided on names.

    ``named`` are whole names whose entries were added up, by age too, and ``come`` those of these entries that came in
    since, which are told of their speaker one by one; ``entries`` are counted nowhere else.
    """

    kind: SpeakerKind
    entries: list[CastEntry] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    called: str = ""
    id: str = ""
    named: Sequence[NameRow] = ()
    come: list[CastEntry] = field(default_factory=list)

    @property
    def names(self) -> Counter[str]:
        """How many articles give each name as their fullest."""
        names = Counter({row.name: row.tally.entries for row in self.named})
        names.update(entry.member.name for entry in self.entries)
        return names

    @property
    def oldest(self) -> tuple[str, str]:
        """The name in the oldest article, and that article's id."""
        _, _, article_id, name = self.order
        return name, article_id

    @property
    def order(self) -> tuple[bool, date, str, str]:
        """Sorts clusters by age."""
        return min([entry.order for entry in self.entries[:1]] + [age_of(row) for row in self.named[:1]])

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.entries) + sum(row.tally.entries for row in self.named)

    @property
    def statements(self) -> int:
        """How many statements they have."""
        return sum(entry.statements for entry in self.entries) + sum(row.tally.statements for row in self.named)

    @property
    def roles(self) -> tuple[str, ...]:
        """All titles that articles give."""
        of_entries = {title for entry in self.entries for title in entry.member.roles if is_role(title)}
        return tuple(of_entries.union(*(row.tally.roles for row in self.named)))

    def absorb(self, other: "Cluster") -> None:
        """Take over the entries, names and aliases of another cluster."""
        self.entries = in_order([*self.entries, *other.entries])
        self.named = by_age([*self.named, *other.named])
        self.come += other.come
        self.aliases += other.aliases

    @property
    def gender(self) -> str | None:
        """What most articles tell, or else the given name."""
        told = Counter(entry.member.gender for entry in self.entries if entry.member.gender)
        for row in self.named:
            told.update(row.tally.genders)
        (first, most), (_, others) = (*told.most_common(2), ("", 0), ("", 0))[:2]
        return first if most > others else gender_of(person_name(self.oldest[0]).given)

    def speaker(self) -> Speaker:
        """The speaker that the entries make up."""
        name = self.name
        forms = self._forms()
        ranked = (form for form, _ in sorted(forms.items(), key=lambda one: (-one[1], one[0])))
        return Speaker(
            id=self.id,
            name=name,
            kind=self.kind,
            aliases=tuple(dict.fromkeys([name, *ranked, *self.aliases])),
            roles=tuple(_dated_roles(self.titles())),
            statements=self.statements,
        )

    def _forms(self) -> Counter[str]:
        forms = Counter(form for entry in self.entries for form in entry.member.forms)
        for row in self.named:
            forms.update(row.tally.forms)
        return forms

    def titles(self) -> Titles:
        """The titles that articles give, with how often on each day (as ordinals; 0: unknown)."""
        found = titles_of(self.entries)
        for row in self.named:
            for title, days in row.tally.roles.items():
                found[title].update(days)
        return found

    @property
    def name(self) -> str:
        """The name that most articles give; letters where clearly more give them than any name that they stand for.

        So what articles hardly ever write out, as "NASA", is not written out here. Other names in capitals are those of
        headlines and stand only where there is no other.
        """
        names = self.names
        spelt = sum(count for name, count in names.items() if not is_acronym(name))
        letters = {name for name, count in names.items() if is_acronym(name) and count >= _CLEARLY * spelt}
        usual = letters if self.kind is SpeakerKind.ORGANISATION else set()
        return self.called or max(
            names, key=lambda n: (n in usual or not n.isupper(), n in usual or not is_acronym(n), names[n], len(n), n)
        )


def in_order(entries: Iterable[CastEntry]) -> list[CastEntry]:
    """Entries by age."""
    return sorted(entries, key=lambda entry: entry.order)


def age_of(row: NameRow) -> tuple[bool, date, str, str]:
    """Sorts whole names by age, as ``CastEntry.order`` does entries."""
    return *row.tally.oldest.order, row.name


def by_age(rows: Iterable[NameRow]) -> list[NameRow]:
    """Whole names, oldest first."""
    return sorted(rows, key=age_of)


def slug(name: str) -> str:
    """A name as an id."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-")[:_SLUG_CHARACTERS] or "speaker"


def _dated_roles(titles: Titles) -> list[Role]:
    """The titles with the first and last day on which articles give them, the most frequent first."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, set[int]] = defaultdict(set)
    for title, given in titles.items():
        written[fold(title)][title] += given.total()
        days[fold(title)] |= {day for day in given if day}
    ranked = sorted(written, key=lambda key: (-written[key].total(), key))
    return [
        Role(
            max(written[key], key=lambda title: (written[key][title], title)),
            date.fromordinal(min(days[key])) if days[key] else None,
            date.fromordinal(max(days[key])) if days[key] else None,
        )
        for key in ranked
    ]
