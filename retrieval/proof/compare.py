"""Words compared with words: the same run, nearly the same, or two runs joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from retrieval.proof.models import Change, Piece
from retrieval.ranking.stemming import stems

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_LEFT_OUT = re.compile(r"\[[^\]]*\]|…|\.{3}")  # what a writer may leave out or put in between brackets
_LEAST_JOINED = 2  # words of each of two runs that were joined


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words that compare: lower case, one kind of apostrophe; ``spans`` are where they stand."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> "Words":
        """The words of a text."""
        found = list(_WORD.finditer(text))
        return cls(text, tuple(_plain(one.group()) for one in found), tuple(one.span() for one in found))

    def holds(self, words: Sequence[str]) -> bool:
        """Whether words stand in it, one behind the other."""
        return _spaced(words) in _spaced(self.words)


def segments(text: str) -> list[tuple[str, ...]]:
    """The runs of a quotation between what its writer marked as left out or put in."""
    return [words for part in _LEFT_OUT.split(text) if (words := Words.of(part).words)]


def hold_in_order(record: Words, runs: Sequence[Sequence[str]]) -> bool:
    """Whether all runs stand in what is on record, in their order."""
    rest = _spaced(record.words)
    for run in runs:
        at = rest.find(_spaced(run))
        if at < 0:
            return False
        rest = rest[at + len(_spaced(run)) - 1 :]
    return bool(runs)


def likeness(draft: Words, record: Words) -> float:
    """The share of a quotation's words that stand in what is on record in the same order; 0 if its content does not."""
    if not draft.words:
        return 0.0
    blocks = SequenceMatcher(None, draft.words, record.words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(draft.words)


def content_shared(draft: str, record: str) -> float:
    """The share of a quotation's stems that what is on record has, in whatever order and form."""
    wanted = stems(draft)
    return len(wanted & stems(record)) / len(wanted) if wanted else 0.0


def joined(draft: Words, records: Sequence[Words]) -> tuple[int, int, int] | None:
    """Where a quotation is two runs of different records: the cut, and the records of its first and second part."""
    for cut in range(len(draft.words) - _LEAST_JOINED, _LEAST_JOINED - 1, -1):
        first = next((i for i, one in enumerate(records) if one.holds(draft.words[:cut])), None)
        if first is None:
            continue
        second = next((i for i, one in enumerate(records) if one.holds(draft.words[cut:])), None)
        if second is not None:
            return cut, first, second
    return None


def differences(draft: Words, record: Words) -> tuple[Piece, ...]:
    """The quotation's words and those on record, run by run. What is on record beyond both ends is left out."""
    matcher = SequenceMatcher(None, draft.words, record.words, autojunk=False)
    codes = matcher.get_opcodes()
    while codes and codes[0][0] == "insert":
        codes.pop(0)
    while codes and codes[-1][0] == "insert":
        codes.pop()
    return tuple(_pieces(draft, record, codes))


def _pieces(draft: Words, record: Words, codes: Sequence[tuple[str, int, int, int, int]]) -> Iterator[Piece]:
    for code, start, end, record_start, record_end in codes:
        if code == "equal":
            yield Piece(_run(draft, start, end), Change.SAME)
            continue
        if end > start:
            yield Piece(_run(draft, start, end), Change.ONLY_DRAFT)
        if record_end > record_start:
            yield Piece(_run(record, record_start, record_end), Change.ONLY_RECORD)


def _run(words: Words, start: int, end: int) -> str:
    return words.text[words.spans[start][0] : words.spans[end - 1][1]]


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _spaced(words: Sequence[str]) -> str:
    """Words between spaces, so that no word is found inside another."""
    return f" {' '.join(words)} "
