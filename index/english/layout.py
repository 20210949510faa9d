"""Lines and paragraphs: text as it comes, hard-wrapped or not, with paragraphs set apart by one line break or more."""

import re
from dataclasses import dataclass

from index.english.run_on import with_breaks

_BREAK = re.compile(r"(?<=\S)[^\S\n]?\n(?=\S)")
_DOUBLE_BREAK = re.compile(r"(?<=\S)[^\S\n]*\n[^\S\n]*\n(?=\S)")  # an indented line opens a paragraph
_LINE_ENDS_SENTENCE = re.compile(r"[.?!:…][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(r"[-–—•*>]|\d{1,2}[.)]\s")
_NARROWEST = 40  # characters; no text is wrapped at less
_WIDEST = 120
_FEWEST_RUN_ON = 4
_MID_SENTENCE = 0.5  # share of lines that break off inside a sentence from which on a text is hard-wrapped


@dataclass(frozen=True, slots=True)
class _Lines:
    """The line before a break and the one behind it."""

    before: str
    after: str

    @property
    def mid_sentence(self) -> bool:
        return not _LINE_ENDS_SENTENCE.search(self.before)

    @property
    def goes_on(self) -> bool:
        return self.mid_sentence and self.after[0].islower()


def unwrapped(text: str) -> str:
    """The text with a space in place of each line break that only wraps a line, so that all offsets stay.

    Such a break stands in the middle of a sentence before a small letter or, in a text that is wrapped at a
    width, where the next word would not have fitted in. All others end a paragraph.
    """
    kind = _DOUBLE_BREAK if _is_double_spaced(text) else _BREAK
    breaks = [(match, _lines_at(text, match)) for match in kind.finditer(text)]
    width = _width(text, [lines for _, lines in breaks])
    characters = list(text)
    for match, lines in breaks:
        if _wraps(lines, width):
            characters[match.start() : match.end()] = " " * len(match.group())
    return with_breaks("".join(characters))


def _is_double_spaced(text: str) -> bool:
    """Whether an empty line follows each line, as in the filings of courts: no paragraph ends in half a sentence."""
    breaks = [_lines_at(text, match) for match in _DOUBLE_BREAK.finditer(text)]
    run_on = sum(lines.goes_on and len(lines.before) >= _NARROWEST for lines in breaks)
    return run_on >= _FEWEST_RUN_ON and run_on >= _MID_SENTENCE * len(breaks)


def _lines_at(text: str, match: re.Match[str]) -> _Lines:
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return _Lines(text[start : match.start()], text[match.end() : end if end >= 0 else len(text)])


def _width(text: str, breaks: list[_Lines]) -> int:
    """The width at which a text is wrapped; 0 if it is not."""
    width = max(map(len, text.splitlines()), default=0)
    mid_sentence = sum(lines.mid_sentence for lines in breaks)
    wrapped = bool(breaks) and mid_sentence >= _MID_SENTENCE * len(breaks)
    return width if wrapped and _NARROWEST <= width <= _WIDEST else 0


def _wraps(lines: _Lines, width: int) -> bool:
    if _LIST_ITEM.match(lines.after):
        return False
    return lines.goes_on or len(lines.before) + 1 + len(lines.after.split(maxsplit=1)[0]) > width > 0
