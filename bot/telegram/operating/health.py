"""The port for operators: is the bot alive, is it ready, and its figures for Prometheus. It holds nothing of users."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.listening import listen_on, not_logged

OK = "ok"


@dataclass(frozen=True, slots=True)
class Checks:
    """What is looked at, by name; each gives ``ok`` or what is the matter.

    A bot of which something in ``alive`` is wrong is to be started again. While something in ``ready`` is
    wrong it cannot answer, and a restart would not help.
    """

    alive: Mapping[str, Callable[[], str]]
    ready: Mapping[str, Callable[[], str]]
    refresh: Callable[[], Awaitable[None]]  # gauges that are read off just before they are shown


def serve(checks: Checks, listen: str, port: int) -> HTTPServer:
    """Listen. Raises ConfigError if the port cannot be had."""
    application = Application(
        [
            ("/healthz", _State, {"looks": checks.alive}),
            ("/readyz", _State, {"looks": {**checks.alive, **checks.ready}}),
            ("/metrics", _Metrics, {"refresh": checks.refresh}),
        ],
        log_function=not_logged,
    )
    server = HTTPServer(application, max_body_size=0)
    listen_on(server, listen, port, "[operating] port")
    return server


class _State(RequestHandler):
    """What each check says, with status 200 when all is well and 503 otherwise."""

    SUPPORTED_METHODS: ClassVar[tuple[str, ...]] = ("GET", "HEAD")  # type: ignore[misc] # tornado types it as all

    def initialize(self, looks: Mapping[str, Callable[[], str]]) -> None:
        self._looks = looks

    def get(self) -> None:
        said = {name: look() for name, look in self._looks.items()}
        if any(one != OK for one in said.values()):
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Cache-Control", "no-store")
        self.write(said)

    head = get


class _Metrics(RequestHandler):
    """The figures in Prometheus' text format."""

    SUPPORTED_METHODS: ClassVar[tuple[str, ...]] = ("GET",)  # type: ignore[misc] # tornado types it as all

    def initialize(self, refresh: Callable[[], Awaitable[None]]) -> None:
        self._refresh = refresh

    async def get(self) -> None:
        await self._refresh()
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.write(generate_latest())
