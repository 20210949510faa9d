"""What a request that failed says about what Telegram did with it, and when to try again."""

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

REST_SECONDS = 5  # for which Telegram is left alone after failures in a row


class InDoubtError(NetworkError):
    """A message may have been posted or not, and has been tried often enough."""


def is_in_doubt(error: BaseException) -> bool:
    """Whether Telegram may have carried out a request that failed: it was sent, and no answer came."""
    unsent = httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout
    unclear = isinstance(error.__cause__, (httpx.HTTPError, TimeoutError)) and not isinstance(error.__cause__, unsent)
    return unclear or is_garbled(error)


def is_garbled(error: BaseException) -> bool:
    """Whether what came as the answer was cut off, or is no JSON."""
    return isinstance(error, TelegramError) and isinstance(error.__cause__, ValueError)


def wait_of(error: Exception) -> float | None:
    """Seconds after which what failed may be tried again, or None if waiting is no use."""
    if isinstance(error, RetryAfter):
        return seconds_after(error)
    if is_garbled(error) or (isinstance(error, NetworkError) and not isinstance(error, (BadRequest, InDoubtError))):
        return float(REST_SECONDS)
    return None


def is_failure(kind: type[BaseException], error: BaseException) -> bool:
    """Whether a request did not get through; a BadRequest is a kind of NetworkError to the library, but an answer."""
    return is_garbled(error) or (issubclass(kind, (NetworkError, TimeoutError)) and not isinstance(error, BadRequest))


def seconds_after(error: RetryAfter) -> float:
    """Seconds for which Telegram asks to wait."""
    after = error.retry_after
    return after.total_seconds() if hasattr(after, "total_seconds") else float(after)
