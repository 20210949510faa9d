"""The update that is being handled: how often it was tried, what was posted for it, and what went wrong."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from bot.telegram.journal import Journal
from bot.telegram.state import NOT_KEPT

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Handling:
    """One try at an update. The messages posted in it are numbered, in the order in which its handler posts them.

    ``chat`` and ``message`` are where it came from; 0 where it came from no message.
    """

    update: int
    attempt: int
    journal: Journal
    chat: int = 0
    message: int = 0
    steps: int = 0
    failure: Exception | None = None
    counted: bool = False  # against the limit of whoever asked
    taken: float = field(default_factory=time.monotonic)

    def next_step(self) -> "Step":
        """The step at which the next message is posted."""
        self.steps += 1
        return Step(self, self.steps)


@dataclass(frozen=True, slots=True)
class Step:
    """A message that an update's handler posts."""

    handling: Handling
    number: int

    @property
    def result(self) -> Any:
        """What Telegram answered when an earlier try posted it, or None."""
        return self.handling.journal.posted(self.handling.update, self.number)

    @property
    def begun(self) -> dict[str, Any] | None:
        """The parameters with which an earlier try began to post it, so that it may be there; None if none did."""
        return self.handling.journal.posting(self.handling.update, self.number)

    @property
    def above(self) -> int:
        """The id above which its own lies, as far as that is known."""
        return self.handling.journal.above(self.handling.update, self.number)

    def begin(self, request: Mapping[str, Any], above: int) -> None:
        """Note that it is about to be posted. Raises TakenOverError if another bot is to do that by now."""
        with unless_full():
            self.handling.journal.check_own(self.handling.update)
            self.handling.journal.note_posting(self.handling.update, self.number, request, above)

    def undo(self) -> None:
        """Note that it has certainly not been posted."""
        with unless_full():
            self.handling.journal.forget_posting(self.handling.update, self.number)

    def done(self, result: Any) -> None:
        """Note that it is posted, or is not to be posted again."""
        with unless_full():
            self.handling.journal.note_posted(self.handling.update, self.number, result)


@contextmanager
def unless_full() -> Iterator[None]:
    """Go on where a note cannot be written, as on a full disk: the answer matters more than the note of it."""
    try:
        yield
    except NOT_KEPT as error:
        log.error("the journal cannot be written (%s): make room, or see to the rights of the data folder", error)


HANDLING: ContextVar[Handling | None] = ContextVar("handling", default=None)
