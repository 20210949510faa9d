"""A speaker of the registry for a terminal: names, dated roles, articles, corrections."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from bot.command.terminal import console
from bot.words.statements import day_of
from index.models import Article, Role, Speaker
from index.speakers import Override


@dataclass(frozen=True, slots=True)
class NamedBy:
    """An article that names a speaker, and the name that it gives."""

    article: Article
    name: str


def print_speaker(speaker: Speaker, articles: Sequence[NamedBy], decided: Sequence[Override]) -> None:
    """One speaker: names, roles with their days, articles with the name that each gives, corrections."""
    console.print(
        Text(f"{speaker.name}  ({speaker.id}, {speaker.kind}, {speaker.statements} statements)", style="bold")
    )
    _print_rows("also called", [(alias,) for alias in speaker.aliases if alias != speaker.name])
    _print_rows("roles", [(role.title, _days(role)) for role in speaker.roles])
    named = [(by.article.id, day_of(by.article), by.article.publisher or "", f"as {by.name}") for by in articles]
    _print_rows("articles", named)
    _print_rows("corrections", [(o.action, o.subject, o.target, o.article) for o in decided])


def _print_rows(heading: str, rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        console.print(Text(heading, style="dim"))
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
        for row in rows:
            table.add_row(*map(Text, row))
        console.print(table)


def _days(role: Role) -> str:
    days = dict.fromkeys(f"{day:%Y-%m-%d}" for day in (role.first, role.last) if day)
    return " to ".join(days)
