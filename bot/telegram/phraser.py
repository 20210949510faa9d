"""A language model behind an OpenAI-compatible endpoint (Ollama, llama.cpp, vLLM, …) that phrases answers.

It gets one try and one budget of time for each answer. Whatever goes wrong ends in PhrasingError, and
the answer is then shown as it would be without a model. After some failures in a row the endpoint is
left alone for a while, and an answer never waits for its turn: if the model is busy, it is not asked.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from circuitbreaker import CircuitBreaker

from bot.config_sections import LlmSettings
from index.errors import ConfigError, OnRecordError
from retrieval.models import Answer
from retrieval.phrasing.prompt import (
    EXAMPLE,
    INSTRUCTIONS,
    MAX_CHARACTERS,
    Checked,
    Statements,
    check,
    data_of,
    phrasable,
    split,
)

log = logging.getLogger(__name__)

_FAILURES = 3  # in a row, then the endpoint has a rest
_REST_SECONDS = 60


class PhrasingError(OnRecordError):
    """An answer cannot be phrased; the message, for the log, says why and holds none of its words."""


class Phraser:
    """Phrases answers, a checked sentence at a time. Raises ConfigError if the client is not installed."""

    def __init__(self, settings: LlmSettings) -> None:
        try:
            from openai import AsyncOpenAI  # noqa: PLC0415 - an optional dependency
        except ImportError as error:
            raise ConfigError("[llm] needs the OpenAI client: pip install openai") from error
        self._settings = settings
        self._free = settings.at_once
        self._breaker = CircuitBreaker(_FAILURES, _REST_SECONDS, _is_failure)
        self._client = AsyncOpenAI(
            base_url=str(settings.base_url),
            api_key=settings.api_key.get_secret_value() if settings.api_key else "none",
            timeout=settings.timeout_seconds,
            max_retries=0,
        )

    @property
    def rest(self) -> float:
        """Seconds for which the endpoint is left alone, after failures in a row; 0 when it answers."""
        return max(0.0, float(self._breaker.open_remaining)) if self._breaker.opened else 0.0

    async def sentences(self, answer: Answer) -> AsyncGenerator[str, None]:
        """The sentences of a phrased answer, each checked before it comes.

        Raises PhrasingError at the first that fails its check: a model that was caught once is not
        believed for the rest. An answer that holds nothing to phrase gives none.
        """
        statements = phrasable(answer)
        if not statements:
            return
        if self.rest:
            raise PhrasingError("the endpoint failed before and has a rest")
        if self._free < 1:
            raise PhrasingError("the model is busy")
        self._free -= 1
        try:
            async with aclosing(self._checked(answer, statements)) as checked:
                async for sentence in checked:
                    yield sentence
        finally:
            self._free += 1

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _checked(self, answer: Answer, statements: Statements) -> AsyncGenerator[str, None]:
        text, length, last = "", 0, None
        # closed at once when a check fails, so that the model does not go on for nobody
        async with aclosing(self._pieces(data_of(answer.question.text, statements))) as pieces:
            async for piece in pieces:
                text, length = text + piece, length + len(piece)
                if length > MAX_CHARACTERS:
                    raise PhrasingError("the answer of the model is too long")
                finished, text = split(text)
                for sentence in finished:
                    last = _passed(check(sentence, statements, last))
                    yield last.text
        if text.strip():
            last = _passed(check(text.strip(), statements, last))
            yield last.text
        if last is None:
            raise PhrasingError("the model said nothing")

    async def _pieces(self, data: str) -> AsyncGenerator[str, None]:
        """The answer of the model as it comes. The budget is for all of it, not for each piece."""
        try:
            with self._breaker:
                async with aclosing(self._streamed(data)) as pieces:
                    async for piece in pieces:
                        yield piece
        except PhrasingError:
            raise
        except TimeoutError:
            raise self._failed(f"the model took more than {self._settings.timeout_seconds:g} s") from None
        except Exception as error:  # whatever an endpoint sends must not cost the answer
            raise self._failed(f"the endpoint failed ({type(error).__name__})") from error

    async def _streamed(self, data: str) -> AsyncGenerator[str, None]:
        deadline = time.monotonic() + self._settings.timeout_seconds
        stream = await asyncio.wait_for(self._open(data), deadline - time.monotonic())
        try:
            pieces = aiter(stream)
            ended = False
            while (chunk := await asyncio.wait_for(anext(pieces, None), deadline - time.monotonic())) is not None:
                choice = chunk.choices[0] if chunk.choices else None
                ended = ended or bool(choice and choice.finish_reason == "stop")
                yield (choice.delta.content if choice and choice.delta else None) or ""
            if not ended:
                raise PhrasingError("the answer of the model is cut off")
        finally:
            await stream.close()

    async def _open(self, data: str) -> Any:
        return await self._client.chat.completions.create(
            model=self._settings.model,
            messages=[
                {"role": "system", "content": INSTRUCTIONS},
                {"role": "user", "content": EXAMPLE[0]},
                {"role": "assistant", "content": EXAMPLE[1]},
                {"role": "user", "content": data},
            ],
            max_tokens=self._settings.max_tokens,
            temperature=0,
            stream=True,
        )

    def _failed(self, reason: str) -> PhrasingError:
        if self._breaker.opened:
            log.warning("%s; the model is left alone for %d s", reason, _REST_SECONDS)
        return PhrasingError(reason)


def _is_failure(kind: type[BaseException], _: BaseException) -> bool:
    """Whether the endpoint failed, and not what it said, or whoever asked."""
    return issubclass(kind, Exception) and not issubclass(kind, PhrasingError)


def _passed(checked: Checked) -> Checked:
    if checked.flaw:
        raise PhrasingError(f"a sentence of the model failed its check: {checked.flaw}")
    return checked
