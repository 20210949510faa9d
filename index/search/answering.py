"""What a server says when it is asked how it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answering:
    """A server that answers: its name without secrets, its version, the seconds that one question took."""

    name: str
    version: str
    seconds: float
