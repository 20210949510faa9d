"""Answers, statements and reports for a terminal: rich where there is one, plain text when piped."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bot.words.answers import NEAREST, abstention_of, head_of, verdict_of
from bot.words.indexing import analysed_anew
from bot.words.statements import BESIDE, day_of, groups_of, introduction, language_of
from index.licences import credit_line
from index.models import Article, AttributedStatement, Speaker, Statement
from retrieval.models import Answer, Item

if TYPE_CHECKING:
    from index.progress import Progress as RunProgress
    from index.progress import Report
    from retrieval.engine import Status

_FAILURES_SHOWN = 20

_UNWRAPPED = 100_000  # a line piped to a program is never broken


def _console(*, stderr: bool = False) -> Console:
    probe = Console(stderr=stderr)
    return Console(highlight=False, stderr=stderr, width=None if probe.is_terminal else _UNWRAPPED)


console = _console()
errors = _console(stderr=True)


def print_answer(answer: Answer) -> None:
    """How the question was read, then the items, or why there are none and what is nearest."""
    console.print(Text(head_of(answer.question), style="bold cyan"))
    if answer.verdict:
        console.print(Text(verdict_of(answer), style="bold"))
    for number, item in enumerate(answer.items, 1):
        if item.beside and number > 1 and not answer.items[number - 2].beside:
            console.print(Text(f"\n{BESIDE}", style="dim"))
        _print_item(item, f"{number}. ")
    if answer.abstention:
        if not answer.verdict:
            console.print(Text(abstention_of(answer), style="yellow"))
        if answer.abstention.nearest and not answer.verdict:
            console.print(Text(f"\n{NEAREST}", style="dim"))
        for item in answer.abstention.nearest:
            _print_item(item, "· ")


def print_statement(article: Article, said: AttributedStatement) -> None:
    """One statement in two lines: where, then who and what."""
    console.print(Text(f"{article.id}  {day_of(article)}", style="dim"))
    line = _who(said.name, None, said.statement, article.text)
    line.append(f" {' … '.join(said.statement.texts(article.text))}")
    console.print(Padding(line, (0, 0, 0, 2), expand=False))


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
    console.print(
        f"{report.added} added, {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged, "
        f"{len(report.failed)} failed in {report.seconds:.1f} s"
    )
    if report.reanalysed:
        console.print(analysed_anew(report.reanalysed))
    for failure in report.failed[:_FAILURES_SHOWN]:
        errors.print(Text(f"{failure.name}: {failure.reason}", style="red"))
    if len(report.failed) > _FAILURES_SHOWN:
        errors.print(f"… and {len(report.failed) - _FAILURES_SHOWN} more")


@contextmanager
def progress_bar(*, visible: bool) -> Iterator[Callable[["RunProgress"], None]]:
    """A bar on stderr that follows a run; nothing where stderr is not a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=errors, transient=True, disable=not (visible and errors.is_terminal)) as bar:
        task = bar.add_task("starting", total=None)

        def follow(progress: "RunProgress") -> None:
            bar.update(task, description=progress.stage.value, completed=progress.done, total=progress.total)

        yield follow


def _print_item(item: Item, mark: str) -> None:
    console.print()
    for number, (statement, words) in enumerate(groups_of(item)):
        title = Text(mark if not number else "   ", style="dim")
        if statement and number:
            title.append(f"and {introduction(statement, item.article.text)}:", style="not dim")
        elif statement:
            title.append_text(
                _who(item.speaker.name if item.speaker else None, item.role, statement, item.article.text)
            )
        else:
            title.append(f"{item.article.publisher or 'publisher unknown'} wrote:")
        console.print(title)
        for piece in words.split("\n…\n"):
            console.print(Padding(Text(piece, style="bold" if statement else ""), (0, 0, 0, 3), expand=False))
    article = item.article
    licence = article.licence.id or article.licence.name
    source = [article.publisher or "publisher unknown", day_of(article), licence, language_of(article)]
    console.print(Padding(Text(" · ".join(filter(None, source)), style="green"), (0, 0, 0, 3), expand=False))
    if item.also_in:
        also = ", ".join(other.publisher or other.title for other in item.also_in)
        console.print(Padding(Text(f"also in {also}", style="dim"), (0, 0, 0, 3), expand=False))
    console.print(Padding(Text(credit_line(item.article), style="dim"), (0, 0, 0, 3), expand=False))


def _who(name: str | None, role: str | None, statement: Statement, text: str) -> Text:
    line = Text(name or "speaker unknown", style="bold magenta")
    if role:
        line.append(f", {role},", style="not bold")
    line.append(f" {introduction(statement, text)}", style="not bold")
    if statement.via:
        line.append(f" (via {statement.via})", style="not bold dim")
    line.append(":")
    return line
