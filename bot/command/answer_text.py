"""Blocks and single statements in a terminal."""

from collections.abc import Iterable

from rich.padding import Padding
from rich.text import Text

from bot.command.terminal import console
from bot.layout.blocks import Block, Line, LineKind, Listing, Section
from bot.layout.opening import opening_of
from bot.layout.talk import Corpus, blocks_of
from bot.words import command
from bot.words.runs import Run
from bot.words.statements import CONTEXT, OMISSION, SPEAKER_UNKNOWN, attributed, day_of
from bot.words.talk import point
from index.models import Article, AttributedStatement
from retrieval.models import Answer

_INDENT = 3
_STYLES = {
    LineKind.VERDICT: "bold",
    LineKind.ABSTENTION: "yellow",
    LineKind.TALK: "",
    LineKind.PHRASING: "",
    LineKind.LABEL: "dim",
    LineKind.READING: "cyan",
}


def print_answer(answer: Answer, corpus: Corpus, *, full: bool = False, context: bool = False) -> None:
    """What answers, or why nothing does; ``full`` shows all items with all their words."""
    opening = opening_of(answer)
    for block in blocks_of(answer if full else opening.shown, corpus, full=full, context=context):
        _print(block)
    if opening.rest and not full:
        console.print(_text(command.more(len(answer.items) - len(opening.shown.items)), "dim"))


def print_blocks(blocks: Iterable[Block]) -> None:
    """Blocks below each other."""
    for block in blocks:
        _print(block)


def print_place(article: Article) -> None:
    """The article whose statements follow."""
    console.print(Text(f"{article.id}  {day_of(article)}", style="dim"))


def print_statement(article: Article, said: AttributedStatement) -> None:
    """Who said what, in a line."""
    line = _text(attributed(said.name or SPEAKER_UNKNOWN, "", said.statement, article.text), "", "bold magenta")
    line.append(f" {' … '.join(said.statement.texts(article.text))}")
    console.print(Padding(line, (0, 0, 0, 2), expand=False))


def _print(block: Block) -> None:
    match block:
        case Line(kind=kind, runs=runs):
            console.print(_text(runs, _STYLES[kind]))
        case Listing(rows=rows, heading=heading):
            for row in (heading, *map(point, rows)) if heading else rows:
                console.print(_text(row))
        case Section():
            _print_section(block)


def _print_section(section: Section) -> None:
    for said in section.said:
        console.print(_text(said.attribution, "", "bold magenta"))
        _print_indented(_text(said.words))
    if section.context:
        words = f"{section.context.before} {OMISSION} {section.context.after}".strip()
        _print_indented(Text(f"{CONTEXT} {words}", style="dim"))
    addresses = [Run(f" · {run.url}") for run in section.source[:1] if run.url]
    _print_indented(_text((*section.source, *addresses), "green"))
    if section.also_in:
        _print_indented(_text(section.also_in, "dim"))
    console.print()


def _print_indented(text: Text) -> None:
    for line in text.split():  # together they would be padded with blanks to the longest
        console.print(Padding(line, (0, 0, 0, _INDENT), expand=False))


def _text(runs: Iterable[Run], style: str = "", strong: str = "bold") -> Text:
    text = Text(style=style)
    for run in runs:
        text.append(run.text, style=strong if run.strong else "strike" if run.struck else "")
    return text
