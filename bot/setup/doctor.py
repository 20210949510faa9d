"""``onrecord doctor``: everything that there is, looked at, each with what to do."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

import typer
from rich.text import Text

from bot.command.options import ConfigOption, DataOption
from bot.command.output import CsvOption, Form, JsonOption, form_of, print_rows
from bot.command.shell import ANSWERED, FAILED
from bot.command.terminal import console, waiting
from bot.config import load_settings, own_config
from bot.setup import connections, home, machine
from bot.setup.finding import Check, Finding, State, fault
from bot.words import setup as words
from index.errors import ConfigError

_LOOKS = {
    State.SOUND: ("✓", "green"),
    State.NOTE: ("·", "dim"),
    State.WARNING: ("!", "yellow"),
    State.FAULT: ("✗", "red"),
}


def doctor(
    *,
    offline: bool = typer.Option(False, "--offline", help="Ask nothing of the network."),
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Look at everything that onrecord needs, and say what to do where something is wrong.

    Exit status 1: something does not work.
    """
    form = form_of(as_json=as_json, as_csv=as_csv)
    with waiting(words.LOOKING):
        found = list(findings(config, data, offline=offline))
    if form is Form.TEXT:
        _print(found)
    else:
        print_rows(({**asdict(one), "state": one.state.value} for one in found), form)
    raise typer.Exit(FAILED if any(one.state is State.FAULT for one in found) else ANSWERED)


def findings(config: Path | None, data: Path | None, *, offline: bool = False) -> Iterator[Finding]:
    """What is found, in the order in which things rest on each other."""
    yield from machine.look_at_python()
    yield from machine.look_at_packages()
    try:
        settings = load_settings(config, data)
    except ConfigError as error:
        yield fault("configuration", str(error))
        return
    read = config or (own if (own := own_config()).is_file() else None)
    checks: list[Check] = [
        partial(home.look_at_configuration, settings, read),
        partial(home.look_at_corpus, settings),
        partial(home.look_at_data, settings),
        partial(home.look_at_models, settings),
        partial(home.look_at_index, settings),
    ]
    if not offline:
        checks += [
            partial(connections.look_at_bot, settings.bot),
            partial(connections.look_at_webhook, settings.bot),
            partial(connections.look_at_clock, settings.bot),
            partial(connections.look_at_page, settings),
            partial(connections.look_at_language_model, settings),
        ]
    for check in checks:
        yield from check()


def _print(found: list[Finding]) -> None:
    for one in found:
        sign, style = _LOOKS[one.state]
        line = Text(f"{sign} ", style=style).append(one.thing, style="bold").append(f"  {one.said}", style="")
        console.print(line)
        if one.remedy:
            console.print(Text(f"    {one.remedy}", style="dim"))
    faults, warnings = (sum(one.state is state for one in found) for state in (State.FAULT, State.WARNING))
    console.print(Text(words.summed_up(faults, warnings), style="bold"))
