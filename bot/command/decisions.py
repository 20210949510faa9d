"""``onrecord decisions``: what admins decided about speakers and statements."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.command.options import ConfigOption, DataOption
from bot.command.terminal import console
from bot.config import load_settings
from bot.words.feedback import DECISION_HEADINGS, NO_DECISIONS


def decisions(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line for each, for evaluation.")] = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """List what admins decided, in order. Every re-index applies it."""
    from index.build import overrides_of  # noqa: PLC0415

    made = overrides_of(load_settings(config, data).index)
    if as_json:
        for one in made:
            typer.echo(json.dumps(asdict(one), ensure_ascii=False))
        return
    if not made:
        console.print(NO_DECISIONS)
        return
    table = Table(*DECISION_HEADINGS, box=None, header_style="bold", pad_edge=False)
    for one in made:
        table.add_row(*map(Text, (one.action, one.subject, one.target, one.article, one.words)))
    console.print(table)
