"""Quotation marks of every convention, paired paragraph by paragraph.

A mark that opens a quotation and is not closed before the paragraph ends closes there; if the next
paragraph opens with a mark again, the quotation runs on (the convention for long quotations), and so it does if the
only mark of that paragraph closes at its end. So an odd mark spoils at most two paragraphs.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from index.english.tables import DATA
from index.errors import TableError
from index.models import Span

# a full stop after "Mr", "Sen", an initial or "(R" ends no sentence
SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})(?:[.?!](?=\s)|\.[”\"](?=\s+[A-Z“]))"
)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
SIGNATURE_WORDS = 10  # a shorter line with a mark at its end only may sign the quotation above it
_STRAIGHT = '"'
_SINGLE = "‘"
DOUBLE = re.compile('[“”"]')
_CURLED = {True: "“", False: "”", None: _STRAIGHT}
# the parser knows two dashes; a minus sign, a bar or a bullet in their place it takes for a name
_ONE_SHAPE = str.maketrans("„«»‘’−―‒⁃‐‑", "““”''––––--")
_BEFORE_OPENING = "(['‘“—–-/"
_PAUSES = ".,:;!?"
_BEHIND_CLOSING = ".,;:?!)]'’”—–-/"
_STOPS = ",.?!;…"
_MARK = re.compile(r"``|''|[“”„«»‘’\"]|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)")


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of ``quotation_marks.toml``: a mark that opens a quotation, and those that close it."""

    open: str
    close: tuple[str, ...]
    double: bool

    @property
    def straight(self) -> bool:
        """Whether it opens and closes alike."""
        return self.open in self.close


def _read_marks() -> Iterator[Mark]:
    path = DATA / "quotation_marks.toml"
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["marks"]
        for entry in entries:
            yield Mark(**{**entry, "close": tuple(entry["close"])})
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise TableError(str(path), f"an entry needs open, close and double, and nothing else: {error}") from error


_MARKS = tuple(_read_marks())
_CLOSING = {mark.open: mark.close for mark in _MARKS if not mark.straight}
CLOSING_MARKS = frozenset(close for mark in _MARKS for close in mark.close)
DOUBLE_OPENING_MARKS = frozenset(mark.open for mark in _MARKS if mark.double)
MAY_OPEN = DOUBLE_OPENING_MARKS | {"''"}  # at the start of a paragraph
DOUBLE_MARKS = DOUBLE_OPENING_MARKS | {close for mark in _MARKS if mark.double for close in mark.close}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run between marks, the marks included. ``closed`` is false if the paragraph ended first."""

    span: Span
    inner: Span
    closed: bool
    single: bool


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text in order. They do not nest: marks inside marks belong to the outer pair."""
    found: list[Quotation] = []
    for paragraph in paragraphs(text):
        left_open = bool(found) and not found[-1].closed and not text[found[-1].span.end : paragraph.start].strip()
        closing = _closing_at_end(text, paragraph) if left_open else None
        if closing is not None:
            inner = Span(paragraph.start, closing.start())
            found.append(Quotation(Span(paragraph.start, closing.end()), inner, closed=True, single=False))
        else:
            found += _in_paragraph(text, paragraph)
    return _with_single_runs(text, found)


def _closing_at_end(text: str, paragraph: Span) -> re.Match[str] | None:
    """The mark that ends a paragraph as its only one: behind a paragraph that left one open it closes that.

    It may be turned the wrong way.
    """
    marks = list(DOUBLE.finditer(text, paragraph.start, paragraph.end))
    alone = len(marks) == 1 and len(paragraph.of(text).split()) > SIGNATURE_WORDS
    if not alone or any(map(str.isalnum, text[marks[0].end() : paragraph.end])):
        return None
    return marks[0]


def _with_single_runs(text: str, found: list[Quotation]) -> list[Quotation]:
    """Single marks that open paragraph after paragraph, the last of them closed, are as good as double ones."""
    by_start = {quotation.span.start: quotation for quotation in found}
    lines = paragraphs(text)
    for first, second in pairwise(lines):
        opens = text[first.start] == text[second.start] == _SINGLE and first.start not in by_start
        last = by_start.get(second.start)
        if opens and last is not None and last.closed and text[last.span.end : second.end].strip() == "":
            inner = Span(first.start + 1, first.end)
            by_start[first.start] = Quotation(first, inner, closed=False, single=False)
            by_start[second.start] = replace(last, single=False)
    return [by_start[start] for start in sorted(by_start)]


