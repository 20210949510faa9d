"""``onrecord ask``: one question, or many in a file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.command.filters import PublisherFilter, SinceFilter, SpeakerFilter, UntilFilter, where_of
from bot.command.options import ConfigOption, DataOption
from bot.command.output import print_json
from bot.command.shell import ANSWERED, FAILED
from bot.command.terminal import waiting
from bot.config import load_settings
from index.errors import QuestionError

_STANDARD_INPUT = "-"


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question, in plain words; - for standard input.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with everything.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            help="JSON lines with `id`, `question` and, for a follow-up, `after`; prints a JSON line for each. "
            "- for standard input.",
            readable=False,
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show all items, with all their words.")] = False,
    context: Annotated[bool, typer.Option("--context", help="Show the article's own words around each.")] = False,
    speaker: SpeakerFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    publisher: PublisherFilter = None,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Ask a question.

    Exit status 1: the corpus does not hold the answer. A batch ends with 0 when it was read.
    """
    from bot.command.answer_text import print_answer  # noqa: PLC0415
    from bot.command.batch import answers_of, questions_in  # noqa: PLC0415
    from bot.records import answer_record  # noqa: PLC0415
    from retrieval.engine import Engine  # noqa: PLC0415

    text = _typed(question, batch)
    questions = questions_in(batch) if batch else ()
    settings = load_settings(config, data)
    with waiting():
        engine = Engine.open(settings.index, settings.retrieval)
        within = where_of(engine.published, speaker, since, until, publisher)
        answer = engine.ask(text, within=within) if not batch else None
    for name, one in answers_of(engine, questions, within):
        told = {"error": str(one)} if isinstance(one, QuestionError) else answer_record(one).model_dump(mode="json")
        print_json({"id": name} | told)
    if answer is None:
        return
    if as_json:
        print_json(answer_record(answer).model_dump(mode="json"))
    else:
        print_answer(answer, engine, full=full, context=context)
    raise typer.Exit(ANSWERED if answer.answers else FAILED)


def _typed(question: list[str] | None, batch: Path | None) -> str:
    """The question as typed or read from standard input; empty for a batch. Raises QuestionError if both are given."""
    text = " ".join(question or [])
    if bool(text) == bool(batch):
        raise QuestionError("give either a question or --batch FILE")
    return sys.stdin.read().strip() if text == _STANDARD_INPUT else text
