"""What ``make bench-ask`` compares, a module a system, each with ``build`` and ``open_index``.

Only the standard library and the system itself may be imported here: the peers run in an environment
that does not have the project's packages, and the project's does not have theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of an answer: the characters of an article, and who said them if the system tells."""

    article_id: str
    parts: tuple[tuple[int, int], ...]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system answers, best first. Only a system that can say no ever sets ``abstained``."""

    items: tuple[Found, ...]
    abstained: bool = False


Ask = Callable[[str], Reply]
ITEMS = 10  # asked of every system; the scorer looks at no more


def passage_id(article_id: str, start: int, end: int) -> str:
    """A name for a passage that says where it stands, for systems that give back nothing but ids."""
    return f"{article_id}\t{start}\t{end}"


def found_by_id(name: str) -> Found:
    """The reverse of ``passage_id``."""
    article_id, start, end = name.split("\t")
    return Found(article_id, ((int(start), int(end)),))
