"""Rows of speakers, in the order of how much they say, as the look-ups by name, spelling and role give them."""

from collections.abc import Sequence
from heapq import nsmallest

_MANY = 200  # of more speakers that words fit, those who say most are looked at

Candidate = tuple[str, float, int]  # how words fit a speaker, how well, and the speaker's row


def intersection(sets: Sequence[set[int]]) -> set[int]:
    """What all sets have; nothing if there is none."""
    return set.intersection(*sorted(sets, key=len)) if sets else set()


def first(rows: set[int]) -> list[int]:
    """The rows, or of very many ("the senator", "John") those of whoever says most."""
    return list(rows) if len(rows) <= _MANY else nsmallest(_MANY, rows)
