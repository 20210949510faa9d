"""The command ``onrecord``: the commands of the command line and, beside them, the Telegram bot."""

import sys

import typer

from bot.command.app import app
from bot.command.options import ConfigOption, DataOption
from index.errors import OnRecordError


@app.command()
def bot(config: ConfigOption = None, data: DataOption = None) -> None:
    """Run the Telegram bot."""
    from bot.config import load_settings  # noqa: PLC0415
    from bot.telegram.app import run  # noqa: PLC0415

    run(load_settings(config, data), config)


def main() -> None:
    """Run the command; an expected error is one line on stderr and exit status 2."""
    try:
        app()
    except OnRecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
