"""What stands before the bots: a proxy that goes round, and Telegram, which delivers until it is told 200."""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpx
from aiohttp import ClientError, ClientSession, ClientTimeout, web

PATH = "/telegram"
_PASSED_ON = ("X-Telegram-Bot-Api-Secret-Token", "Content-Type")
_ELSEWHERE = frozenset({502, 503, 504})  # what nginx tries at the next one for, as `proxy_next_upstream` lists it
_SECONDS = 30.0
_AT_ONCE = 40  # connections, as many as Telegram opens unless told otherwise
_PAUSE_SECONDS = 0.2
_MOST_WAITING = 100


class Proxy:
    """Each request goes to the next bot; where that does not answer, or says that it cannot, to the one after it."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = list(ports)
        self._turns = itertools.count()
        self.answered: Counter[int] = Counter()  # by port
        self.elsewhere = 0  # requests that were tried at another bot
        self.url = ""

    async def __aenter__(self) -> "Proxy":
        app = web.Application()
        app.router.add_post(PATH, self._pass_on)
        self._session = ClientSession(timeout=ClientTimeout(total=_SECONDS))
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}{PATH}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()
        await self._runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, first = await request.read(), next(self._turns)
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        for at in range(len(self._ports)):
            port = self._ports[(first + at) % len(self._ports)]
            self.elsewhere += at > 0
            try:
                async with self._session.post(f"http://127.0.0.1:{port}{PATH}", data=body, headers=headers) as got:
                    if got.status not in _ELSEWHERE:
                        self.answered[port] += 1
                        return web.Response(status=got.status)
            except (ClientError, TimeoutError):
                continue
        return web.Response(status=502)


async def deliver(
    updates: Iterable[dict[str, Any]],
    url: str,
    secret: str,
    chance: random.Random,
    *,
    unanswered: Callable[[int], int] = lambda delivered: 0,
) -> Counter[str]:
    """Deliver updates as Telegram does: again until it is told 200, and every tenth once more though it was.

    ``unanswered`` tells how many of those that were begun wait for their answer: people are patient, so that a slow
    machine is not flooded. Gives how many were delivered, repeated for want of an answer, and repeated for no reason.
    """
    counted, turns = Counter[str](), asyncio.Semaphore(_AT_ONCE)
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with httpx.AsyncClient(timeout=2 * _SECONDS, limits=httpx.Limits(max_connections=_AT_ONCE)) as client:

        async def once(update: dict[str, Any]) -> None:
            async with turns:
                while (await client.post(url, json=update, headers=headers)).status_code != 200:
                    counted["unanswered"] += 1
                    await asyncio.sleep(_PAUSE_SECONDS)

        async def delivered(update: dict[str, Any]) -> None:
            await once(update)
            counted["delivered"] += 1
            if chance.random() < 0.1:
                await once(update)
                counted["again"] += 1

        async with asyncio.TaskGroup() as delivering:
            for update in updates:
                while unanswered(counted["begun"]) >= _MOST_WAITING:
                    await asyncio.sleep(_PAUSE_SECONDS)
                counted["begun"] += 1
                delivering.create_task(delivered(update))
    return counted
