"""What is made for one reader and serves the next: answers of the published state, and pages that a browser has."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

from cachetools import LRUCache
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ANSWERS = 1_000  # a page of one takes some ten kilobytes
_OK, _NOT_MODIFIED = 200, 304


class Kept:
    """Keeps what was made from a state until another one is published; made once for all who ask at the same time.

    Used from the event loop only. ``sequence`` tells which state is published.
    """

    def __init__(self, sequence: Callable[[], int]) -> None:
        self._sequence = sequence
        self._made: LRUCache[Hashable, asyncio.Future[Any]] = LRUCache(_ANSWERS)

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Any]]) -> Any:
        """What is kept under a key, or what is made now. What fails is not kept."""
        numbered = (self._sequence(), key)
        made = self._made.get(numbered)
        if made is None:
            made = self._made[numbered] = asyncio.ensure_future(make())
        try:
            return await asyncio.shield(made)
        except BaseException:
            if made.done():
                self._made.pop(numbered, None)
            raise


class Revalidated:
    """Answers 304 to a browser that has the page of the published state, before anything is read.

    A page depends on the state, its address and this process alone.
    """

    def __init__(self, app: ASGIApp, sequence: Callable[[], int], process: str) -> None:
        self._app = app
        self._sequence = sequence
        self._process = process

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless nothing has changed since the last time."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        tag = f'W/"{self._process}-{self._sequence()}"'
        if tag in Headers(scope=scope).get("If-None-Match", ""):
            await send({"type": "http.response.start", "status": _NOT_MODIFIED, "headers": [(b"etag", tag.encode())]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == _OK:
                message = {**message, "headers": list(message["headers"])}  # a response that is kept stays as it is
                MutableHeaders(scope=message)["ETag"] = tag
            await send(message)

        await self._app(scope, receive, sending)
