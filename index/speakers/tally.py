"""What entries of casts that give one name add up to: entries come and go, and the rest need not be looked at."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from index.english.titles import is_role
from index.models import CastEntry
from index.storage.registry_rows import Naming, Tally

Titles = Mapping[str, Counter[int]]


def changed(
    tally: Tally | None, added: Sequence[CastEntry], removed: Sequence[CastEntry], oldest: Callable[[], Naming]
) -> Tally:
    """The tally after entries came and went; ``oldest`` is asked where the name is given first if that went."""
    forms: Counter[str] = Counter(tally.forms if tally else {})
    roles = {title: Counter(days) for title, days in tally.roles.items()} if tally else {}
    for entries, sign in ((added, 1), (removed, -1)):
        for entry in entries:
            for form in entry.member.forms:
                forms[form] += sign
            for title, day in _titles(entry):
                roles.setdefault(title, Counter())[day] += sign
    genders = Counter(tally.genders if tally else {})
    genders.update(gender for entry in added if (gender := entry.member.gender))
    genders.subtract(gender for entry in removed if (gender := entry.member.gender))
    count = (tally.entries if tally else 0) + len(added) - len(removed)
    return Tally(
        entries=count,
        statements=(tally.statements if tally else 0) + _said(added) - _said(removed),
        oldest=_oldest(tally, added, removed, oldest) if count else Naming(None, ""),
        forms=dict(+forms),
        roles={title: dict(+days) for title, days in roles.items() if +days},
        genders=dict(+genders),
    )


def titles_of(entries: Sequence[CastEntry]) -> defaultdict[str, Counter[int]]:
    """The titles that entries give, with how often on each day (as ordinals; 0: unknown)."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for entry in entries:
        for title, day in _titles(entry):
            found[title][day] += 1
    return found


def _titles(entry: CastEntry) -> list[tuple[str, int]]:
    day = entry.day.toordinal() if entry.day else 0
    return [(title, day) for title in entry.member.roles if is_role(title)]


def _said(entries: Sequence[CastEntry]) -> int:
    return sum(entry.statements for entry in entries)


def _oldest(
    tally: Tally | None, added: Sequence[CastEntry], removed: Sequence[CastEntry], oldest: Callable[[], Naming]
) -> Naming:
    if tally is not None and tally.oldest in {_naming(entry) for entry in removed}:
        return oldest()
    namings = [_naming(entry) for entry in added] + ([tally.oldest] if tally else [])
    return min(namings, key=lambda naming: naming.order)


def _naming(entry: CastEntry) -> Naming:
    return Naming(entry.day, entry.article_id)
