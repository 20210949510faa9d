"""Text that came without its line breaks: where paragraphs end, read from labels, marks, signatures and headlines."""

import re
from collections.abc import Iterator

from index.english.quotation_marks import DOUBLE, turned

_LONGEST = 1_000  # characters; a paragraph is shorter
_HEADLINE = 160
_CAPITALS = 0.75  # share of the words of a headline that are written with a capital
_LEAST_WORDS = 4
_LONG_WORD = 4  # letters; shorter words may be small in a headline
_SENTENCE_END = r"[.?!…][\"”’')\]]*"
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_LABEL = re.compile(
    rf"(?:{_SENTENCE_END}|[\"”:]|—) (?=[“\"]?{_NAME}(?:, [A-Z][^:\n.]{{2,40}}| \([^)\n]{{1,40}}\))?: (?=\S))"
)
_SIGNED = re.compile(rf"[”\"] ?[―—–-]{{1,2}} ?{_NAME}(?:, [^\n.“\"]{{2,40}})?(?:\. | (?=[“\"]))")
_RULE = re.compile(r"(?:(?<=\s)|^)(?:_{3,}|-{3,}|\*(?: ?\*){2,})\.?(?: (?P<time>\d{1,2}(?::\d\d)? [ap]\.m\.))?(?=\s|$)")
_BESIDE = re.compile(r"(?:^|[“\"])(?P<words>[^“”\"]+[.?!…])[”\"] $")
_FIRST_SENTENCE = re.compile(rf"[^\n]{{10,{_HEADLINE}}}?{_SENTENCE_END} (?=\S)")
_ENDS = re.compile(rf"{_SENTENCE_END}\s$")


def with_breaks(text: str) -> str:
    """The text with a line break in place of the space at which a paragraph of a run-on line ends; offsets stay."""
    characters = list(text)
    for line in re.finditer(r"[^\n]+", text):
        words = line.group()
        for at in _ends(words) if len(words) > _LONGEST else _forgotten(words):
            characters[line.start() + at] = "\n"
    return "".join(characters)


def _ends(line: str) -> Iterator[int]:
    """The places of the spaces at which paragraphs end."""
    headline = _FIRST_SENTENCE.match(line)
    if headline and _is_headline(headline.group()):
        yield headline.end() - 1
    for found in (*_LABEL.finditer(line), *_SIGNED.finditer(line)):
        yield found.end() - 1
    for rule in _RULE.finditer(line):
        places = (rule.start() - 1, rule.start("time") - 1, rule.end())
        yield from (at for at in places if 0 <= at < len(line))
    yield from _reopened(line)


def _forgotten(paragraph: str) -> Iterator[int]:
    """Where a sentence opens a quotation while another is open, in a paragraph that leaves one open."""
    marks = [turned(paragraph, mark) for mark in DOUBLE.finditer(paragraph)]
    if None not in marks and marks.count(True) > marks.count(False):
        yield from _reopened(paragraph)


def _is_headline(words: str) -> bool:
    long = [word for word in words.split() if len(word) >= _LONG_WORD]
    return len(long) >= _LEAST_WORDS and sum(word[0].isupper() for word in long) >= _CAPITALS * len(long)


def _reopened(line: str) -> Iterator[int]:
    """Where a mark opens a quotation beside the mark that closes one, or at a sentence while one is open.

    In the second case it is a new paragraph of the same quotation, or a mark was forgotten.
    """
    depth = 0
    for mark in DOUBLE.finditer(line):
        opens = turned(line, mark)
        start = mark.start()
        if opens and (_is_beside(line, start) or (depth and _ENDS.search(line, max(0, start - 4), start))):
            yield start - 1
            depth = 0
        depth = max(0, depth + (1 if opens or (opens is None and not depth) else -1))


def _is_beside(line: str, start: int) -> bool:
    """Whether only a space parts a quotation from another before it: whole sentences, and no title of a work."""
    before = _BESIDE.search(line[max(0, start - _LONGEST) : start])
    return before is not None and any(word[0].islower() for word in before["words"].split() if len(word) >= _LONG_WORD)
