"""Work on the index, in threads, so that nothing slow runs on the event loop.

The threads are the default executor's, as many as ``[bot] at_once``; what is beyond waits. After failures in a
row the index is left alone for a while: a disk that is gone is not asked for by everybody.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from circuitbreaker import CircuitBreaker

from bot.telegram.operating import metrics
from bot.words.talk import index_rests
from index.errors import BusyError, DamagedError, NoIndexError, QuestionError, StoreError

UNREADABLE = (StoreError, sqlite3.Error, OSError)
_FAILURES, _REST_SECONDS = 5, 30
_OF_ITSELF_ONLY = (NoIndexError, DamagedError, BusyError)  # the index can be read, but for what was wanted
T = TypeVar("T")
P = ParamSpec("P")


class Reading:
    """One for the whole bot."""

    def __init__(self) -> None:
        self._breaker = CircuitBreaker(_FAILURES, _REST_SECONDS, _is_failure)

    @property
    def rest(self) -> float:
        """Seconds for which the index is left alone; 0 when it can be read."""
        return max(0.0, float(self._breaker.open_remaining)) if self._breaker.opened else 0.0

    async def __call__(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``work`` gives. Raises QuestionError, for the user, while the index is left alone."""
        if rest := self.rest:
            raise QuestionError(index_rests(int(rest)))
        with self._breaker:
            started = time.monotonic()
            result = await asyncio.to_thread(work, *args, **kwargs)
        metrics.INDEX_SECONDS.observe(time.monotonic() - started)
        return result


def _is_failure(kind: type[BaseException], _: BaseException) -> bool:
    return issubclass(kind, UNREADABLE) and not issubclass(kind, _OF_ITSELF_ONLY)
