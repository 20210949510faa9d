"""Statements that belong together: what one speaker says in sentences that follow each other.

A report gives a quotation in pieces: its gist as a clause, then the words, then some more of them.
Each piece is a statement, but a reader wants them as one; an item of an answer is such a run.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from index.models import Act, Span, Statement, Unit
from index.search.found import Found
from index.search.snapshot import Snapshot
from retrieval.ranking.rank import Scored

REACH = 4  # statements looked at to each side
_CHARACTERS = 600  # about a passage; what goes on is another item


def run_of(lead: Scored, beside: Iterable[Found]) -> tuple[Statement, ...]:
    """The run around a candidate's statement, in the order of the text; one of unknown speaker stands alone."""
    unit = lead.found.unit
    if not isinstance(unit, Statement):
        return ()
    if lead.found.speaker is None:
        return (unit,)
    around = sorted((f for f in beside if isinstance(f.unit, Statement)), key=lambda f: (f.unit.span.start, f.unit.key))
    at = next((i for i, found in enumerate(around) if found.unit.key == unit.key), None)
    if at is None:
        return (unit,)
    first = last = at
    grown = True
    while grown:
        grown = False
        if last + 1 < len(around) and _goes_on(around[last], around[last + 1]) and _fits(around, first, last + 1):
            last, grown = last + 1, True
        if first > 0 and _goes_on(around[first - 1], around[first]) and _fits(around, first - 1, last):
            first, grown = first - 1, True
    return tuple(found.unit for found in around[first : last + 1] if isinstance(found.unit, Statement))


def read_beside(snapshot: Snapshot, leads: Sequence[Scored]) -> dict[int, list[Found]]:
    """For the key of each candidate the statements around it, read at once."""
    keys = snapshot.beside([lead.candidate.key for lead in leads], REACH)
    found = snapshot.read(Unit.STATEMENT, sorted({key for around in keys.values() for key in around}))
    return {lead: [found[key] for key in around if key in found] for lead, around in keys.items()}


def _goes_on(one: Found, two: Found) -> bool:
    """Whether two statements are by one speaker and in one sentence, or in sentences that follow each other."""
    if one.speaker is None or one.speaker != two.speaker or not (_plain(one) and _plain(two)):
        return False
    return _first(two.sentences, two.unit.span) - _last(one.sentences, one.unit.span) <= 1


def _plain(found: Found) -> bool:
    """Whether a statement asserts something; a question, a refusal or a denial never shares an introduction."""
    unit = found.unit
    return isinstance(unit, Statement) and not unit.negated and unit.act in {Act.STATES, Act.PREDICTS, Act.ORDERS}


def _fits(around: Sequence[Found], first: int, last: int) -> bool:
    parts = {part for f in around[first : last + 1] if isinstance(f.unit, Statement) for part in f.unit.parts}
    return sum(part.end - part.start for part in parts) <= _CHARACTERS


def _first(sentences: Sequence[Span], span: Span) -> int:
    return max(0, bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1)


def _last(sentences: Sequence[Span], span: Span) -> int:
    return max(0, bisect_left(sentences, span.end, key=lambda sentence: sentence.start) - 1)
