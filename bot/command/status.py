"""``onrecord status``: what the index holds."""

from dataclasses import asdict

from bot.command.options import ConfigOption, DataOption
from bot.command.output import CsvOption, Form, JsonOption, form_of, print_rows
from bot.command.terminal import print_status, waiting
from bot.config import load_settings


def status(
    *, as_json: JsonOption = False, as_csv: CsvOption = False, config: ConfigOption = None, data: DataOption = None
) -> None:
    """Say what the index holds."""
    from retrieval.engine import Engine  # noqa: PLC0415

    form = form_of(as_json=as_json, as_csv=as_csv)
    settings = load_settings(config, data)
    with waiting():
        found = Engine.open(settings.index, settings.retrieval).status()
    if form is Form.TEXT:
        print_status(found, settings.index.data)
        return
    row = {"folder": str(settings.index.data), **asdict(found)}
    print_rows([row], form)
