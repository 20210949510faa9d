"""What somebody who is still typing may be after: speakers whose names begin so, and statements."""

from collections.abc import Callable
from dataclasses import dataclass

from index.models import Speaker, Statement
from index.search.found import Found
from index.search.snapshot import Snapshot
from index.speakers import Directory
from retrieval.answer.items import item_by_itself
from retrieval.models import Answer, Form, Item, Named, Question
from retrieval.overview import newest, statements_on

_SPEAKERS = 5
_LOOKED_AT = 100  # statements of which those that fit are suggested behind the answer


@dataclass(frozen=True, slots=True)
class Suggested:
    """Speakers, those first who say most, and statements or passages: an answer, then what else fits, newest first."""

    speakers: tuple[Speaker, ...] = ()
    items: tuple[Item, ...] = ()


def suggested(
    text: str, ask: Callable[[str], Answer], directory: Directory, snapshot: Snapshot, *, most: int, quoted: int
) -> Suggested:
    """At most ``most`` statements or passages for what is typed so far. Raises QuestionError if that is no question.

    Where nothing is known to permit reuse, ``quoted`` characters of one may be shown.
    """
    speakers = tuple(directory.begun(text, _SPEAKERS))
    answer = ask(text)
    question, items = answer.question, answer.items
    if speakers and not question.speakers:  # a name is begun, which no question holds yet
        question, items = Question(text, Form.STATEMENTS, who=Named(speakers[:1], (text,))), ()
    if question.speakers or items:
        further = [one for one in _newest(question, snapshot) if not any(_shows(item, one) for item in items)]
        items = (*items, *(item_by_itself(one, quoted) for one in further))
    return Suggested(speakers, items[:most])


def _newest(question: Question, snapshot: Snapshot) -> list[Found]:
    return newest(statements_on(question, snapshot, _LOOKED_AT))


def _shows(item: Item, found: Found) -> bool:
    """Whether an item has the words of a statement already."""
    same = item.article.id == found.article.id and isinstance(found.unit, Statement)
    return same and any(part.overlaps(found.unit.span) for part in item.parts)
