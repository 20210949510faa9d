"""The lines before a report begins: its title with the site's name, its byline, its date.

A line is one of them because the source's own fields say so, or by its shape where a line beside it
agrees: a byline needs its "By" or a date next to it, a title without a field needs a byline or a date
below it. Without such evidence a text begins with its report, and has no title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.corpus.bylines import names_of
from index.corpus.dates import Day
from index.corpus.line_shapes import (
    LONGEST_NAME_WORDS,
    LONGEST_SITE,
    SENTENCE_END,
    Known,
    Line,
    folded,
    is_site,
    read_line,
)
from index.corpus.publishers import tidied
from index.english.names import is_given_name
from index.models import Span

_LINES = 8
_LONGEST_TITLE = 250
_LONGEST_LINE = 1_000  # from which on a line is a paragraph, whatever is said of it
_LINE = re.compile(r"[^\r\n]+")
_SITE = re.compile(r"\s+[-–—|·•»]\s+|\s*[|·•»]\s+")
_BARS = "|·•»"
_WORD_END = re.compile(r"\w(?!\w)")
_STOPS = re.compile(r"[.?!…”’\"')]*")


@dataclass(frozen=True, slots=True)
class Placed:
    """Words with where they stand."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class HeadLines:
    """What the head lines say. ``spans`` are the lines themselves, in order."""

    title: Placed | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    byline: Span | None = None
    published: Day | None = None
    dateline: Span | None = None
    spans: tuple[Span, ...] = ()


def head_lines_of(text: str, known: Known) -> HeadLines:
    """The head lines of a text; nothing where none can be told."""
    lines = [read_line(text, span, known) for span in _first_lines(text)]
    if not lines:
        return HeadLines()
    start = next((at for at, line in enumerate(lines[:-1]) if not line.junk), len(lines) - 1)
    if len(lines[start].text) > _LONGEST_LINE:
        title = _run_in(lines[start], known)
        return HeadLines(title=title, spans=(title.span,)) if title else HeadLines()
    titled, below = _titled(lines[start], known), lines[start + 1 :]
    if titled is None and lines[start].evidence:
        return _collected(None, None, lines[:start], _run([lines[start], *below]))
    run = _run(below, confirmed=titled is not None)
    if titled is None and not (any(line.evidence for line in run) and _could_be_title(lines[start])):
        return HeadLines()
    title, site = titled or _apart(lines[start], known)
    return _collected(title, site, lines[: start + 1], run)


def _first_lines(text: str) -> Iterator[Span]:
    count = 0
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if not words:
            continue
        start = match.start() + match.group().index(words[0])
        yield Span(start, start + len(words))
        count += 1
        if count == _LINES or len(words) > _LONGEST_TITLE:
            return


def _run_in(line: Line, known: Known) -> Placed | None:
    """The title that the source states where the report goes on behind it, on the same line."""
    wanted = folded(known.title) if known.title else ""
    ends = (match.end() for match in _WORD_END.finditer(line.text, 0, _LONGEST_TITLE))
    end = next((end for end in ends if wanted and folded(line.text[:end]) == wanted), None)
    if end is None:
        return None
    end = _STOPS.match(line.text, end).end()  # type: ignore[union-attr] # it matches anywhere
    return Placed(line.text[:end], Span(line.span.start, line.span.start + end))


def _titled(line: Line, known: Known) -> tuple[Placed, str | None] | None:
    """The title of a line that the source's fields confirm: by the title that they state, or by the site's name."""
    title, site = _apart(line, known)
    if known.title and folded(known.title) in {folded(title.words), folded(line.text)}:
        if folded(known.title) == folded(line.text):
            return Placed(line.text, line.span), None
        return title, site
    return (title, site) if site and is_site(site, known) and _could_be_title(line) else None


def _apart(line: Line, known: Known) -> tuple[Placed, str | None]:
    """A title and the site's name behind it, or before it: told by the site, or by a bar between them."""
    pieces = list(_SITE.finditer(line.text))
    if not pieces:
        return Placed(line.text, line.span), None
    last, first = pieces[-1], pieces[0]
    behind, before = line.text[last.end() :], line.text[: first.start()]
    if not is_site(behind, known) and is_site(before, known):
        start = first.end()
        return Placed(line.text[start:], Span(line.span.start + start, line.span.end)), tidied(before)
    bar = last.group().strip()
    barred = bar in _BARS and len(behind) <= LONGEST_SITE and len(behind.split()) <= LONGEST_NAME_WORDS
    if not barred and not is_site(behind, known):
        return Placed(line.text, line.span), None
    # "Title | World news | Site"
    end = next((piece.start() for piece in pieces if bar in _BARS and piece.group().strip() == bar), last.start())
    return Placed(line.text[:end].rstrip(), Span(line.span.start, line.span.start + end)), tidied(behind)


def _could_be_title(line: Line) -> bool:
    is_sentence = bool(SENTENCE_END.search(line.text)) and not line.text.endswith("...")
    is_listed = line.text[0] in "-*•"
    return len(line.text) <= _LONGEST_TITLE and not (line.evidence or is_sentence or is_listed)


def _run(lines: Sequence[Line], *, confirmed: bool = False) -> list[Line]:
    """The head lines below a title: bylines, dates and decoration, a name by itself beside one of them.

    One line between the title and them is the standfirst, which belongs to the report.
    """
    standfirst = len(lines) > 2 and lines[1].evidence and not _belongs(lines, 0, confirmed)
    if standfirst:
        lines = lines[1:]
    run: list[Line] = []
    for at, line in enumerate(lines):
        if not _belongs(lines, at, confirmed and not run):
            break
        run.append(replace(line, authors=names_of([line.text])) if line.name else line)
    while run and run[-1].junk and len(run) == len(lines):
        run.pop()
    return run


def _belongs(lines: Sequence[Line], at: int, confirmed: bool) -> bool:
    line = lines[at]
    if line.evidence or line.junk:
        return True
    dated_beside = any(0 <= beside < len(lines) and lines[beside].day for beside in (at - 1, at + 1))
    given = confirmed and is_given_name(line.text.split()[0])
    return line.name and (dated_beside or given) and at < len(lines) - 1


def _collected(title: Placed | None, site: str | None, above: Sequence[Line], run: Sequence[Line]) -> HeadLines:
    byline = next((line for line in run if line.authors), None)
    dateline = next((line for line in run if line.day), None)
    return HeadLines(
        title=title,
        site=site,
        authors=byline.authors if byline else (),
        byline=byline.span if byline else None,
        published=dateline.day if dateline else None,
        dateline=dateline.span if dateline else None,
        spans=tuple(line.span for line in (*above, *run)),
    )
