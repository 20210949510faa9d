"""What the data of a pressed button asks for. Anybody may send any data; what cannot be read is refused."""

from dataclasses import dataclass
from enum import StrEnum

from bot.telegram.views import Panel
from index.errors import OnRecordError

_NUMBERS = 3  # digits; an answer has no more screens than that


class PressError(OnRecordError):
    """A press that leads nowhere. The message is for the user."""


class Deed(StrEnum):
    """What a press asks for besides opening a panel."""

    MORE = "m"
    NEWEST = "n"
    OLDEST = "e"
    DIRECT = "d"
    SPEAKER = "s"
    CANDIDATE = "p"
    TOPIC = "k"
    PRINTINGS = "g"
    RIGHT = "y"
    FAULT = "f"


@dataclass(frozen=True, slots=True)
class Press:
    """A key of the shelf and what is asked of its answer.

    ``at`` is the screen that was shown, ``choice`` the place in a list of speakers or topics, or a fault's letter.
    """

    key: str
    what: Panel | Deed
    at: int = 0
    choice: str = ""


_CODES: dict[str, Panel | Deed] = {one.value: one for one in (*Panel, *Deed)}


def press_of(data: str) -> Press | None:
    """The press that data stands for; None for data that no button of ours has."""
    key, *rest = data.split(":")
    if not key or not rest:
        return None
    code, *more = rest
    what = _CODES.get(code)
    if what is None:
        return None
    if what in {Deed.SPEAKER, Deed.FAULT} and len(more) == 2:
        choice, more = more[0], more[1:]
    elif what in {Deed.CANDIDATE, Deed.TOPIC} and len(more) == 1:
        return Press(key, what, 0, more[0]) if _is_number(more[0]) else None
    else:
        choice = ""
    if not more:
        return Press(key, what, 0, choice)
    return Press(key, what, int(more[0]), choice) if len(more) == 1 and _is_number(more[0]) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _NUMBERS
