"""What admins decided about single statements, found again in the store by the statements' permanent keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.keys import statement_key
from index.models import Speaker
from index.speakers import Override
from index.storage.store import Store


@dataclass(frozen=True, slots=True)
class Settled:
    """By the statements' rows: those that are none, and whose the others are (None: nobody's who is known)."""

    withdrawn: frozenset[int]
    speakers: dict[int, Speaker | None]


def settled(store: Store, sequence: int, overrides: Iterable[Override], speakers: Sequence[Speaker]) -> Settled:
    """The decisions that hold at a sequence; of several about a statement, the last.

    One whose statement or speaker is not in the corpus (any more) waits until it is.
    """
    by_article: dict[str, dict[str, Override]] = {}
    for one in overrides:
        if one.about_statement:
            by_article.setdefault(one.article, {})[one.subject] = one
    known = {speaker.id: speaker for speaker in speakers}
    withdrawn, decided = set[int](), dict[int, Speaker | None]()
    for article_id, decisions in by_article.items():
        stored = store.article(article_id, sequence)
        for statement in stored.statements if stored else ():
            decision = decisions.get(statement_key(stored.article, statement)) if stored else None
            if decision is None or statement.key is None:
                continue
            if decision.action == "withdraw":
                withdrawn.add(statement.key)
            elif not decision.target or decision.target in known:
                decided[statement.key] = known.get(decision.target)
    return Settled(frozenset(withdrawn), decided)
