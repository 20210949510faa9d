"""Who speaks: the cast of one article, and the speakers of the whole corpus."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

_TITLE_WORDS = 5


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class CastMember:
    """A possible speaker as one article knows them.

    ``name`` is the fullest name that the article gives, ``forms`` every form by which it names them
    (the name included), ``roles`` the titles that it ties to the name ("Syrian Foreign Minister").
    ``gender`` is "f", "m" or None.
    """

    name: str
    kind: SpeakerKind
    forms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class CastEntry:
    """A member of one article's cast, with the article's day and publisher and how many statements it gives them."""

    article_id: str
    day: date | None
    member: CastMember
    statements: int
    publisher: str | None = None

    @property
    def order(self) -> tuple[bool, date, str, str]:
        """Sorts entries by age, so that what a speaker is called after does not change as the corpus grows."""
        return self.day is None, self.day or date.min, self.article_id, self.member.name


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a name in the cast of an article is that of a speaker, by id."""

    article_id: str
    name: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Role:
    """A title that articles give a speaker, with the first and last day on which they do."""

    title: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or organisation behind mentions, one across the corpus.

    ``id`` is a readable slug that outlives re-indexing. ``aliases`` are all forms by which articles
    name the speaker, the most frequent first.
    """

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    statements: int = field(default=0, compare=False)  # how many the corpus holds

    def role_at(self, day: date | None) -> str | None:
        """The title that articles of about ``day`` give: the role whose dates lie nearest; without a day, the last."""
        dated = [role for role in self.roles if role.first and role.last]
        if not dated:
            return _fullest(self.roles[0], self.roles) if self.roles else None
        if day is None:
            latest = max(role.last or date.min for role in dated)
            held = [role for role in dated if role.last == latest]
        else:
            nearest = min(_days_outside(role, day) for role in dated)
            held = [role for role in dated if _days_outside(role, day) == nearest]
        return _fullest(held[0], held)


def _fullest(role: Role, roles: Sequence[Role]) -> str:
    """The title of a role, or of one of ``roles`` that says the same more fully ("Syrian Foreign Minister")."""
    words = set(role.title.lower().split())
    fuller = [r.title for r in roles if words < set(r.title.lower().split())]
    return max((title for title in fuller if len(title.split()) <= _TITLE_WORDS), key=len, default=role.title)


def _days_outside(role: Role, day: date) -> int:
    first, last = role.first or day, role.last or day
    return max((first - day).days, (day - last).days, 0)
