"""Who may ask how much: a token bucket and one question at a time for each user."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cachetools import LRUCache

from bot.telegram.handling import HANDLING
from bot.words.talk import ONE_AT_A_TIME, too_many, too_many_messages
from index.errors import OnRecordError

_USERS_KEPT = 10_000


class TooManyError(OnRecordError):
    """A user asks more than the limits allow. The message is for the user."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled: float
    busy: bool = False
    told: bool = False


class UserLimits:
    """A bucket of ``per_minute`` questions for each user, refilled evenly (the token bucket algorithm)."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity = 0.0
        self.allow(per_minute)
        self._clock = clock
        self._buckets: LRUCache[int, _Bucket] = LRUCache(_USERS_KEPT)

    def allow(self, per_minute: int) -> None:
        """Let so many through in a minute from now on."""
        self._capacity = float(per_minute)

    @contextmanager
    def question(self, user: int) -> Iterator[None]:
        """Hold a user's place while a question is answered. Raises TooManyError with what to do.

        A question that is tried again has been counted before.
        """
        bucket, handling = self._filled(user), HANDLING.get()
        if bucket.busy:
            raise TooManyError(ONE_AT_A_TIME)
        if handling is None or not handling.counted:
            if bucket.tokens < 1:
                raise TooManyError(too_many(int(self._capacity), self._seconds(bucket)))
            bucket.tokens -= 1
        if handling:
            handling.counted = True
        bucket.busy = True
        try:
            yield
        finally:
            bucket.busy = False

    def admits(self, user: int) -> bool:
        """Whether one more message of a user is to be read. Raises TooManyError at the first that is not."""
        bucket = self._filled(user)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            bucket.told = False
            return True
        if not bucket.told:
            bucket.told = True
            raise TooManyError(too_many_messages(self._seconds(bucket)))
        return False

    def _seconds(self, bucket: _Bucket) -> int:
        """Seconds until a bucket has a token."""
        return int((1 - bucket.tokens) * 60 / self._capacity) + 1

    def _filled(self, user: int) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.setdefault(user, _Bucket(self._capacity, now))
        bucket.tokens = min(self._capacity, bucket.tokens + (now - bucket.filled) * self._capacity / 60)
        bucket.filled = now
        return bucket
