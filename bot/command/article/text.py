"""An article with its statements in a terminal: each between brackets with its label, in its voice's colour."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from bot.layout.marking import UNKNOWN, MarkedArticle, Voice
from bot.words.statements import PUBLISHER_UNKNOWN, day_of

_COLOURS = ("blue", "magenta", "green", "cyan", "yellow", "red", "bright_blue", "bright_magenta")
_UNKNOWN_COLOUR = "bright_black"


def print_article(console: Console, marked: MarkedArticle) -> None:
    """Title, text, legend and notes."""
    article = marked.article
    console.print(Text(article.title or article.id, style="bold"))
    source = [article.publisher or PUBLISHER_UNKNOWN, day_of(article), article.licence.id or article.licence.name]
    console.print(Text(" · ".join([*source, article.id]), style="dim"))
    styles = {voice.letter: _style_of(i, voice) for i, voice in enumerate(marked.voices)}
    console.print()
    console.print(Text.assemble(*_pieces(marked, styles)))
    console.print()
    for voice in marked.voices:
        role = f", {voice.role}" if voice.role else ""
        console.print(
            Text.assemble((f"{voice.letter:>3} ", styles[voice.letter]), f"{voice.name}{role}: {voice.statements}")
        )
    console.print()
    for note in marked.notes:
        facts = "; ".join(f"{name} {value}" for name, value in note.facts)
        console.print(Text.assemble((f"{note.label:>4} {note.voice.name}", styles[note.voice.letter]), f"  {facts}"))


def _style_of(number: int, voice: Voice) -> str:
    return f"bold {_UNKNOWN_COLOUR if voice.letter == UNKNOWN else _COLOURS[number % len(_COLOURS)]}"


def _pieces(marked: MarkedArticle, styles: dict[str, str]) -> Iterator[tuple[str, str]]:
    letters = {note.label: note.voice.letter for note in marked.notes}
    for run in marked.runs:
        for label in run.starts:
            yield f"{label}⟦", styles[letters[label]]
        marks = " ".join(name for name, on in (("underline", bool(run.mentions)), ("italic", run.cue)) if on)
        colour = styles[letters[run.notes[-1]]].removeprefix("bold ") if run.notes else ""
        yield run.text, f"{marks} {colour}".strip()
        for label in run.ends:
            yield "⟧", styles[letters[label]]
