"""``onrecord completion``: what a shell needs to complete commands and options."""

from enum import StrEnum
from typing import Annotated

import typer
from typer.completion import get_completion_script  # type: ignore[attr-defined] # Typer marks no re-exports

from bot.command.shell import COMPLETE, NAME


class Shell(StrEnum):
    """The shells that Typer completes for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(shell: Annotated[Shell, typer.Argument(help="The shell to complete for.")]) -> None:
    """Print a script that lets a shell complete commands and options.

    bash: source <(onrecord completion bash). zsh: the same behind compinit. fish: onrecord completion fish | source.
    """
    typer.echo(get_completion_script(prog_name=NAME, complete_var=COMPLETE, shell=shell.value))
