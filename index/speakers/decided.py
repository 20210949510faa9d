"""What admins decided about single statements, found again in the store by the statements' permanent keys."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.keys import statement_key
from index.speakers.corrections import Override
from index.storage.rows import StoredArticle
from index.storage.truth import Truth


@dataclass(frozen=True, slots=True)
class DecidedSpeakers:
    """The numbers of those to whom statements were given, by the statements' rows, and the articles they stand in."""

    speakers: dict[int, int | None]
    articles: set[int]


def decided_speakers(store: Truth, at: int, overrides: Sequence[Override]) -> DecidedSpeakers:
    """Whose statements are, as admins said; of several decisions about a statement, the last.

    One whose statement or speaker is not in the corpus (any more) waits until it is.
    """
    found = DecidedSpeakers({}, set())
    numbers: dict[str, int] | None = None
    for stored, key, decision in _decisions(store, at, overrides):
        if decision.action == "withdraw":
            continue
        if numbers is None:
            numbers = {one.speaker.id: one.number for one in store.speakers(at)}
        if not decision.target or decision.target in numbers:
            found.speakers[key] = numbers.get(decision.target)
            found.articles.add(stored.key)
    return found


def withdrawn(store: Truth, at: int, overrides: Sequence[Override]) -> frozenset[int]:
    """The rows of the statements that are none, as admins said."""
    return frozenset(key for _, key, one in _decisions(store, at, overrides) if one.action == "withdraw")


def _decisions(store: Truth, at: int, overrides: Iterable[Override]) -> Iterator[tuple[StoredArticle, int, Override]]:
    by_article: dict[str, dict[str, Override]] = {}
    for one in overrides:
        if one.about_statement:
            by_article.setdefault(one.article, {})[one.subject] = one
    for article_id, decisions in by_article.items():
        stored = store.article(article_id, at)
        for statement in stored.statements if stored else ():
            if stored and statement.key and (decision := decisions.get(statement_key(stored.article, statement))):
                yield stored, statement.key, decision
