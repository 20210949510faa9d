"""What "what else" leaves out: the items of a conversation that were shown before."""

from collections.abc import Mapping, Sequence

from index.models import Passage, Statement
from index.search.found import Found
from retrieval.answer.items import alike, item_of
from retrieval.models import Form, Item, Question
from retrieval.ranking.rank import Scored


def unseen(question: Question, ranked: Sequence[Scored], asked: frozenset[str]) -> list[Scored]:
    """The candidates without those that were shown before; "who else" leaves out their speakers too.

    ``asked`` are the ids of the speakers asked about: what else they said is nobody else's words.
    """
    if not question.shown:
        return list(ranked)
    heard = {item.speaker for item in question.shown if item.speaker and question.form is Form.WHO_SAID}
    keys = _shown_keys(question)
    left = [one for one in ranked if _place(one.found.unit) not in keys and one.found.speaker not in heard]
    if asked:
        left = [one for one in left if one.found.speaker and one.found.speaker.id in asked]
    return [one for one in left if not _was_shown(item_of(one), question.shown)]


def unseen_beside(question: Question, beside: Mapping[int, Sequence[Found]]) -> dict[int, list[Found]]:
    """The statements around candidates without those that were shown before."""
    keys = _shown_keys(question)
    return {key: [found for found in around if _place(found.unit) not in keys] for key, around in beside.items()}


def _shown_keys(question: Question) -> frozenset[tuple[type, int | None]]:
    units = [unit for item in question.shown for unit in (*item.run, item.statement, item.passage) if unit]
    return frozenset(map(_place, units))


def _place(unit: Statement | Passage) -> tuple[type, int | None]:
    """The row of a statement or passage: each kind is numbered by itself."""
    return type(unit), unit.key


def _was_shown(item: Item, shown: Sequence[Item]) -> bool:
    """Whether the words of an item were shown, in the same article or by the same speaker in another."""
    return any(
        alike(item, other) or (item.article.id == other.article.id and all(text in other.texts for text in item.texts))
        for other in shown
    )
