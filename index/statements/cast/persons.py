"""Stage three, the persons of an article while its cast is read: whose name a name is, or part of it."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from index.english.names import Name, bare_surname, given_gender
from index.models import CastMember, SpeakerKind
from index.statements.cast.name_kinds import COMPASS

_LEAST_TO_MISSPELL = 5  # letters: shorter names that differ by one are other names


@dataclass(slots=True)
class Person:
    """Somebody whom an article names, with what it tells of them."""

    name: Name
    first: float  # the character at which the text names them first, its headline left out
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    honorifics: Counter[str] = field(default_factory=Counter)
    pronouns: Counter[str] = field(default_factory=Counter)


def known_person(name: Name, persons: dict[str, Person], gender: str | None) -> str | None:
    """The person whose name this is, or part of; ``gender`` is what an honorific tells.

    Of several whom a surname fits, the one whom the text names first: the others keep their full names.
    """
    if name.full in persons and name.given:
        return name.full
    fitting = [key for key, person in persons.items() if _fits(name, key, person, gender)]
    if name.given:
        return next(iter(fitting), None)
    return min(fitting, key=lambda key: persons[key].first, default=None) or misspelt(name, persons)


def misspelt(name: Name, persons: dict[str, Person]) -> str | None:
    """The one person, named in full, whose surname differs by a slip of the pen from one that nobody bears."""
    surname = name.surname
    if len(surname) < _LEAST_TO_MISSPELL:
        return None
    near = [
        k
        for k, p in persons.items()
        if p.name.given and p.name.surname[0] == surname[0] and OSA.distance(p.name.surname, surname) == 1
    ]
    return near[0] if len(near) == 1 else None


def _fits(name: Name, key: str, person: Person, gender: str | None) -> bool:
    if gender and gender != (gender_of_person(person) or gender):
        return False
    words, theirs = _compared(name.full), _compared(key)
    if words <= theirs or (len(theirs) > 1 and theirs <= words):
        return True
    one, other = name.given.lower().strip("."), person.name.given.lower().strip(".")
    same_surname = bare_surname(name.surname).lower() == bare_surname(person.name.surname).lower()
    return bool(name.given) and same_surname and (one == other or _initial(name, person.name))


@lru_cache(maxsize=4096)  # each name of an article is compared with each person
def _compared(name: str) -> frozenset[str]:
    return frozenset(bare_surname(word.lower().strip(".")) for word in name.split())


def _initial(one: Name, other: Name) -> bool:
    a, b = one.given.strip(".").lower(), other.given.strip(".").lower()
    return bool(a and b) and (len(a) == 1 or len(b) == 1) and a[0] == b[0]


def shares_surname(name: Name, persons: dict[str, Person]) -> bool:
    """Whether a name ends as that of a person does, or is somebody's given name."""
    if name.given.lower() in COMPASS:
        return False  # "North Korea" is no kin of a "N. Korea" that the model took for a person
    return any(name.surname == person.name.surname or name.full == person.name.given for person in persons.values())


def gender_of_person(person: Person) -> str | None:
    """By the honorific, else by the given name, else by the pronouns near the name."""
    if person.honorifics:
        return person.honorifics.most_common(1)[0][0]
    given = given_gender(person.name.given) if person.name.given else None
    ranked = person.pronouns.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return given or (ranked[0][0] if clear else None)


def member_of(key: str, person: Person) -> CastMember:
    """A person as a member of the cast."""
    forms = (key, *(form for form, count in person.forms.most_common() if form != key and count > 0))
    return CastMember(
        name=key,
        kind=SpeakerKind.PERSON,
        forms=forms,
        roles=tuple(dict.fromkeys(person.roles)),
        gender=gender_of_person(person),
    )
