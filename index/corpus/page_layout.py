"""The lines of a printed page in the order in which they are read, and the paragraphs that they make.

Columns are found by recursive cuts (Nagy & Seth 1984: the X-Y cut): a strip that no line crosses parts columns, and
what spans them, such as a headline, stands above or below.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_FEWEST = 2  # lines of a column
_SHORTEST = 12  # characters of a column's lines, by their median: what is shorter is a list's numbers, or a table
_GUTTER = 0.6  # of the height of a line
_LEADING = 1.6  # from the foot of one line to that of the next, by its height: what is more parts paragraphs
_INDENT = 0.7
_SHORT = 2.0  # a last line ends so many heights before its column does
_LARGER = 1.25  # a headline is set so much larger than the text
_NUMBER = re.compile(r"[\W_]*(?:page|p\.)?[\W_]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[\W_]*", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHENATED = re.compile(r"[^\W\d_](-|\u00ad|\u2010)$")
_HYPHENS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_SMALL = re.compile(r"[^\W\d_A-Z]")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words in one line of a column; a point is 1/72 inch, and ``bottom`` and ``top`` are counted from the foot."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """Points from foot to head."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Flow:
    """The text of several pages, and where in it each of them starts."""

    text: str
    pages: tuple[int, ...]


def in_reading_order(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Column by column, with what spans columns in its place."""
    rest = sorted(lines, key=lambda line: (-line.top, line.left))
    ordered: list[PrintedLine] = []
    while rest:
        end, strip = _columns(rest)
        if strip is None:
            ordered.append(rest.pop(0))
            continue
        block, rest = rest[:end], rest[end:]
        ordered += in_reading_order([line for line in block if line.right <= strip])
        ordered += in_reading_order([line for line in block if line.right > strip])
    return ordered


def flowing(pages: Iterable[Sequence[PrintedLine]]) -> Flow:
    """The words of pages as paragraphs, which run on over columns and pages; hyphens at the ends of lines are gone."""
    read = [[line for line in in_reading_order(page) if not _is_number(line, page)] for page in pages]
    whole = frozenset(word.lower() for page in read for line in page for word in _HYPHENS.findall(_inner(line.text)))
    text, starts = "", []
    before: PrintedLine | None = None
    for page in read:
        for number, line in enumerate(page):
            text = _joined(text, line, before, page, whole)
            if not number:
                starts.append(len(text) - len(line.text))
            before = line
        if not page:
            starts.append(len(text))
    return Flow(text, tuple(starts))


def _columns(lines: Sequence[PrintedLine]) -> tuple[int, float | None]:
    """How many of the first lines stand in columns, and where the left one ends; None if they do not."""
    height = median(line.height for line in lines)
    best: tuple[int, float | None] = (0, None)
    spans: list[tuple[float, float]] = []
    for number, line in enumerate(lines, 1):
        spans = _merged([*spans, (line.left, line.right)], _GUTTER * height)
        if len(spans) == 1 and number > 1 and best[1] is not None:
            break
        if len(spans) > 1 and (strip := _strip(lines[:number], spans)) is not None:
            best = (number, strip)
    return best


def _strip(lines: Sequence[PrintedLine], spans: Sequence[tuple[float, float]]) -> float | None:
    """The end of the first column that may be one: both sides have lines, of some length, beside each other."""
    for _, end in spans[:-1]:
        sides = [[line for line in lines if (line.right <= end) is left] for left in (True, False)]
        if all(len(side) >= _FEWEST and median(len(one.text) for one in side) >= _SHORTEST for side in sides):
            left, right = sides
            if max(one.bottom for one in left) > min(one.bottom for one in right) and max(
                one.bottom for one in right
            ) > min(one.bottom for one in left):
                return end
    return None


def _merged(spans: list[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if merged and left - merged[-1][1] < gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _joined(
    text: str, line: PrintedLine, before: PrintedLine | None, page: Sequence[PrintedLine], whole: frozenset[str]
) -> str:
    """The text with one line more: as a new paragraph, behind a space, or as the rest of a word."""
    if before is None or not text:
        return text + line.text
    if _HYPHENATED.search(text) and (text.endswith("\u00ad") or _SMALL.match(line.text)):
        return _rest_of_word(text, line.text, whole)
    if _parts(before, line, page):
        return f"{text}\n\n{line.text}"
    return f"{text} {line.text}"


def _rest_of_word(text: str, rest: str, whole: frozenset[str]) -> str:
    """A word put together, with its hyphen only where the text has it so elsewhere ("well-known")."""
    start = re.split(r"[\s]", text)[-1]
    end = re.match(r"[^\W\d_]*", rest)
    kept = f"{start}{end.group() if end else ''}".lower() in whole
    return f"{text if kept else text[:-1]}{rest}"


def _parts(before: PrintedLine, line: PrintedLine, page: Sequence[PrintedLine]) -> bool:
    """Whether a line begins a paragraph, by how it is set and what stands before."""
    sizes = sorted((before.height, line.height))
    if sizes[1] > _LARGER * sizes[0] and not _SMALL.match(line.text):
        return True
    elsewhere = line.bottom >= before.bottom or before not in page  # the next column, or the next page
    ended = _ENDS.search(before.text) is not None
    if elsewhere:
        return ended
    column = [one for one in page if one.left < line.right and line.left < one.right]
    if before.bottom - line.bottom > _LEADING * max(line.height, before.height):
        return True
    indented = line.left > min(one.left for one in column) + _INDENT * line.height
    short = before.right < max(one.right for one in column) - _SHORT * line.height
    return ended and (indented or short)


def _is_number(line: PrintedLine, page: Sequence[PrintedLine]) -> bool:
    """Whether a line is a page's number at its head or foot."""
    edge = line.top == max(one.top for one in page) or line.bottom == min(one.bottom for one in page)
    return edge and len(page) > 1 and _NUMBER.fullmatch(line.text) is not None


def _inner(text: str) -> str:
    """A line without the word that its end may have broken."""
    return text.rpartition(" ")[0] if _HYPHENATED.search(text) else text


def lines_of(pieces: Iterable[PrintedLine]) -> Iterator[PrintedLine]:
    """Pieces with their white space put right; those without words are left out."""
    for one in pieces:
        text = " ".join(one.text.split())
        if text:
            yield PrintedLine(one.left, one.bottom, one.right, one.top, text)
