"""When the bot last asked Telegram for updates, and when it last got an answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Pulse:
    """Moments of a monotonic clock; both are None for a bot that does not poll."""

    clock: Callable[[], float] = time.monotonic
    asked_at: float | None = None
    answered_at: float | None = None

    def asked(self) -> None:
        """A request for updates is about to be sent."""
        self.asked_at = self.clock()

    def answered(self) -> None:
        """Telegram has answered one."""
        self.answered_at = self.clock()

    @property
    def since_asked(self) -> float:
        """Seconds since the last request; 0 for a bot that does not poll."""
        return self.clock() - self.asked_at if self.asked_at is not None else 0.0

    @property
    def since_answered(self) -> float:
        """Seconds since the last answer, or since the first request if none came; 0 for a bot that does not poll."""
        last = self.answered_at if self.answered_at is not None else self.asked_at
        return self.clock() - last if last is not None else 0.0
