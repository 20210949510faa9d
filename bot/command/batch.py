"""Questions in a file of JSON lines, answered one after the other."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import QuestionError
from index.search.filters import Where
from retrieval.models import Answer

if TYPE_CHECKING:
    from retrieval.engine import Engine

_STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A line of the file. ``after`` is the id of a line above, on whose answer the question may lean."""

    id: str
    text: str
    after: str | None


def questions_in(path: Path) -> tuple[BatchQuestion, ...]:
    """The questions of a file, or of standard input. Raises QuestionError with the number of a line that is none."""
    try:
        content = sys.stdin.buffer.read() if path == _STANDARD_INPUT else path.read_bytes()
        lines = content.decode().split("\n")
    except OSError as error:
        raise QuestionError(f"{path}: cannot be read ({error.strerror}); name a file of JSON lines, or -") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"{path}: is not UTF-8 text; save the questions as JSON lines") from error
    return tuple(_checked(_questions(lines, str(path)), str(path)))


def answers_of(
    engine: "Engine", questions: Sequence[BatchQuestion], within: Where
) -> Iterator[tuple[str, Answer | QuestionError]]:
    """The id of each question with its answer, or with the error that says why it has none."""
    needed = {asked.after for asked in questions}
    answered: dict[str, Answer] = {}
    for asked in questions:
        try:
            answer = engine.ask(asked.text, previous=answered.get(asked.after or ""), within=within)
        except QuestionError as error:
            yield asked.id, error
            continue
        if asked.id in needed:
            answered[asked.id] = answer
        yield asked.id, answer


def _checked(questions: Iterable[tuple[int, BatchQuestion]], place: str) -> Iterator[BatchQuestion]:
    above: set[str] = set()
    for number, asked in questions:
        if asked.after is not None and asked.after not in above:
            raise QuestionError(f'{place}#{number}: "after" names {asked.after!r}, which is the id of no line above it')
        above.add(asked.id)
        yield asked


def _questions(lines: Iterable[str], place: str) -> Iterator[tuple[int, BatchQuestion]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _object(line, f"{place}#{number}")
        after = row.get("after")
        text, name = str(row["question"]), str(row.get("id", number))
        yield number, BatchQuestion(name, text, None if after is None else str(after))


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionError(f"{place}: not JSON ({error})") from error
    if not isinstance(row, dict) or not str(row.get("question") or "").strip():
        raise QuestionError(f'{place}: wants an object with a "question"')
    return row
