"""``onrecord proof``: the quotations of a draft checked against the corpus."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.command.options import ConfigOption, DataOption
from bot.command.output import CsvOption, Form, form_of, print_rows
from bot.command.terminal import waiting
from bot.config import load_settings
from index.errors import QuestionError

if TYPE_CHECKING:
    from retrieval.proof.models import Checked


def proof(
    file: Annotated[str, typer.Argument(help="The draft, a text file; - for standard input.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line for each quotation.")] = False,
    as_csv: CsvOption = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Check the quotations of a draft.

    Exit status 1: one is not on record in these very words of whom it names.
    """
    from bot.command.answer_text import print_blocks  # noqa: PLC0415
    from bot.layout.proof import proof_blocks  # noqa: PLC0415
    from retrieval.engine import Engine  # noqa: PLC0415

    form = form_of(as_json=as_json, as_csv=as_csv)
    text = _read(file)
    settings = load_settings(config, data)
    with waiting():
        checked = Engine.open(settings.index, settings.retrieval).proofread(text)
    if form is Form.TEXT:
        print_blocks(proof_blocks(checked))
    else:
        print_rows(map(_record, checked), form)
    raise typer.Exit(0 if all(one.passed for one in checked) else 1)


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise QuestionError(f"{file}: cannot be read ({error.strerror}); name a text file") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"{file}: is not UTF-8 text; save the draft as a plain text file") from error


def _record(checked: "Checked") -> dict[str, Any]:
    quotation, items = checked.quotation, checked.items
    return {
        "line": quotation.line,
        "start": quotation.span.start,
        "end": quotation.span.end,
        "text": quotation.text,
        "named": quotation.named or None,
        "finding": checked.finding.value,
        "passed": checked.passed,
        "on_record": [
            {
                "article_id": item.article.id,
                "speaker": item.speaker.name if item.speaker else None,
                "text": " … ".join(item.texts),
                "url": item.article.url,
            }
            for item in items
        ],
        "differences": [[piece.change.value, piece.text] for piece in checked.pieces],
    }
