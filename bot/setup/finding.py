"""What the doctor finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is with one thing."""

    SOUND = "ok"
    NOTE = "note"  # worth knowing, nothing to mend
    WARNING = "warning"  # it works, and not as well as it might
    FAULT = "fault"  # it does not work


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what to do about it."""

    thing: str
    state: State
    said: str
    remedy: str = ""


Check = Callable[[], Iterable[Finding]]


def sound(thing: str, said: str) -> Finding:
    """That a thing is as it should be."""
    return Finding(thing, State.SOUND, said)


def note(thing: str, said: str, remedy: str = "") -> Finding:
    """Something worth knowing."""
    return Finding(thing, State.NOTE, said, remedy)


def warning(thing: str, said: str, remedy: str) -> Finding:
    """Something that should be mended."""
    return Finding(thing, State.WARNING, said, remedy)


def fault(thing: str, said: str, remedy: str = "") -> Finding:
    """Something that must be mended; the remedy may stand in what is said."""
    return Finding(thing, State.FAULT, said, remedy)
