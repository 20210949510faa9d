"""What the plain rankings share: the paragraphs that they rank, and how two rankings become one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.machine import Row, read_rows
from tests.bench.systems import ITEMS, Ask, Reply, found_by_id, passage_id

Ranking = Callable[[str, int], list[str]]  # a question and how many are wanted: ids of paragraphs, best first

_PARAGRAPH = re.compile(r"\S.*?(?=\s*(?:\n[^\S\n]*\n|\Z))", re.DOTALL)  # up to an empty line
_DAMPING = 60  # Cormack, Clarke and Buettcher, Reciprocal Rank Fusion (SIGIR 2009)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article; ``text`` is what is indexed: the article's title and the paragraph."""

    id: str
    text: str


def paragraphs_of(articles: Path) -> Iterator[Paragraph]:
    """The paragraphs of JSON lines of articles, in their order."""
    for row in read_rows(articles):
        yield from _paragraphs(row)


def answering(rank: Ranking) -> Ask:
    """Answer with the first paragraphs of a ranking."""

    def ask(question: str, previous: Reply | None = None) -> Reply:
        return Reply(tuple(map(found_by_id, rank(question, ITEMS))))

    return ask


def reciprocal_rank_fusion(rankings: Sequence[Sequence[str]]) -> list[str]:
    """All that stands in any of the rankings, by the sum of 1 / (60 + rank), ranks counted from 1."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, name in enumerate(ranking, 1):
            scores[name] = scores.get(name, 0.0) + 1 / (_DAMPING + rank)
    return sorted(scores, key=scores.__getitem__, reverse=True)


def _paragraphs(article: Row) -> Iterator[Paragraph]:
    for match in _PARAGRAPH.finditer(article["text"]):
        yield Paragraph(passage_id(article["id"], *match.span()), f"{article['title']}. {match.group()}")
