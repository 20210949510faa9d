"""``onrecord decisions``: what admins decided about speakers and statements."""

from dataclasses import asdict

from rich.table import Table
from rich.text import Text

from bot.command.options import ConfigOption, DataOption
from bot.command.output import CsvOption, Form, JsonOption, form_of, print_rows
from bot.command.terminal import console
from bot.config import load_settings
from bot.words.feedback import DECISION_HEADINGS, NO_DECISIONS


def decisions(
    *,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """List what admins decided, in order. Every re-index applies it."""
    from index.build import overrides_of  # noqa: PLC0415

    form = form_of(as_json=as_json, as_csv=as_csv)
    made = overrides_of(load_settings(config, data).index)
    if form is not Form.TEXT:
        print_rows(map(asdict, made), form)
        return
    if not made:
        console.print(NO_DECISIONS)
        return
    table = Table(*DECISION_HEADINGS, box=None, header_style="bold", pad_edge=False)
    for one in made:
        table.add_row(*map(Text, (one.action, one.subject, one.target, one.article, one.words)))
    console.print(table)
