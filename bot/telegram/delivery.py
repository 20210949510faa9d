"""How requests go to Telegram: each chat on its own, nothing lost and nothing posted twice.

They keep to Telegram's limits (``pace``). One that would have to wait for long fails, and its update waits in
the journal until the chat is open again.

A request that Telegram did not get, or answered with a 5xx, is repeated. So is one whose outcome is
unknown, because the connection, or this process, ended before the answer came. Such a message may have
arrived; where it is found, its repetition is deleted (``doubles``).
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any

from circuitbreaker import CircuitBreaker
from telegram import InputFile, TelegramObject
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from bot.telegram.doubles import Call, place_of, without_double
from bot.telegram.handling import HANDLING, unless_full
from bot.telegram.journal import Journal
from bot.telegram.operating import metrics
from bot.telegram.outcomes import REST_SECONDS, InDoubtError, is_failure, is_in_doubt, seconds_after
from bot.telegram.pace import LONGEST_WAIT, Pace
from bot.telegram.repairs import Data, is_settled, repaired

log = logging.getLogger(__name__)

_ATTEMPTS = 4
_MOST_DOUBTS = 4
_PAUSE = wait_exponential_jitter(multiplier=0.5, max=5.0)
_FAILURES = 8  # so many in a row, over all chats, and Telegram has a rest
_MESSAGE = "sendMessage"
_POSTS = frozenset({_MESSAGE, "sendPhoto", "sendDocument"})
_PACED = _POSTS | {"sendMessageDraft"}
# what is only nice to see: never repeated, and given little time
_COSMETIC = frozenset({"sendChatAction", "sendMessageDraft"})
_COSMETIC_SECONDS = 2.0

_NOT_AGAIN = False  # noted instead of a result


@dataclass(slots=True)
class _Doubts:
    """How often a message was sent without an answer, and the id above which its own lies."""

    number: int = 0
    above: int = 0


class Delivery(BaseRateLimiter[None]):
    """Waits where Telegram would refuse, mends what it refuses, repeats what may be repeated, notes what is posted."""

    def __init__(self, journal: Journal, pace: Pace) -> None:
        self._journal = journal
        self.pace = pace
        self._breaker = CircuitBreaker(_FAILURES, REST_SECONDS, is_failure)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to clean up."""

    def stop(self) -> None:
        """End all waits: what they wait for fails, and is carried out after the next start."""
        self.pace.stop()

    @property
    def rest(self) -> float:
        """Seconds for which Telegram is left alone, after failures in a row; 0 when it answers."""
        return max(0.0, float(self._breaker.open_remaining)) if self._breaker.opened else 0.0

    async def process_request(  # noqa: PLR0917 - the base class's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ARG002 - endpoint and data
        kwargs: dict[str, Any],
        endpoint: str,
        data: Data,
        rate_limit_args: None,  # noqa: ARG002 - the base class's signature
    ) -> Any:
        """Send one request. Raises TelegramError if it is refused, has to wait for long, or its outcome is unknown.

        A message that an earlier try at the same update has posted is not posted again: what Telegram
        answered then is returned.
        """

        call = partial(_call, callback, kwargs)
        handling = HANDLING.get()
        if endpoint not in _POSTS:
            return await self._mended(call, endpoint, data, _Doubts())
        step = handling.next_step() if handling else None
        if step and (result := step.result) is not None:
            if result == _NOT_AGAIN:
                raise InDoubtError("a message that may have been posted is not posted again")
            return result
        doubts = _Doubts(above=self._highest(data))
        if step and (begun := step.begun):
            files = _files(data)
            # to the letter, so that it is found if it is there; only texts are compared
            data, doubts = begun | files, _Doubts(0 if files else 1, step.above)
        elif step:
            step.begin(_noted(data), doubts.above)
        try:
            result = await self._mended(call, endpoint, data, doubts)
        except InDoubtError:
            metrics.UNKNOWN.inc()
            if step:
                step.done(_NOT_AGAIN)
            raise
        except TelegramError:
            if step and not doubts.number:
                step.undo()
            raise
        if step:
            step.done(result)
        # after that: one that is known to be another's is not looked for when its update is handled again
        with unless_full():
            self._journal.note_message(place_of(result["chat"]["id"]), int(result["message_id"]))
        return result

    async def _mended(self, call: Call, endpoint: str, data: Data, doubts: "_Doubts") -> Any:
        """Send, and send again without what Telegram refuses, to where a chat has moved."""
        data, tried = self._addressed(data), set[str]()
        while True:
            try:
                result = await self._repeated(call, endpoint, data, doubts)
            except ChatMigrated as moved:
                if data.get("chat_id") == moved.new_chat_id:
                    raise
                self._journal.note_moved(int(data["chat_id"]), moved.new_chat_id)
                data = self._addressed(data)
                doubts.above = self._highest(data)
            except BadRequest as refused:
                if is_settled(endpoint, refused):
                    return True
                repair = repaired(data, refused, tried)
                if repair is None:
                    raise
                log.warning("%s was refused (%s); it is sent %s", endpoint, refused, repair.how)
                data = repair.data
                tried.add(repair.how)
            else:
                return await self._single(call, endpoint, data, result, doubts) if endpoint in _POSTS else result

    async def _single(self, call: Call, endpoint: str, data: Data, result: Any, doubts: "_Doubts") -> Any:
        """What stays of a message that may have been posted before."""
        place = place_of(data["chat_id"])
        if doubts.number and endpoint == _MESSAGE:
            known = self._journal.messages(place, doubts.above)
            result = await without_double(call, data, result, doubts.above, known)
        return result

    def _highest(self, data: Data) -> int:
        """The highest id that is known where a message is to be posted: of the bot's own, and of what it answers."""
        chat, handling = self._addressed(data).get("chat_id"), HANDLING.get()
        if not isinstance(chat, int):
            return 0
        answered = handling.message if handling and handling.chat and place_of(handling.chat) == place_of(chat) else 0
        return max(answered, self._journal.highest_message(place_of(chat)))

    def _addressed(self, data: Data) -> Data:
        chat = data.get("chat_id")
        return {**data, "chat_id": self._journal.address(chat)} if isinstance(chat, int) and chat < 0 else dict(data)

    async def _repeated(self, call: Call, endpoint: str, data: Data, doubts: "_Doubts") -> Any:
        def worth_repeating(error: BaseException) -> bool:
            if endpoint in _COSMETIC:
                return False
            doubts.number += is_in_doubt(error)
            if endpoint in _POSTS and doubts.number >= _MOST_DOUBTS:
                raise InDoubtError(str(error)) from error
            if self.pace.stopped:
                return False
            if isinstance(error, RetryAfter):
                return seconds_after(error) <= LONGEST_WAIT
            return is_failure(type(error), error)

        retrying = AsyncRetrying(
            retry=retry_if_exception(worth_repeating),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=_pause,
            sleep=self.pace.sleep,
            before_sleep=partial(_log_repetition, endpoint),
            reraise=True,
        )
        return await retrying(self._once, call, endpoint, data)

    async def _once(self, call: Call, endpoint: str, data: Data) -> Any:
        place = data.get("chat_id", endpoint)
        await self._turn(endpoint, place)
        try:
            with self._breaker, metrics.timed(endpoint):
                async with _limit(endpoint):
                    return await call(endpoint, data)
        except RetryAfter as error:
            if endpoint not in _COSMETIC:
                self.pace.close(place, seconds_after(error))
            raise
        except TimeoutError as error:
            raise NetworkError("it took too long") from error

    async def _turn(self, endpoint: str, place: int | str) -> None:
        """Wait until a request may be sent. Raises RetryAfter if that takes long, NetworkError if Telegram is down."""
        if rest := self.rest:
            raise NetworkError(f"Telegram did not answer; it is left alone for {rest:.0f} s")
        if endpoint not in _COSMETIC:
            await self.pace.until_open(place)
        if endpoint in _PACED:
            await self.pace.turn(place)


def _noted(data: Data) -> Data:
    """Parameters as they can be kept: Telegram takes its own types as JSON, too. Files are made again when needed."""
    files = _files(data)
    return {
        name: value.to_json() if isinstance(value, TelegramObject) else value
        for name, value in data.items()
        if value is not None and name not in files
    }


def _files(data: Data) -> Data:
    """The pictures and documents among the parameters."""
    return {name: value for name, value in data.items() if isinstance(value, InputFile)}


async def _call(
    callback: Callable[..., Coroutine[Any, Any, Any]], timeouts: dict[str, Any], endpoint: str, data: Data
) -> Any:
    return await callback(endpoint, data, **timeouts)


def _limit(endpoint: str) -> AbstractAsyncContextManager[Any]:
    return asyncio.timeout(_COSMETIC_SECONDS) if endpoint in _COSMETIC else nullcontext()


def _pause(state: RetryCallState) -> float:
    """How long to wait before the next attempt; after a 429 none, since the chat is closed for its time."""
    error = state.outcome.exception() if state.outcome else None
    return 0.0 if isinstance(error, RetryAfter) else _PAUSE(state)


def _log_repetition(endpoint: str, state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    log.info("%s is tried again after: %s", endpoint, error)
