"""Sentences with their values filled in, as runs of characters that a painter can set in bold or link."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from bot.words.language import translated

_MARKS_OF_DIRECTION = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # embeddings, overrides, isolates
_PICTURES: dict[int, str | None] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"},
    **dict.fromkeys(range(0x7F, 0xA0), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(_MARKS_OF_DIRECTION),
}


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


def printable(text: str) -> str:
    """A text that cannot command a terminal or turn the direction of what stands beside it.

    Control characters become their pictures (an escape is ␛), so that what was there can be seen; marks of
    direction, which show nothing, are left out. Joiners stay: emoji and Persian need them.
    """
    return text.translate(_PICTURES)


def inert(value: str) -> str:
    """A cell that no spreadsheet runs as a formula. See https://owasp.org/www-community/attacks/CSV_Injection."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def enumerated(names: Iterable[str], pattern: str) -> str:
    """Names in a row, the last two joined by ``pattern``, which has ``{names}`` and ``{last}``."""
    *first, last = names
    return translated(pattern).format(names=", ".join(first), last=last) if first else last
