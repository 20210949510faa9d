"""Which speaker of the corpus each statement is given.

That of the cast's member whom the article names; where it ties a role to nobody, the person of its cast who holds it
in other articles.
"""

from collections.abc import Iterable, Mapping

from index.english.nouns import is_definite_office
from index.models import Speaker
from index.speakers.office_holders import holder_of
from index.storage.rows import StoredArticle
from index.storage.tables import Tables


def attribute(store: Tables, articles: Iterable[int], at: int, decided: Mapping[int, int | None]) -> set[int]:
    """Within a transaction: give the statements of ``articles`` the speakers of sequence ``at``.

    ``decided`` are the numbers of those whom admins gave statements to, by the statements' rows. Gives the articles
    in which one has another now.
    """
    changed = set()
    known: dict[int, Speaker] = {}
    for key in articles:
        stored = store.stored(key)
        undecided = _undecided(stored)
        if undecided:
            missing = {number for number in stored.speakers.values() if number not in known}
            known |= {one.number: one.speaker for one in store.speakers_numbered(missing, at)}
        held = _holders(undecided, stored, known) if undecided else {}
        said_by = {
            one.key or 0: held.get(one.key or 0, stored.speakers.get(one.speaker or "")) for one in stored.statements
        }
        said_by |= {one: decided[one] for one in said_by.keys() & decided.keys()}
        moved = said_by != {key: stored.said_by.get(key) for key in said_by}
        if moved or undecided:
            store.attribute(said_by, undecided)
        if moved:
            changed.add(key)
    return changed


def _undecided(stored: StoredArticle) -> dict[int, str]:
    """The words that name an office, by statement, where the article itself ties it to nobody."""
    mentions = {
        one.key or 0: one.mention.of(stored.article.text)
        for one in stored.statements
        if one.speaker is None and one.mention is not None
    }
    return {key: words for key, words in mentions.items() if is_definite_office(words)}


def _holders(undecided: dict[int, str], stored: StoredArticle, known: Mapping[int, Speaker]) -> dict[int, int]:
    """The numbers of those who hold the offices, by statement, where somebody of the cast does."""
    cast = {known[number]: number for number in stored.speakers.values() if number in known}
    found = {key: holder_of(office, cast, stored.article.day) for key, office in undecided.items()}
    return {key: cast[holder] for key, holder in found.items() if holder is not None}
