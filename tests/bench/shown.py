"""What somebody reads of an answer: how many words are shown, and whether the gold is among the first of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.machine import Row
from tests.bench.systems import Offsets

READ = 150  # words that somebody reads of an answer
_ITEMS = 3

Holds = Callable[[Sequence[Offsets], Sequence[Offsets]], bool]  # whether what is shown holds what is wanted


@dataclass(frozen=True, slots=True)
class Wanted:
    """Characters of an article that answer a question."""

    article_id: str
    parts: tuple[Offsets, ...]


def words_shown(answers: Sequence[Row], texts: Mapping[str, str]) -> float:
    """Words of the first three items, on average over the answers that have any; ``texts`` by article."""
    counts = [
        sum(
            len(texts[item["article_id"]][start:end].split())
            for item in row["items"][:_ITEMS]
            for start, end in item["parts"]
        )
        for row in answers
        if row["items"] and not row["abstained"]
    ]
    return sum(counts) / max(1, len(counts))


def holds_within(answer: Row, wanted: Sequence[Wanted], texts: Mapping[str, str], holds: Holds) -> bool:
    """Whether the first ``READ`` words of an answer hold any of what is wanted, whoever said it."""
    items = () if answer["abstained"] else _read(answer["items"], texts)
    return any(one.article_id == article and holds(parts, one.parts) for article, parts in items for one in wanted)


def shared(one: Sequence[Offsets], other: Sequence[Offsets]) -> int:
    """How many characters stand in both."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def length(parts: Sequence[Offsets]) -> int:
    """How many characters."""
    return sum(end - start for start, end in parts)


def _read(items: Sequence[Row], texts: Mapping[str, str]) -> Iterator[tuple[str, list[Offsets]]]:
    """The items as far as ``READ`` words reach: article and characters."""
    left = READ
    for item in items:
        parts = []
        for start, end in item["parts"]:
            words = list(re.finditer(r"\S+", texts[item["article_id"]][start:end]))[:left]
            left -= len(words)
            if words:
                parts.append((start, start + words[-1].end()))
        yield item["article_id"], parts
