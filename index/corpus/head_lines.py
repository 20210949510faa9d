"""The lines before a report begins: its title with the site's name, its byline, its date.

A line is one of them because the source's own fields say so, or by its shape where a line beside it
agrees: a byline needs its "By" or a date next to it, a title without a field needs a byline or a date
below it. Without such evidence a text begins with its report, and has no title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from index.corpus import tables
from index.corpus.bylines import names_of, without_by
from index.corpus.dates import Day, date_of, without_label
from index.corpus.publishers import names_same_site, tidied
from index.english.names import is_given_name
from index.models import Span

_LINES = 8
_LONGEST_TITLE = 250
_LONGEST_LINE = 120
_LONGEST_SITE = 40
_LONGEST_NAME_WORDS = 4
_LONGEST_BYLINE_NAME_WORDS = 6
_LINE = re.compile(r"[^\r\n]+")
_SITE = re.compile(r"\s+[-–—|·•»]\s+|\s*[|·•»]\s+")
_BARS = "|·•»"
_PARTS = re.compile(r"\s*[|·•/]\s*|\s+[-–—]\s+|\s{3,}|\t")
_READING_TIME = re.compile(r"\d+[ -]min(?:ute)?s?(?: read)?|\d+ (?:comments?|shares?|views?)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.:;,][\"”’')\]]*$")
_NAME_WORD = re.compile(r"[^\W\d_a-z][\w.'’-]*")
_DIGIT = re.compile(r"\d")
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What the source's fields say that a head line may repeat. ``sites`` are domains, collections and publishers."""

    title: str = ""
    authors: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    language: str = "en"
    saved: datetime | None = None


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


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and what its shape says: ``evidence`` that report has not begun, or a ``name`` by itself."""

    text: str
    span: Span
    authors: tuple[str, ...] = ()
    day: Day | None = None
    junk: bool = False
    name: bool = False

    @property
    def evidence(self) -> bool:
        return bool(self.authors or self.day)


def head_lines_of(text: str, known: Known) -> HeadLines:
    """The head lines of a text; nothing where none can be told."""
    lines = [_read(text, span, known) for span in _first_lines(text)]
    if not lines:
        return HeadLines()
    start = 1 if len(lines) > 1 and lines[0].junk else 0
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


def _read(text: str, span: Span, known: Known) -> _Line:
    """A line with what its parts say: each must be a byline, a date or decoration, or the line is none of them."""
    words = span.of(text)
    plain = _Line(words, span)
    if len(words) > _LONGEST_LINE:
        return plain
    if _is_junk(words):
        return replace(plain, junk=True)
    if day := _day(words, known):
        return replace(plain, day=day)
    if authors := _authors(words, known):
        return replace(plain, authors=authors)
    read = plain
    for part in _parts(words, known):
        if day := _day(part, known):
            read = replace(read, day=read.day or day)
        elif authors := _authors(part, known):
            read = replace(read, authors=read.authors or authors)
        elif not (_is_junk(part) or _is_site(part, known)):
            return replace(plain, name=_is_name(words))
    return read


def _parts(words: str, known: Known) -> Sequence[str]:
    """The pieces of a line around bars and dashes, and around the "by" between a date and a name."""
    pieces = [piece for piece in _PARTS.split(words) if piece]
    if len(pieces) > 1:
        return pieces
    for match in re.finditer(r"\s+(?=by\s)|,\s+|\s+on\s+(?=\S+\s\d|\d)", words, re.IGNORECASE):
        before, after = words[: match.start()], words[match.end() :]
        if (_day(before, known) and _authors(after, known)) or (_authors(before, known) and _day(after, known)):
            return before, after
    return pieces


def _day(words: str, known: Known) -> Day | None:
    """The day of a line that is a date and nothing else."""
    if not _DIGIT.search(words) or len(without_label(words).split()) > 9:
        return None
    return date_of(words, saved=known.saved, language=known.language)


def _authors(words: str, known: Known) -> tuple[str, ...]:
    named = without_by(words)
    if named is not None and not _SENTENCE_END.search(named) and _is_byline(named):
        return names_of([words])
    folded = [_folded(author) for author in known.authors]
    names = names_of([words])
    if names and folded and all(_folded(name) in folded for name in names):
        return names
    return ()


def _is_byline(words: str) -> bool:
    """Whether names and designations are all that stands behind a "By"."""
    names = names_of([words])
    return bool(names) and all(_is_name(name, 1, _LONGEST_BYLINE_NAME_WORDS) for name in names)


def _is_name(words: str, fewest: int = 2, most: int = _LONGEST_NAME_WORDS) -> bool:
    parts = words.split()
    return (
        fewest <= len(parts) <= most
        and all(_NAME_WORD.fullmatch(part) or part in _particles() for part in parts)
        and _NAME_WORD.fullmatch(parts[0]) is not None
    )


def _is_junk(words: str) -> bool:
    folded = words.casefold().strip(" :.|·•-–—>»")
    if folded in _decoration() or _READING_TIME.fullmatch(folded):
        return True
    crumbs = re.split(r"\s*[>»/›]\s*", folded)
    return len(crumbs) > 1 and crumbs[0] in _decoration()


def _is_site(words: str, known: Known) -> bool:
    return len(words) <= _LONGEST_SITE and names_same_site(words, known.sites)


def _titled(line: _Line, known: Known) -> tuple[Placed, str | None] | None:
    """The title of a line that the source's fields confirm: by the title that they state, or by the site's name."""
    title, site = _apart(line, known)
    if known.title and _folded(known.title) in {_folded(title.words), _folded(line.text)}:
        if _folded(known.title) == _folded(line.text):
            return Placed(line.text, line.span), None
        return title, site
    return (title, site) if site and _is_site(site, known) and _could_be_title(line) else None


def _apart(line: _Line, known: Known) -> tuple[Placed, str | None]:
    """A title and the site's name behind it, or before it: told by the site, or by a bar between them."""
    pieces = list(_SITE.finditer(line.text))
    if not pieces:
        return Placed(line.text, line.span), None
    last, first = pieces[-1], pieces[0]
    behind, before = line.text[last.end() :], line.text[: first.start()]
    if not _is_site(behind, known) and _is_site(before, known):
        start = first.end()
        return Placed(line.text[start:], Span(line.span.start + start, line.span.end)), tidied(before)
    bar = last.group().strip()
    barred = bar in _BARS and len(behind) <= _LONGEST_SITE and len(behind.split()) <= _LONGEST_NAME_WORDS
    if not barred and not _is_site(behind, known):
        return Placed(line.text, line.span), None
    # "Title | World news | Site"
    end = next((piece.start() for piece in pieces if bar in _BARS and piece.group().strip() == bar), last.start())
    return Placed(line.text[:end].rstrip(), Span(line.span.start, line.span.start + end)), tidied(behind)


