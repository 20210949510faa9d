"""What the store holds of casts and speakers as dataclasses."""

from dataclasses import dataclass, field
from datetime import date

from pydantic import TypeAdapter

from index.models import CastEntry, Speaker


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """A speaker with the number by which rows name them."""

    number: int
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class CastRow:
    """A member of a cast with the row of the article and, from when they were last worked out, cluster and speaker."""

    article: int
    entry: CastEntry
    cluster: int | None
    speaker: int | None


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a name is given: the day and the id of the article."""

    day: date | None
    article_id: str

    @property
    def order(self) -> tuple[bool, date, str]:
        """Sorts by age, as ``CastEntry.order`` does."""
        return self.day is None, self.day or date.min, self.article_id


@dataclass(frozen=True, slots=True)
class Tally:
    """What all entries of casts that give one name add up to.

    ``forms`` counts the forms, ``roles`` the days on which each title is given (as ordinals; 0: unknown), ``genders``
    the genders that are told, and ``oldest`` is where the name is given first.
    """

    entries: int
    statements: int
    oldest: Naming
    forms: dict[str, int]
    roles: dict[str, dict[int, int]]
    genders: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A name of organisations: its key, itself folded if it is an acronym, and the cluster and speaker it stands for.

    ``speaker`` is None where an admin's decisions divide the entries among several.
    """

    name: str
    key: str
    acronym: str | None
    cluster: int | None
    speaker: int | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A full name of persons: the group that it falls into, and the cluster and speaker it stands for.

    ``speaker`` is None where an admin's decisions divide the entries among several.
    """

    name: str
    called: str
    cluster: int | None
    speaker: int | None
    tally: Tally


NameRow = OrganisationRow | PersonRow


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of casts that go by one form of a name, and the keys under which others find them."""

    called: str
    name: str
    keys: frozenset[str]


TALLY = TypeAdapter(Tally)


@dataclass(frozen=True, slots=True)
class KnownCluster:
    """A cluster of entries with its id, and the id that it has where nobody else wants the same."""

    number: int
    id: str
    wanted: str
