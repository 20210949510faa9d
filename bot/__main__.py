"""The command ``onrecord``: the commands of the command line and, beside them, the Telegram bot and the page."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything is imported that an older one cannot read
    print(
        "onrecord needs Python 3.11 or newer, and this is {}.{}: make the environment anew".format(*sys.version_info),
        file=sys.stderr,
    )
    sys.exit(2)

from bot.command.app import app
from bot.command.options import ConfigOption, DataOption
from bot.command.shell import add, run
from bot.setup.doctor import doctor
from bot.setup.init import init
from index.errors import ConfigError


def bot(config: ConfigOption = None, data: DataOption = None) -> None:
    """Run the Telegram bot."""
    from bot.config import load_settings  # noqa: PLC0415
    from bot.telegram.app import run as run_bot  # noqa: PLC0415

    run_bot(load_settings(config, data), config)


def web(config: ConfigOption = None, data: DataOption = None) -> None:
    """Serve the page: answers, statements, speakers and the corpus in a browser."""
    from bot.config import load_settings  # noqa: PLC0415

    try:
        from bot.web.app import run as run_web  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ConfigError(f"the page needs {error.name}: pip install 'onrecord[web]'") from None
    run_web(load_settings(config, data))


add(app, init)
add(app, doctor)
add(app, bot)
add(app, web)


def main() -> None:
    """Run the command that was typed."""
    run(app)


if __name__ == "__main__":
    main()
