"""A cluster: the entries of casts that are taken for one speaker, while the registry is built."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from index.english.folding import fold
from index.english.titles import is_role
from index.models import CastEntry, Role, Speaker, SpeakerKind
from index.speakers.same_organisation import is_acronym
from index.speakers.same_person import gender_of, person_name
from index.speakers.tally import Titles, titles_of
from index.storage.registry_rows import OrganisationRow

_SLUG_CHARACTERS = 60


@dataclass(slots=True)
class Cluster:
    """Entries of one speaker, oldest first. ``aliases`` and ``called`` are what an admin decided on names.

    With ``named``, the names of an organisation whose entries were added up, ``entries`` holds only those that came in
    since, which are counted there too.
    """

    kind: SpeakerKind
    entries: list[CastEntry] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    called: str = ""
    id: str = ""
    named: list[OrganisationRow] = field(default_factory=list)

    @property
    def names(self) -> Counter[str]:
        """How many articles give each name as their fullest."""
        if self.named:
            return Counter({row.name: row.tally.entries for row in self.named})
        return Counter(entry.member.name for entry in self.entries)

    @property
    def oldest(self) -> tuple[str, str]:
        """The name in the oldest article, and that article's id."""
        if self.named:
            return self.named[0].name, self.named[0].tally.oldest.article_id
        return self.entries[0].member.name, self.entries[0].article_id

    @property
    def order(self) -> tuple[bool, date, str, str]:
        """Sorts clusters by age."""
        return (*self.named[0].tally.oldest.order, self.named[0].name) if self.named else self.entries[0].order

    @property
    def statements(self) -> int:
        """How many statements they have."""
        if self.named:
            return sum(row.tally.statements for row in self.named)
        return sum(entry.statements for entry in self.entries)

    @property
    def roles(self) -> tuple[str, ...]:
        """All titles that articles give."""
        return tuple({title for entry in self.entries for title in entry.member.roles if is_role(title)})

    def absorb(self, other: "Cluster") -> None:
        """Take over the entries and aliases of another cluster."""
        self.entries = sorted([*self.entries, *other.entries], key=lambda entry: entry.order)
        self.aliases += other.aliases

    @property
    def gender(self) -> str | None:
        """What most articles tell, or else the given name."""
        told = Counter(entry.member.gender for entry in self.entries if entry.member.gender)
        return told.most_common(1)[0][0] if told else gender_of(person_name(self.entries[0].member.name).given)

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
            roles=tuple(_dated_roles(self._titles())),
            statements=self.statements,
        )

    def _forms(self) -> Counter[str]:
        forms: Counter[str] = Counter()
        for row in self.named:
            forms.update(row.tally.forms)
        return forms if self.named else Counter(form for entry in self.entries for form in entry.member.forms)

    def _titles(self) -> Titles:
        if not self.named:
            return titles_of(self.entries)
        found: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for row in self.named:
            for title, days in row.tally.roles.items():
                found[title].update(days)
        return found

    @property
    def name(self) -> str:
        """The name that most articles give; one in capitals or an acronym only where there is no other."""
        names = self.names
        return self.called or max(names, key=lambda n: (not n.isupper(), not is_acronym(n), names[n], len(n), n))


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
