"""What ``make bench-ask`` compares, a module a system, each with ``build`` and ``open_index``.

Only the standard library and the system itself may be imported here: the peers run in an environment
that does not have the project's packages, and the project's does not have theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass

Offsets = tuple[int, int]  # characters of an article's text, the end exclusive


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of an answer: the characters of an article and, if the system tells, who said them.

    ``highlight`` are the characters that the system marks as what answers.
    """

    article_id: str
    parts: tuple[Offsets, ...]
    speaker: str | None = None
    highlight: tuple[Offsets, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system answers, best first. Only a system that can say no sets ``abstained`` or ``verdict``.

    ``conversation`` is what the system itself needs to be asked a follow-up.
    """

    items: tuple[Found, ...]
    abstained: bool = False
    verdict: str | None = None
    conversation: object = None


Ask = Callable[[str, Reply | None], Reply]  # a question, and the reply that it follows up; no peer follows up
ITEMS = 10  # asked of every system; the scorers look at no more


def passage_id(article_id: str, start: int, end: int) -> str:
    """A name for a passage that says where it stands, for systems that give back nothing but ids."""
    return f"{article_id}\t{start}\t{end}"


def found_by_id(name: str) -> Found:
    """The reverse of ``passage_id``."""
    article_id, start, end = name.split("\t")
    return Found(article_id, ((int(start), int(end)),))
