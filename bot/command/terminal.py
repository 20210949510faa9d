"""The consoles, and what fits them all: speakers, status, runs. Rich in a terminal, plain text when piped."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from bot.words import command
from bot.words.indexing import analysed_anew, pace_of
from bot.words.runs import printable
from index.models import Speaker

if TYPE_CHECKING:
    from index.progress import Progress as RunProgress
    from index.progress import Report
    from retrieval.engine import Status

_FAILURES_SHOWN = 20

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


def print_status(status: "Status", folder: Path) -> None:
    """What the index holds."""
    table = Table(box=None, show_header=False, pad_edge=False)
    rows = {
        "folder": str(folder),
        "articles": f"{status.articles:,}",
        "statements": f"{status.statements:,}",
        "passages": f"{status.passages:,}",
        "speakers": f"{status.speakers:,}",
        "state": str(status.sequence),
    }
    for name, value in rows.items():
        table.add_row(Text(name, style="dim"), Text(value))
    console.print(table)


def print_report(report: "Report") -> None:
    """What a run did; failures go to stderr, each by name and reason."""
    console.print(command.report_of(report))
    if report.pace:
        console.print(pace_of(report.pace))
    if report.reanalysed:
        console.print(analysed_anew(report.reanalysed))
    if report.repeated:
        console.print(command.repeated(report.repeated))
    if report.withheld:
        console.print(command.withheld(report.withheld))
    for failure in report.failed[:_FAILURES_SHOWN]:
        errors.print(Text(command.failure(failure.name, failure.reason), style="red"))
    if len(report.failed) > _FAILURES_SHOWN:
        errors.print(command.more_failures(len(report.failed) - _FAILURES_SHOWN))


@contextmanager
def counting() -> Iterator[Callable[[int], None]]:
    """A running count of articles on the error console, where that is a terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} articles"))
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
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
    with Progress(*columns, console=errors, transient=True, disable=not (visible and errors.is_terminal)) as bar:
        task = bar.add_task("starting", total=None)

        def follow(progress: "RunProgress") -> None:
            told = f"{progress.stage.value}: {pace_of(progress.pace)}" if progress.pace else progress.stage.value
            bar.update(task, description=told, completed=progress.done, total=progress.total)

        yield follow
