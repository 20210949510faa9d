"""The commands that look after an index: ``check``, ``backup``, ``restore`` and ``compact``."""

from pathlib import Path
from typing import Annotated

import typer

from bot.command.options import ConfigOption, DataOption
from bot.command.terminal import waiting
from bot.config import load_settings
from bot.words import upkeep as words
from bot.words.upkeep import backed_up, compacted, fault_found, restored, sound


def check(config: ConfigOption = None, data: DataOption = None) -> None:
    """Compare all that the index holds with what it should agree with; derived files that are damaged are built anew.

    Exit status 1 says that something was wrong that could not be repaired.
    """
    from index.upkeep import check as check_index  # noqa: PLC0415

    settings = load_settings(config, data).index
    with waiting(words.CHECKING):
        faults = check_index(settings)
    for fault in faults:
        typer.echo(fault_found(fault.where, fault.reason, repaired=fault.repaired), err=True)
    if all(fault.repaired for fault in faults):
        typer.echo(sound(str(settings.data)))
    raise typer.Exit(0 if all(fault.repaired for fault in faults) else 1)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.", dir_okay=False, readable=False)],
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Copy the index into one file. A bot and a run may go on meanwhile."""
    from index.upkeep import backup as back_up  # noqa: PLC0415

    settings = load_settings(config, data).index
    with waiting(words.COPYING):
        back_up(settings, file)
    typer.echo(backed_up(str(settings.data), str(file), file.stat().st_size))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `onrecord backup` wrote.", dir_okay=False, readable=False)],
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Put a backup in the place of the index. A running bot goes on, and sees it when all is there."""
    from index.upkeep import restore as put_back  # noqa: PLC0415

    settings = load_settings(config, data).index
    with waiting(words.COPYING):
        put_back(settings, file)
    typer.echo(restored(str(file), str(settings.data)))


def compact(config: ConfigOption = None, data: DataOption = None) -> None:
    """Give up the room of what was removed from the index."""
    from index.upkeep import compact as make_small  # noqa: PLC0415

    settings = load_settings(config, data).index
    with waiting(words.COPYING):
        sizes = make_small(settings)
    typer.echo(compacted(str(settings.data), sizes.before, sizes.after))