def paragraphs(text: str) -> list[Span]:
    """The lines with words of a text that is not hard-wrapped (``layout.unwrapped``)."""
    return [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    inner = _inner_marks(text, paragraph)
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if mark.start() in inner:
            continue
        if opened is None:
            if _may_open(text, mark):
                opened = mark
        elif _closes(text, opened, mark):
            yield _quotation(opened, mark.start(), mark.end(), closed=True)
            opened = None
    if opened is not None and not _is_single(opened.group()):
        yield _quotation(opened, paragraph.end, paragraph.end, closed=False)


def _inner_marks(text: str, paragraph: Span) -> set[int]:
    """Where “…” or "…" stands inside “…”: the inner marks, if all of the paragraph's are closed; otherwise none.

    One that is left open says that a mark is missing, and then nesting cannot be told from that.
    """
    inner: set[int] = set()
    depth = 0
    for mark in DOUBLE.finditer(text, paragraph.start, paragraph.end):
        opens = turned(text, mark)
        if opens is None:
            return set()
        depth += 1 if opens else -1
        if depth < 0:
            return set()
        if depth > 1 or (depth == 1 and not opens):
            inner.add(mark.start())
    return inner if depth == 0 else set()


def turned(text: str, mark: re.Match[str]) -> bool | None:
    """Whether a double mark opens or closes; None for a straight one with words or spaces on both sides."""
    if mark.group() != _STRAIGHT:
        return mark.group() == "“"
    before = text[mark.start() - 1 : mark.start()] if mark.start() else " "
    after = text[mark.end() : mark.end() + 1] or " "
    opens, closes = before in _BEFORE_OPENING or before.isspace(), after in _BEHIND_CLOSING or after.isspace()
    return opens if opens != closes else None


def curled(text: str) -> str:
    """A text with double marks “ and ”, single ones ' and dashes –, whatever its own are; offsets stay.

    A straight mark that may open as well as close is left as it is, unless a blank is missing beside it: one that is
    open in its paragraph is closed then ('they lost,"Lee said'), and otherwise one opens ('Lee said,"They lost').
    """
    even = text.translate(_ONE_SHAPE)
    pieces: list[str] = []
    done, is_open = 0, False
    for mark in DOUBLE.finditer(even):
        opens = turned(even, mark)
        if "\n" in even[done : mark.start()]:
            is_open = False
        if opens is None and _lacks_blank(even, mark):
            opens = not is_open
        is_open = is_open if opens is None else opens
        pieces += [even[done : mark.start()], _CURLED[opens]]
        done = mark.end()
    return "".join([*pieces, even[done:]])


def _lacks_blank(text: str, mark: re.Match[str]) -> bool:
    return text[mark.start() - 1 : mark.start()] in _PAUSES and text[mark.end() : mark.end() + 1].isalpha()


def _quotation(opened: re.Match[str], inner_end: int, end: int, *, closed: bool) -> Quotation:
    return Quotation(
        span=Span(opened.start(), end),
        inner=Span(opened.end(), inner_end),
        closed=closed,
        single=_is_single(opened.group()),
    )


def _is_single(mark: str) -> bool:
    return mark in {"‘", "'"}


def _may_open(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    kind = mark.group()
    if kind in {"”", "''"}:  # '' opens in some exports, and ” by mistake
        return not before.isalnum() and before not in ".,;:?!)" and after.isalnum()
    if kind in {"»", "’"}:
        return False
    if kind in {"'", "‘", _STRAIGHT}:
        clipped = kind == "'" and after.isdigit()  # the '90s
        return not before.isalnum() and not after.isspace() and not clipped
    return not after.isspace() or kind != _STRAIGHT


def _closes(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    kind, opening = mark.group(), opened.group()
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < len(text) else " "
    if opening in _CLOSING:
        if kind == "’":  # otherwise an apostrophe
            return opening == "‘" and not after.isalnum() and not _elides(text, mark)
        if kind in {_STRAIGHT, "“"} and opening == "“":
            return _closes_by_place(kind, before, after)
        return kind in _CLOSING[opening]
    mixed = opening == _STRAIGHT and kind == "”" and "“" not in text[opened.end() : mark.start()]
    if kind != opening and not mixed:
        return False
    if kind == _STRAIGHT:
        return not before.isspace() or after.isspace() or after in ".,;:?!)"
    return _hangs_on_word(before, after)


def _closes_by_place(kind: str, before: str, after: str) -> bool:
    """Whether “ is closed by a straight mark, where conventions are mixed, or by one turned the wrong way."""
    turned_round = kind == "“" and (before.isalnum() or before in _STOPS or after.isspace())
    return turned_round or _hangs_on_word(before, after)


def _hangs_on_word(before: str, after: str) -> bool:
    """Whether a mark stands behind a word and before none."""
    return not before.isspace() and not after.isalnum()


def _elides(text: str, mark: re.Match[str]) -> bool:
    """Whether a ’ at a word's end is a plural possessive ("the states’ rights") rather than a closing mark."""
    following = text[mark.end() : mark.end() + 2]
    return text[mark.start() - 1] == "s" and bool(re.match(r" [a-z]", following))
