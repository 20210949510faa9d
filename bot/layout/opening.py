"""What the first message of an answer shows, and what it leaves for "more"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.layout.walk import is_abridged, shown_of
from retrieval.models import Answer, Form, Item, Reply

_STATEMENTS = 3  # at most, where nobody else's messages are pushed out of sight
_CHARACTERS = 480  # of words, from which on no further item is added
_RIVALLING = 0.3  # share of the first item's score that another needs to stand beside it


@dataclass(frozen=True, slots=True)
class Opening:
    """The answer cut to what the first message shows, and to what is left; None for nothing."""

    shown: Answer
    rest: Answer | None = None


def opening_of(answer: Answer, *, brief: bool = False) -> Opening:
    """One to three statements or one passage; ``brief``, for groups, no more than one.

    A comparison shows something of everybody. What is left are the items that are not shown and, in full,
    those that are shown in part.
    """
    if not answer.items or answer.reply is Reply.LICENCE:  # its items are the articles that are asked about
        return Opening(answer)
    count = _count(answer, brief=brief)
    shown, left = answer.items[:count], answer.items[count:]
    rest = (*(item for item in shown if is_abridged(item)), *left)
    return Opening(
        replace(answer, items=_by_article(shown)),
        replace(answer, items=_by_article(rest), verdict=None) if rest else None,
    )


def _count(answer: Answer, *, brief: bool) -> int:
    first, *others = answer.items
    least = _sides(answer)
    if first.statement is None or brief:
        return least
    count, length = 1, _length(first)
    for item in others[: max(_STATEMENTS, least) - 1]:
        length += _length(item)
        fits = length <= _CHARACTERS and item.statement is not None and item.beside == first.beside
        fits = fits and item.score >= first.score * _RIVALLING
        if count >= least and not fits:
            break
        count += 1
    return count


def _sides(answer: Answer) -> int:
    """How many items it takes until everybody who is compared had a word."""
    if answer.question.form is not Form.COMPARE:
        return 1
    wanted = {item.speaker for item in answer.items if item.speaker in answer.question.speakers}
    firsts = [next(i for i, item in enumerate(answer.items) if item.speaker == speaker) for speaker in wanted]
    return max(firsts, default=0) + 1


def _length(item: Item) -> int:
    return sum(span.end - span.start for span in shown_of(item))


def _by_article(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items of one article beside each other, the articles in their order."""
    order = list(dict.fromkeys(item.article.id for item in items))
    return tuple(sorted(items, key=lambda item: order.index(item.article.id)))
