"""The commands of the command line. They wire settings, index and engine together and print; they decide nothing."""

from typing import Annotated

import typer

from bot.command import asking, corpus, decisions, indexing, proof, reading, rules, status, upkeep
from bot.command.completion import completion
from bot.command.shell import HELP_OPTIONS, NAME, add
from bot.command.speakers import speakers_app
from index.fingerprint import own_version

app = typer.Typer(
    help="Who said what, when, where was it printed, and may I reuse it? Exact words from a news corpus.",
    epilog="Exit status: 0 answered or done, 1 no answer or something failed, 2 misuse, 75 the index is busy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings=HELP_OPTIONS,
)
add(app, indexing.index)
add(app, asking.ask)
add(app, reading.statements)
add(app, reading.show)
app.add_typer(speakers_app, name="speakers")
add(app, proof.proof)
add(app, corpus.inspect)
add(app, corpus.fetch)
add(app, corpus.licences)
add(app, status.status)
add(app, decisions.decisions)
add(app, rules.rules)
add(app, upkeep.check)
add(app, upkeep.backup)
add(app, upkeep.restore)
add(app, upkeep.compact)
add(app, upkeep.migrate)
add(app, indexing.demo)
add(app, completion)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{NAME} {own_version()}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Say which version this is.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Who said what, when, where was it printed, and may I reuse it? Exact words from a news corpus."""
