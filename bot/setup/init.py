"""``onrecord init``: a configuration written by asking, each answer looked at before it is taken."""

import asyncio
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.command.terminal import waiting
from bot.config import environment_settings, own_config
from bot.config_sections import BotSettings
from bot.errors import UnreachableError
from bot.setup.looking import looked_at, writable
from bot.setup.writing import Choices, write
from bot.words import setup as words
from index.errors import ConfigError, OnRecordError

_ADMIN_SECONDS = 180.0
_STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whether there is somebody to ask, and what is to become of a file that stands there."""

    people: bool
    replace: bool


def init(
    config: Annotated[
        Path | None, typer.Option("--config", help="The file to write; default: the user's own.", show_default=False)
    ] = None,
    *,
    corpus: Annotated[
        list[Path] | None, typer.Option("--corpus", help="Articles: a file or folder, or several.", readable=False)
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder of the index; default: the user's own.", show_default=False)
    ] = None,
    token_file: Annotated[
        str | None,
        typer.Option("--token-file", help="A file that holds the bot's token, - for standard input; else it is asked."),
    ] = None,
    keep_token: Annotated[
        bool | None,
        typer.Option("--keep-token/--no-keep-token", help="Write the token into the file, which only you may read."),
    ] = None,
    admin: Annotated[list[int] | None, typer.Option("--admin", help="Numeric id of an admin; several may be.")] = None,
    no_bot: Annotated[bool, typer.Option("--no-bot", help="No Telegram: the command line and the page alone.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing, and replace a file that is there.")] = False,
) -> None:
    """Write a configuration: where the articles are, the bot's token, who its admin is. What is not given is asked."""
    path = (config or own_config()).absolute()
    asked = _Asked(people=sys.stdin.isatty() and not yes, replace=yes)
    _may_write(path, asked)
    paths = _corpus(corpus or [], asked)
    folder = _data(data, asked)
    sure = no_bot or token_file or not asked.people
    wants_bot = not no_bot if sure else typer.confirm(words.TELEGRAM, default=True)
    bot = _introduced(token_file, asked) if wants_bot else None
    admins = tuple(admin or ()) or (_admin(*bot, asked) if bot else ())
    kept = bot is not None and _keeps_token(keep_token, asked)
    token = bot[0].token.get_secret_value() if bot and kept and bot[0].token else None
    write(path, Choices(paths, folder, admins, token))
    typer.echo(words.WRITTEN.format(path=path))
    options = f" --config {config}" if config else ""
    typer.echo(words.next_steps(options, bot=bot is not None, token_kept=kept))


def _may_write(path: Path, asked: _Asked) -> None:
    if path.exists() and not asked.replace and not (asked.people and typer.confirm(words.REPLACE.format(path=path))):
        raise ConfigError(f"{path}: exists; name another file with --config, or replace it with --yes")
    if fault := writable(path.parent):
        raise ConfigError(fault)


def _corpus(given: list[Path], asked: _Asked) -> tuple[Path, ...]:
    """The paths, each looked at. Those that were named must be right; one that is typed in is asked for again."""
    for path in given:
        for line in looked_at(path):
            typer.echo(line)
    found = [path.absolute() for path in given]
    if not found and not asked.people:
        raise ConfigError("init: nobody is there to be asked where the articles are; name them with --corpus")
    if found:
        return tuple(found)
    while True:
        asking, default = (words.ANOTHER, "") if found else (words.CORPUS, None)
        typed = typer.prompt(asking, default=default, show_default=False)
        if not typed.strip():
            return tuple(found)
        try:
            for line in looked_at(Path(typed.strip()).expanduser()):
                typer.echo(line)
        except ConfigError as error:
            typer.echo(str(error), err=True)
        else:
            found.append(Path(typed.strip()).expanduser().absolute())


def _data(given: Path | None, asked: _Asked) -> Path | None:
    """The folder of the index; None leaves it to the default."""
    while True:
        folder = given
        if folder is None and asked.people:
            default = environment_settings().index.data.absolute()
            folder = Path(typer.prompt(words.DATA, default=str(default))).expanduser()
        fault = writable(folder.absolute()) if folder else None
        if fault is None:
            return folder.absolute() if folder else None
        if given or not asked.people:
            raise ConfigError(fault)
        typer.echo(fault, err=True)


def _introduced(token_file: str | None, asked: _Asked) -> tuple[BotSettings, str]:
    """The settings of a bot whose token Telegram knows, and its name. Raises ConfigError or UnreachableError."""
    from bot.telegram.contact import meet  # noqa: PLC0415

    settings = environment_settings().bot
    given = _read_token(token_file) if token_file else None
    while True:
        token = given or (settings.token.get_secret_value() if settings.token else "")
        if not token and asked.people:
            typer.echo(words.BOTFATHER)
            token = typer.prompt(words.ASKED, hide_input=True)
        trying = BotSettings.model_validate(settings.model_dump() | {"token": token.strip()})
        try:
            with waiting(words.LOOKING):
                name = asyncio.run(meet(trying)).name
        except UnreachableError:
            raise
        except OnRecordError as error:
            if given or settings.token or not asked.people:
                raise
            typer.echo(str(error), err=True)
        else:
            typer.echo(words.MET.format(name=name))
            return trying, name


def _read_token(token_file: str) -> str:
    try:
        text = sys.stdin.readline() if token_file == _STANDARD_INPUT else Path(token_file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"--token-file: {token_file} cannot be read; name a text file that holds the token"
        ) from error
    if not text.strip():
        raise ConfigError(f"--token-file: {token_file} is empty; put the token from BotFather into it")
    return text.strip()


def _keeps_token(told: bool | None, asked: _Asked) -> bool:
    if told is not None:
        return told
    return asked.people and typer.confirm(words.KEEP, default=False)


def _admin(settings: BotSettings, name: str, asked: _Asked) -> tuple[int, ...]:
    """Whoever sends the bot a word that only this terminal shows; nobody if there is nobody to ask."""
    from bot.telegram.contact import writer_of  # noqa: PLC0415

    if not asked.people:
        return ()
    code = secrets.token_hex(4)
    typer.echo(words.SAY.format(name=name, code=code))
    try:
        with waiting(words.LOOKING):
            writer = asyncio.run(writer_of(settings, code, _ADMIN_SECONDS))
    except ConfigError as error:
        typer.echo(str(error), err=True)
        return ()
    if writer is None:
        typer.echo(words.NOBODY.format(code=code, seconds=_ADMIN_SECONDS), err=True)
        return ()
    typer.echo(words.FOUND.format(name=writer.name, id=writer.id))
    return (writer.id,)