def _could_be_title(line: _Line) -> bool:
    is_sentence = bool(_SENTENCE_END.search(line.text)) and not line.text.endswith("...")
    is_listed = line.text[0] in "-*•"
    return len(line.text) <= _LONGEST_TITLE and not (line.evidence or is_sentence or is_listed)


def _run(lines: Sequence[_Line], *, confirmed: bool = False) -> list[_Line]:
    """The head lines below a title: bylines, dates and decoration, a name by itself beside one of them.

    One line between the title and them is the standfirst, which belongs to the report.
    """
    standfirst = len(lines) > 2 and lines[1].evidence and not _belongs(lines, 0, confirmed)
    if standfirst:
        lines = lines[1:]
    run: list[_Line] = []
    for at, line in enumerate(lines):
        if not _belongs(lines, at, confirmed and not run):
            break
        run.append(replace(line, authors=names_of([line.text])) if line.name else line)
    while run and run[-1].junk and len(run) == len(lines):
        run.pop()
    return run


def _belongs(lines: Sequence[_Line], at: int, confirmed: bool) -> bool:
    line = lines[at]
    if line.evidence or line.junk:
        return True
    dated_beside = any(0 <= beside < len(lines) and lines[beside].day for beside in (at - 1, at + 1))
    given = confirmed and is_given_name(line.text.split()[0])
    return line.name and (dated_beside or given) and at < len(lines) - 1


def _collected(title: Placed | None, site: str | None, above: Sequence[_Line], run: Sequence[_Line]) -> HeadLines:
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


def _folded(words: str) -> str:
    return _NOT_WORDS.sub("", words.casefold())


@cache
def _decoration() -> frozenset[str]:
    return frozenset(tables.phrases("decoration"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(tables.phrases("name_particles"))
