"""The command ``onrecord``: the commands of the command line and, beside them, the Telegram bot and the page."""

import sys

import typer

from bot.command.app import app
from bot.command.options import ConfigOption, DataOption
from index.errors import ConfigError, OnRecordError


@app.command()
def bot(config: ConfigOption = None, data: DataOption = None) -> None:
    """Run the Telegram bot."""
    from bot.config import load_settings  # noqa: PLC0415
    from bot.telegram.app import run  # noqa: PLC0415

    run(load_settings(config, data), config)


@app.command()
def web(config: ConfigOption = None, data: DataOption = None) -> None:
    """Serve the page: answers, statements, speakers and the corpus in a browser."""
    from bot.config import load_settings  # noqa: PLC0415

    try:
        from bot.web.app import run  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ConfigError(f"the page needs {error.name}: pip install 'onrecord[web]'") from None
    run(load_settings(config, data))


def main() -> None:
    """Run the command; an expected error is one line on stderr and exit status 2."""
    try:
        app()
    except OnRecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
