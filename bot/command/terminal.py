"""The consoles, and what fits them all: speakers, status, runs. Rich in a terminal, plain text when piped."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from bot.words import command
from bot.words.indexing import pace_of
from bot.words.runs import printable
from bot.words.upkeep import answers
from index.models import Speaker

if TYPE_CHECKING:
    from index.progress import Progress as RunProgress
    from index.progress import Report
    from index.search.answering import Answering
    from retrieval.engine import Status

_FAILURES_SHOWN = 20
_ALIKE_SHOWN = 3  # documents that failed for one reason
_PATIENCE_SECONDS = 2.0
_UNWRAPPED = 100_000  # a line piped to a program is never broken


class _SafeConsole(Console):
    """A console whose texts cannot command the terminal: articles and file names come from strangers."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of what is printed, those of a text without control characters."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=printable(segment.text))


def _console(*, stderr: bool = False) -> Console:
    probe = Console(stderr=stderr)
    return _SafeConsole(highlight=False, stderr=stderr, width=None if probe.is_terminal else _UNWRAPPED)


console = _console()
errors = _console(stderr=True)
_voice = {"quiet": False}


def quieten(*, quiet: bool) -> None:
    """Show no progress and no report from now on, or show them."""
    _voice["quiet"] = quiet


def is_shown() -> bool:
    """Whether progress is shown: to people, unless they do not want it."""
    return errors.is_terminal and not _voice["quiet"]


@contextmanager
def waiting(doing: str = command.OPENING) -> Iterator[None]:
    """Say on a terminal what takes so long, once it has taken two seconds."""
    if not is_shown():
        yield
        return
    shown = errors.status(doing)
    timer = threading.Timer(_PATIENCE_SECONDS, shown.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        shown.stop()


def say_nothing_matches() -> None:
    """Say on stderr that a list is empty: what is printed stays a list."""
    errors.print(Text(command.NOTHING_MATCHES, style="yellow"))


def print_speakers(speakers: Iterable[Speaker]) -> None:
    """A table of speakers."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("id", "name", "statements", "roles", "also called"):
        table.add_column(heading, justify="right" if heading == "statements" else "left")
    for speaker in speakers:
        roles = "; ".join(role.title for role in speaker.roles)
        table.add_row(
            *map(Text, (speaker.id, speaker.name, str(speaker.statements), roles, ", ".join(speaker.aliases[1:])))
        )
    console.print(table)


def print_status(status: "Status", place: str, servers: "Sequence[Answering]" = ()) -> None:
    """What the index holds."""
    table = Table(box=None, show_header=False, pad_edge=False)
    rows = {
        "folder": place,
        "articles": f"{status.articles:,}",
        "statements": f"{status.statements:,}",
        "passages": f"{status.passages:,}",
        "speakers": command.speakers_counted(status.speakers, status.quoted),
        "state": str(status.sequence),
        **{one.name: answers(one.version, one.seconds) for one in servers},
    }
    for name, value in rows.items():
        table.add_row(Text(name, style="dim"), Text(value))
    console.print(table)


def print_report(report: "Report", place: str, *, planned: bool = False) -> None:
    """What a run did, or would do; failures go to stderr, those for one reason together."""
    for line in command.run_told(report, place, planned=planned) if not _voice["quiet"] else ():
        console.print(Text(line))
    if report.pace and not _voice["quiet"]:
        console.print(Text(pace_of(report.pace)))
    for line in command.failures_of(report, _FAILURES_SHOWN, _ALIKE_SHOWN):
        errors.print(Text(line, style="red"))
    if not report.articles and not report.failed:
        errors.print(Text(command.NOTHING_FOUND, style="red"))


@contextmanager
def counting() -> Iterator[Callable[[int], None]]:
    """A running count of articles on the error console, where that is a terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} articles"))
    with Progress(*columns, console=errors, transient=True, disable=not is_shown()) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda count: bar.update(task, completed=count)


@contextmanager
def progress_bar(*, visible: bool) -> Iterator[Callable[["RunProgress"], None]]:
    """A bar on stderr that follows a run; nothing where stderr is not a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with Progress(*columns, console=errors, transient=True, disable=not (visible and is_shown())) as bar:
        task = bar.add_task("starting", total=None)

        def follow(progress: "RunProgress") -> None:
            told = f"{progress.stage.value}: {pace_of(progress.pace)}" if progress.pace else progress.stage.value
            bar.update(task, description=told, completed=progress.done, total=progress.total)

        yield follow
