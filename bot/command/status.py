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
    from index.upkeep import answering  # noqa: PLC0415
    from retrieval.engine import Engine  # noqa: PLC0415

    form = form_of(as_json=as_json, as_csv=as_csv)
    settings = load_settings(config, data)
    with waiting():
        found = Engine.open(settings.index, settings.retrieval).status()
        servers = answering(settings.index)
    if form is Form.TEXT:
        print_status(found, str(settings.index.data), servers)
        return
    row = {"folder": str(settings.index.data), **asdict(found)}
    if servers:
        row["servers"] = [asdict(one) for one in servers]
    print_rows([row], form)
