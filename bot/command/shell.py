"""What all commands have in common: ``-h``, ``--verbose`` and ``--quiet``, errors in one line, exit statuses."""

import inspect
import logging
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer
from rich.markup import escape
from typer.completion import completion_init  # type: ignore[attr-defined] # Typer marks no re-exports

from bot.command import terminal
from bot.errors import UnreachableError
from bot.words import command as words
from bot.words.runs import printable
from index.errors import BusyError, OnRecordError

NAME = "onrecord"
COMPLETE = f"_{NAME.upper()}_COMPLETE"  # by this variable a shell asks for completions
ANSWERED, FAILED, MISUSED = 0, 1, 2
_BUSY = 75  # EX_TEMPFAIL of sysexits.h: try again later
_INTERRUPTED = 130
_OWN = ("bot", "index", "retrieval")
HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Also say what happens meanwhile, on stderr.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no report; errors and results alone.")]


def add(app: typer.Typer, function: Callable[..., Any], name: str | None = None) -> None:
    """Add a command, which then also takes ``--verbose`` and ``--quiet``."""

    @wraps(function)
    def command(*, verbose: bool = False, quiet: bool = False, **values: Any) -> None:
        set_up_logs(verbose=verbose)
        terminal.quieten(quiet=quiet)
        try:
            function(**values)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter flushes at its end

    own = inspect.signature(function)
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
        for name, annotation in (("verbose", Verbose), ("quiet", Quiet))
    ]
    command.__signature__ = own.replace(parameters=[*own.parameters.values(), *more])  # type: ignore[attr-defined]
    command.__annotations__ = function.__annotations__ | {"verbose": Verbose, "quiet": Quiet}
    # the help is rendered with markup, in which "[engine]" would be a style
    app.command(name, help=escape(inspect.getdoc(function) or ""), context_settings=HELP_OPTIONS)(command)


def set_up_logs(*, verbose: bool) -> None:
    """Warnings of our own, and with ``verbose`` what happens; of libraries only what has failed."""
    logging.captureWarnings(capture=True)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line(f"{NAME}: %(message)s"))
    from_others = logging.WARNING if verbose else logging.CRITICAL
    handler.addFilter(lambda record: record.name.partition(".")[0] in _OWN or record.levelno >= from_others)
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler], force=True)


def run(app: typer.Typer) -> None:
    """Run the command that was typed. An expected error is one line on stderr; a closed pipe is none."""
    if COMPLETE in os.environ:
        completion_init()
    if "" in sys.argv[1:]:  # as a path it would be the current folder
        _end(words.EMPTY, MISUSED)
    try:
        status = app(prog_name=NAME, standalone_mode=False)
        sys.exit(status if isinstance(status, int) else ANSWERED)
    except OnRecordError as error:
        _end(str(error), _status(error))
    except typer.TyperException as error:
        _end(_usage(error), MISUSED)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(_INTERRUPTED)


class _Line(logging.Formatter):
    """A record in one line that cannot command the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def _end(message: str, status: int) -> None:
    typer.echo(printable(f"{NAME}: {message}"), err=True)
    sys.exit(status)


def _status(error: OnRecordError) -> int:
    """What a service manager or a script can act upon: 1 and 75 may go away by themselves, 2 does not."""
    if isinstance(error, BusyError):
        return _BUSY
    return FAILED if isinstance(error, UnreachableError) else MISUSED


def _usage(error: typer.TyperException) -> str:
    """What is wrong with the words that were typed, and where to read which would be right."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else NAME
    if behind := _behind_the_command(error):
        return behind
    message = error.format_message().rstrip(".").replace("\n", " ")
    return words.misused(message[:1].lower() + message[1:], path)


def _behind_the_command(error: typer.TyperException) -> str:
    """What to type where an option stands in front of the command that takes it; empty for any other fault."""
    option, context = getattr(error, "option_name", None), getattr(error, "ctx", None)
    if not option or context is None or context.parent is not None:
        return ""
    commands: dict[str, Any] = getattr(context.command, "commands", {})
    taking = [name for name, command in commands.items() if any(option in one.opts for one in command.params)]
    typed = next((word for word in sys.argv[1:] if word in taking), "COMMAND")
    return words.behind_the_command(option, NAME, typed) if taking else ""
