"""Where a quotation was printed, and how its wording and its speaker differ there."""

from collections.abc import Sequence

from bot.words.language import translated
from bot.words.proof import compared
from bot.words.runs import Run, Runs, filled
from bot.words.statements import DATE_UNKNOWN, PUBLISHER_UNKNOWN, readable, shortened
from retrieval.printings import Printing

PRINTINGS = "All printings"
_PRINTED = "“{words}” was printed in {count} places, the earliest first:"
_PRINTED_ONCE = "“{words}” was printed in one place:"
_MARKS = "\"'“”„«»‘’,. "
_PLACE = {
    (False, False): "{day} · {publisher}",
    (False, True): "{day} · {publisher}, in other words: {words}",
    (True, False): "{day} · {publisher}, by {speaker}",
    (True, True): "{day} · {publisher}, by {speaker}, in other words: {words}",
}


def printings_rows(words: str, printings: Sequence[Printing]) -> tuple[Runs, ...]:
    """How often a quotation was printed, and each place; what only the quotation has is struck out."""
    heading = filled(
        _PRINTED_ONCE if len(printings) == 1 else _PRINTED,
        words=shortened(words.strip(_MARKS)),
        count=str(len(printings)),
    )
    return (heading, *map(_row, printings))


def _row(one: Printing) -> Runs:
    return filled(
        _PLACE[one.speaker is not None, bool(one.pieces)],
        day=readable(one.day) if one.day else translated(DATE_UNKNOWN),
        publisher=Run(one.publisher or translated(PUBLISHER_UNKNOWN), url=one.url),
        speaker=Run(one.speaker.name, strong=True) if one.speaker else "",
        words=compared(one.pieces),
    )
