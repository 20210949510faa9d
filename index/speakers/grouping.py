"""By what an entry of a cast is grouped with others, and under which keys those look for it.

Two entries can only make a difference to each other if they are of one group or share a key. So what a change touches
is found by looking up keys, and the rest of the corpus is left alone.
"""

from index.english.folding import fold
from index.models import CastMember
from index.speakers.cluster import slug
from index.speakers.clustering import is_person
from index.speakers.same_organisation import initials, is_acronym, organisation_key
from index.speakers.same_person import person_name
from index.storage.registry_rows import Group, NameRow, PersonRow


def group_of(member: CastMember) -> Group:
    """The group of a member of a cast with its keys."""
    keys = {slug_key(slug(member.name))}
    if not is_person(member):
        keys |= {acronym_key(short) for short in acronyms_of(member)}
        return Group(organisation_group(organisation_key(member.name)), member.name, frozenset(keys))
    name = person_name(member.name)
    if not name.given:
        return Group(surname_group(name.surname), member.name, frozenset(keys))
    keys |= {surname_key(name.surname), *map(sound_key, name.keys)}
    return Group(person_group(name.folded), member.name, frozenset(keys))


def acronyms_of(member: CastMember) -> frozenset[str]:
    """The acronyms that an organisation's entry writes, or that its name spells."""
    written = {fold(form) for form in (member.name, *member.forms) if is_acronym(form)}
    return frozenset(written if is_acronym(member.name) else written | initials(member.name))


def group_of_name(row: NameRow) -> str:
    """The group of the entries that give a whole name."""
    return row.called if isinstance(row, PersonRow) else organisation_group(row.key)


def person_group(folded: str) -> str:
    """The group of the entries of persons with this full name, folded."""
    return f"person {folded}"


def surname_group(surname: str) -> str:
    """The group of the entries that give this surname alone."""
    return f"surname {surname}"


def organisation_group(key: str) -> str:
    """The group of the entries of organisations with this key."""
    return f"organisation {key}"


def surname_key(surname: str) -> str:
    """Finds full names with this surname."""
    return f"bears {surname}"


def sound_key(sound: str) -> str:
    """Finds full names that may sound alike."""
    return f"sounds {sound}"


def acronym_key(acronym: str) -> str:
    """Finds organisations that write or spell this acronym."""
    return f"acronym {acronym}"


def slug_key(wanted: str) -> str:
    """Finds names of which this id would be made."""
    return f"id {wanted}"
