"""The commands that look after an index: ``check``, ``backup``, ``restore``, ``compact`` and ``migrate``."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.command.options import ConfigOption, DataOption
from bot.command.terminal import waiting
from bot.config import load_settings
from bot.words import upkeep as words
from bot.words.upkeep import backed_up, compacted, fault_found, moved, restored, sound


def check(config: ConfigOption = None, data: DataOption = None) -> None:
    """Compare all that the index holds with what it should agree with; derived files that are damaged are built anew.

    Exit status 1 says that something was wrong that could not be repaired.
    """
    from index.upkeep import check as check_index  # noqa: PLC0415
    from index.upkeep import place_of  # noqa: PLC0415

    settings = load_settings(config, data).index
    with waiting(words.CHECKING):
        faults = check_index(settings)
    for fault in faults:
        typer.echo(fault_found(fault.where, fault.reason, repaired=fault.repaired), err=True)
    if all(fault.repaired for fault in faults):
        typer.echo(sound(place_of(settings)))
    raise typer.Exit(0 if all(fault.repaired for fault in faults) else 1)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.", dir_okay=False, readable=False)],
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Copy the index into one file. A bot and a run may go on meanwhile."""
    from index.upkeep import backup as back_up  # noqa: PLC0415
    from index.upkeep import place_of  # noqa: PLC0415

    settings = load_settings(config, data).index
    with waiting(words.COPYING):
        back_up(settings, file)
    typer.echo(backed_up(place_of(settings), str(file), file.stat().st_size))


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `onrecord backup` wrote.", dir_okay=False, readable=False)],
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Put a backup in the place of the index. A running bot goes on, and sees it when all is there."""
    from index.upkeep import place_of  # noqa: PLC0415
    from index.upkeep import restore as put_back  # noqa: PLC0415

    settings = load_settings(config, data).index
    with waiting(words.COPYING):
        put_back(settings, file)
    typer.echo(restored(str(file), place_of(settings)))


def compact(config: ConfigOption = None, data: DataOption = None) -> None:
    """Give up the room of what was removed from the index."""
    from index.upkeep import compact as make_small  # noqa: PLC0415
    from index.upkeep import place_of  # noqa: PLC0415

    settings = load_settings(config, data).index
    with waiting(words.COPYING):
        sizes = make_small(settings)
    typer.echo(compacted(place_of(settings), sizes.before, sizes.after))


def migrate(
    to: Annotated[
        Literal["embedded", "cluster"], typer.Option("--to", help="The engine that shall keep the index from now on.")
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of an index that stands there already.")
    ] = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Move the index between the folder and the servers of [engine], without analysing anything anew.

    The index stays where it was, too: remove it when you have set [engine] kind and seen answers.
    """
    from index.upkeep import migrate as move  # noqa: PLC0415

    settings = load_settings(config, data).index
    with waiting(words.COPYING):
        done = move(settings, to, replace_there=replace)
    typer.echo(moved(done.source, done.target, done.articles, to))
