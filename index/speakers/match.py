"""What the finding of names gives: a speaker whom words may mean."""

from dataclasses import dataclass

from index.models import Speaker


@dataclass(frozen=True, slots=True)
class Match:
    """A speaker whom words may mean.

    ``score`` is between 0 and 1, ``how`` says what fitted: ``alias`` (a name in full, 1), ``name`` (part
    of one), ``role`` or ``spelling``. ``share`` is this speaker's part of all statements by those who fit
    about as well: near 1 the match is clear, else the words are ambiguous.
    """

    speaker: Speaker
    score: float
    how: str
    share: float = 1.0
