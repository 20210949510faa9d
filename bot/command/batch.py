"""Questions in a file of JSON lines, answered one after the other."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import QuestionError
from retrieval.models import Answer

if TYPE_CHECKING:
    from retrieval.engine import Engine


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A line of the file. ``after`` is the id of a line above, on whose answer the question may lean."""

    id: str
    text: str
    after: str | None


def answers_of(engine: "Engine", path: Path) -> Iterator[tuple[str, Answer]]:
    """The id of each line with its answer. Raises QuestionError with the number of a line that is no question."""
    answered: dict[str, Answer] = {}
    for number, asked in _questions(path):
        if asked.after is not None and asked.after not in answered:
            raise QuestionError(f'{path}#{number}: "after" names {asked.after!r}, which is the id of no line above it')
        previous = answered[asked.after] if asked.after is not None else None
        answered[asked.id] = engine.ask(asked.text, previous=previous)
        yield asked.id, answered[asked.id]


def _questions(path: Path) -> Iterator[tuple[int, BatchQuestion]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            row = _object(line, f"{path}#{number}")
            after = row.get("after")
            text, name = str(row["question"]), str(row.get("id", number))
            yield number, BatchQuestion(name, text, None if after is None else str(after))


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionError(f"{place}: not JSON ({error})") from error
    if not isinstance(row, dict) or not str(row.get("question", "")).strip():
        raise QuestionError(f'{place}: wants an object with a "question"')
    return row
