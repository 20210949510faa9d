"""Which articles are concerned when others tell something new of somebody's offices.

An article that names an office and ties it to nobody looks for its holder in what others tell. Of all articles in
whose cast somebody stands, only those are looked at again that are of the days for which a title came, went or
reaches further now, and that name an office which the title may be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.models import Role
from index.speakers.office_holders import NEAR_DAYS, may_denote
from index.storage.rows import day_of
from index.storage.tables import Tables

_EVER = (0, 10_000_000)  # ordinals before and after all days


@dataclass(frozen=True, slots=True)
class Shift:
    """A title that articles of some days may tie to somebody now, or may not any more.

    The days are ordinals, both included; ``undated`` if it makes a difference to articles without a day.
    """

    title: str
    first: int
    last: int
    undated: bool

    def concerns(self, day: int | None) -> bool:
        """Whether it makes a difference to an article of this day."""
        return self.undated if day is None else self.first <= day <= self.last


def shifts(before: Sequence[Role], after: Sequence[Role]) -> list[Shift]:
    """What has changed between the roles that somebody had and those that they have."""
    had, has = ({role.title: _days(role) for role in roles} for roles in (before, after))
    came_or_went = [Shift(title, *(had | has)[title], undated=True) for title in sorted(had.keys() ^ has.keys())]
    moved = [
        Shift(title, min(bounds), max(bounds), undated=False)
        for title in sorted(had.keys() & has.keys())
        for bounds in zip(had[title], has[title], strict=True)
        if bounds[0] != bounds[1]
    ]
    return came_or_went + moved


def concerned(store: Tables, shifted: Mapping[int, Sequence[Shift]]) -> set[int]:
    """The articles with an office tied to nobody that one of ``shifted`` may hold, or may not any more, by number."""
    titles: dict[int, set[str]] = {}
    for article, speaker, published in store.undecided_beside(shifted):
        day = day_of(published)
        at = day.toordinal() if day else None
        found = {shift.title for shift in shifted[speaker] if shift.concerns(at)}
        if found:
            titles.setdefault(article, set()).update(found)
    return {article for article, given in titles.items() if any(_named(store, article, given))}


def _named(store: Tables, article: int, titles: set[str]) -> Iterator[bool]:
    for phrase in store.undecided_mentions(article):
        for title in titles:
            yield may_denote(phrase, title)


def _days(role: Role) -> tuple[int, int]:
    """The days of which articles may mean the holder of a role by its title."""
    if role.first is None or role.last is None:
        return _EVER
    return role.first.toordinal() - NEAR_DAYS, role.last.toordinal() + NEAR_DAYS
