"""Blocks as Telegram messages: HTML, everything escaped, split without cutting a quotation from its credit.

Telegram counts a message's length in UTF-16 units after the markup is parsed
(https://core.telegram.org/bots/api#sendmessage), so each piece is measured by its visible text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urlsplit

from bot.layout.blocks import Block, Line, LineKind, Listing, Said, Section
from bot.layout.quotation import split
from bot.layout.walk import section_of, walk
from bot.words.runs import Run, Runs, plain
from bot.words.statements import CONTEXT, OMISSION, PUBLISHER_UNKNOWN
from retrieval.models import Answer

MESSAGE_UNITS = 4096
_QUOTE_UNITS = 2800  # leaves room for the speaker and the credit in the same message
_INLINE_DESCRIPTION = 200
_LEFT_UNITS = 40
_TAG = re.compile(r"<[^>]*>")
_ITALIC = frozenset({LineKind.LABEL, LineKind.READING})


@dataclass(frozen=True, slots=True)
class InlineItem:
    """One result of an inline query: what the list shows and what is sent when it is chosen."""

    title: str
    description: str
    html: str


def messages_of(answer: Answer, *, full: bool = False, phrasing: Sequence[str] = ()) -> list[str]:
    """The HTML of the messages that show an answer, each within Telegram's limit.

    ``phrasing`` are sentences that a language model made of the items, which always follow them.
    """
    return painted(walk(answer, full=full, phrasing=phrasing))


def painted(blocks: Iterable[Block]) -> list[str]:
    """The HTML of as few messages as hold the blocks."""
    return _packed([html for block in blocks for html in _html_of(block)])


def listed(rows: Sequence[Runs], more: str = "… {left}") -> str:
    """The HTML of one message with as many rows as it holds; ``more`` says how many are ``{left}`` out."""
    lines = [_html(row) for row in rows]
    kept: list[str] = []
    for number, line in enumerate(lines):
        if units(visible("\n".join([*kept, line]))) > MESSAGE_UNITS - _LEFT_UNITS:
            return "\n".join([*kept, escape(more.format(left=len(lines) - number))])
        kept.append(line)
    return "\n".join(kept)


def unfinished(sentences: Sequence[str]) -> str:
    """A phrased answer of which only the first sentences are there."""
    return f"{escape(' '.join(sentences))} …"


def inline_items_of(answer: Answer) -> list[InlineItem]:
    """The items of an answer for inline mode; an abstention gives none."""
    found = []
    for item in answer.items:
        name = item.speaker.name if item.speaker else item.article.publisher or PUBLISHER_UNKNOWN
        words = " … ".join(item.texts)
        found.append(InlineItem(name, words[:_INLINE_DESCRIPTION], next(_section(section_of(item)))))
    return found


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def visible(html: str) -> str:
    """What a reader sees of a piece of HTML."""
    return unescape(_TAG.sub("", html))


def _html_of(block: Block) -> Iterator[str]:
    match block:
        case Line(kind=kind, runs=runs):
            yield f"<i>{_html(runs)}</i>" if kind in _ITALIC else _html(runs)
        case Listing(rows=rows):
            yield "\n".join(_html(row) for row in rows)
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
        words = f"{section.context.before} {OMISSION} {section.context.after}".strip()
        held.append(f"<i>{escape(CONTEXT)}</i> {escape(words)}")
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


def _html(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    """A run; a link only if the address is a web address."""
    text = f"<b>{escape(run.text)}</b>" if run.strong else escape(run.text)
    text = f"<s>{text}</s>" if run.struck else text
    if run.url and urlsplit(run.url).scheme in {"http", "https"} and urlsplit(run.url).netloc:
        return f'<a href="{escape(run.url, quote=True)}">{text}</a>'
    return text


def _packed(pieces: Sequence[str]) -> list[str]:
    """Pieces joined into as few messages as fit; none is cut."""
    messages: list[str] = []
    for piece in pieces:
        joined = f"{messages[-1]}\n\n{piece}" if messages else piece
        if messages and units(visible(joined)) <= MESSAGE_UNITS:
            messages[-1] = joined
        else:
            messages.append(piece)
    return messages
