"""Sentences with their values filled in, as runs of characters that a painter can set in bold or link."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from bot.words.language import translated


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike. ``url`` is where they lead, empty for nowhere; ``struck`` out is what is wrong."""

    text: str
    strong: bool = False
    url: str = ""
    struck: bool = False


Runs = tuple[Run, ...]


def filled(sentence: str, **values: str | Run | Runs) -> Runs:
    """A sentence, translated, with its placeholders filled in; a value keeps its look. Empty runs are left out."""
    runs: list[Run] = []
    for literal, name, _, _ in Formatter().parse(translated(sentence)):
        runs.append(Run(literal))
        value = values[name] if name else ""
        runs += [Run(value)] if isinstance(value, str) else [value] if isinstance(value, Run) else value
    return tuple(run for run in runs if run.text)


def plain(runs: Iterable[Run]) -> str:
    """The characters without their look."""
    return "".join(run.text for run in runs)


def enumerated(names: Iterable[str], pattern: str) -> str:
    """Names in a row, the last two joined by ``pattern``, which has ``{names}`` and ``{last}``."""
    *first, last = names
    return translated(pattern).format(names=", ".join(first), last=last) if first else last
