"""Who holds a role that an article names and ties to nobody, because other articles do.

"The Indiana governor" of an article that names Mike Pence without his office is Mike Pence if other
articles of about that time call him so. Only persons of the article's own cast are considered, the
phrase must name more than the bare office, and one person must fit it better than all others: a title
denotes different people at different places and times.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from index.english.nouns import is_definite_office, office_of, role_fit
from index.models import Role, Speaker, SpeakerKind

_QUALIFIED = 2.0  # the head and one further word agree
NEAR_DAYS = 400  # between an article and those that give the title


def holder_of(phrase: str, persons: Iterable[Speaker], day: date | None) -> Speaker | None:
    """The one of ``persons`` to whom articles of about ``day`` give the office that ``phrase`` names, or None."""
    if not is_definite_office(phrase):
        return None
    scored = sorted(
        ((max((_fit(phrase, r.title) for r in p.roles if _is_near(r, day)), default=0.0), p.id, p))
        for p in persons
        if p.kind is SpeakerKind.PERSON
    )
    if not scored or scored[-1][0] < _QUALIFIED:
        return None
    return scored[-1][2] if len(scored) == 1 or scored[-2][0] < scored[-1][0] else None


def may_denote(phrase: str, title: str) -> bool:
    """Whether a phrase may name the office of a title, whoever else has it."""
    return _fit(phrase, title) >= _QUALIFIED


@lru_cache(maxsize=200_000)  # the same titles meet in article after article
def _fit(phrase: str, title: str) -> float:
    return role_fit(office_of(phrase), phrase, title)


def _is_near(role: Role, day: date | None) -> bool:
    if day is None or role.first is None or role.last is None:
        return True  # nothing speaks against it
    return max((role.first - day).days, (day - role.last).days) <= NEAR_DAYS
