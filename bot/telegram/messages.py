"""Blocks as Telegram messages: HTML, everything escaped, split without cutting a quotation from its credit.

Telegram counts a message's length in UTF-16 units after the markup is parsed
(https://core.telegram.org/bots/api#sendmessage), so each piece is measured by its visible text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from itertools import chain

from bot.layout.blocks import Block, Line, LineKind, Listing, Said, Section
from bot.layout.links import web_address
from bot.layout.quotation import split
from bot.words.language import translated
from bot.words.runs import Run, Runs, plain, printable
from bot.words.statements import CONTEXT, OMISSION
from bot.words.talk import point

MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024
_QUOTE_UNITS = 2800  # leaves room for the speaker and the credit in the same message
_LEFT_UNITS = 40
_TAG = re.compile(r"<[^>]*>")
_ITALIC = frozenset({LineKind.LABEL, LineKind.READING})


def painted(blocks: Iterable[Block]) -> list[str]:
    """The HTML of as few messages as hold the blocks."""
    return _packed([html for block in blocks for html in _html_of(block)])


def listed(rows: Sequence[Runs], more: str = "… {left}", most: int = MESSAGE_UNITS) -> str:
    """The HTML of one message with as many rows as ``most`` units hold; ``more`` says how many are ``{left}`` out."""
    lines = [_html(row) for row in rows]
    kept: list[str] = []
    for number, line in enumerate(lines):
        if units(visible("\n".join([*kept, line]))) > most - _LEFT_UNITS:
            return "\n".join([*kept, escape(more.format(left=len(lines) - number))])
        kept.append(line)
    return "\n".join(kept)


def unfinished(sentences: Sequence[str]) -> str:
    """A phrased answer of which only the first sentences are there."""
    return f"{escape(' '.join(sentences))} …"


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, most: int) -> str:
    """As much of a text as has ``most`` UTF-16 units, cut after a sentence or a word."""
    return next((text[start:end] for start, end in _cuts(text, most)), "")


def visible(html: str) -> str:
    """What a reader sees of a piece of HTML."""
    return unescape(_TAG.sub("", html))


def _html_of(block: Block) -> Iterator[str]:
    match block:
        case Line(kind=kind, runs=runs):
            yield f"<i>{_html(runs)}</i>" if kind in _ITALIC else _html(runs)
        case Listing(rows=rows, heading=heading):
            lines = (heading, *map(point, rows)) if heading else rows
            yield "\n".join(_html(row) for row in lines)
        case Section():
            yield from _section(block)


def _section(section: Section) -> Iterator[str]:
    """A piece for what a message holds of the section, each with its credit."""
    credit = "\n".join(_html(line) for line in (section.source, section.also_in) if line)
    held: list[str] = []
    for said in _short(section.said):
        piece = _said(said)
        if held and units(visible("\n".join([*held, piece]))) > _QUOTE_UNITS:
            yield "\n".join([*held, credit])
            held = []
        held.append(piece)
    if section.context:
        words = printable(f"{section.context.before} {OMISSION} {section.context.after}".strip())
        held.append(f"<i>{escape(translated(CONTEXT))}</i> {escape(words)}")
    yield "\n".join([*held, credit])


def _said(said: Said) -> str:
    mark = f"{said.number}. " if said.number else ""
    return f"{mark}{_html(said.attribution)}\n<blockquote>{_html(said.words)}</blockquote>"


def _short(said: Iterable[Said]) -> Iterator[Said]:
    """What is said in pieces that fit into a message, each under its speaker."""
    for one in said:
        text = plain(one.words)
        cuts = list(_cuts(text, _QUOTE_UNITS))
        for number, (start, end) in enumerate(cuts, 1):
            part = (Run(f" ({number}/{len(cuts)})"),) if len(cuts) > 1 else ()
            yield Said((*one.attribution, *part), split(one.words, start, end), one.number)


def _cuts(text: str, limit: int) -> Iterator[tuple[int, int]]:
    """Where a text is cut into pieces of at most ``limit`` units: after a sentence, or a word, or anywhere."""
    start = 0
    while units(text[start:]) > limit:
        window = text[start : start + limit]  # a character is one or two units
        while units(window) > limit:
            window = window[:-1]
        cut = max(window.rfind(". "), window.rfind("? "), window.rfind("! "), window.rfind("\n"))
        cut = cut + 1 if cut > limit // 2 else window.rfind(" ")
        end = start + (cut if cut > 0 else len(window))
        yield start, end
        start = end + len(text[end:]) - len(text[end:].lstrip())
    if start < len(text):
        yield start, len(text)


def _fitting(piece: str) -> Iterator[str]:
    """A piece, cut where it is longer than a message: a title or a list of authors may be of any length."""
    text = visible(piece)
    if units(text) <= MESSAGE_UNITS:
        yield piece
    else:
        yield from (escape(text[start:end]) for start, end in _cuts(text, MESSAGE_UNITS))


def _html(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    """A run; a link only if the address is a web address."""
    shown = escape(printable(run.text))
    text = f"<b>{shown}</b>" if run.strong else shown
    text = f"<s>{text}</s>" if run.struck else text
    if address := web_address(run.url):
        return f'<a href="{escape(address, quote=True)}">{text}</a>'
    return text


def _packed(pieces: Sequence[str]) -> list[str]:
    """Pieces joined into as few messages as fit; only one that is longer than a message is cut, and loses its looks."""
    messages: list[str] = []
    for piece in chain.from_iterable(map(_fitting, pieces)):
        joined = f"{messages[-1]}\n\n{piece}" if messages else piece
        if messages and units(visible(joined)) <= MESSAGE_UNITS:
            messages[-1] = joined
        else:
            messages.append(piece)
    return messages
