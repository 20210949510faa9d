"""The server that Telegram calls. A request without the secret is refused before a large body is read."""

import hmac
import json
import logging
from http import HTTPStatus
from typing import ClassVar

from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler, stream_request_body

from bot.telegram.inbox import Inbox
from bot.telegram.listening import listen_on, not_logged
from bot.telegram.state import NOT_KEPT

log = logging.getLogger(__name__)

PATH = "/telegram"
_MOST_BYTES = 1_000_000  # an update is some kilobytes
_SMALL_BYTES = 65_536
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


def serve(inbox: Inbox, secret: str, listen: str, port: int) -> HTTPServer:
    """Listen for updates. Raises ConfigError if the port cannot be had."""
    application = Application([(f"{PATH}/?", _Updates, {"inbox": inbox, "secret": secret})], log_function=not_logged)
    server = HTTPServer(application, max_body_size=_MOST_BYTES, idle_connection_timeout=120.0)
    listen_on(server, listen, port, "[bot] port")
    return server


@stream_request_body
class _Updates(RequestHandler):
    """One update a request. It is answered with 200 when the update is kept: Telegram repeats all others."""

    SUPPORTED_METHODS: ClassVar[tuple[str, ...]] = ("POST",)  # type: ignore[misc] # tornado's is typed as all of them

    def initialize(self, inbox: Inbox, secret: str) -> None:
        self._inbox = inbox
        self._secret = secret
        self._body = bytearray()
        self._refusal: HTTPError | None = None

    def prepare(self) -> None:
        given = self.request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            self._refusal = HTTPError(HTTPStatus.FORBIDDEN)
        elif self._inbox.full:
            self._refusal = HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
        # what is small is let in first: a connection that is closed on a body loses the status, too
        if self._refusal and int(self.request.headers.get("Content-Length", _MOST_BYTES)) > _SMALL_BYTES:
            raise self._refusal

    def data_received(self, chunk: bytes) -> None:
        if not self._refusal:
            self._body += chunk

    async def post(self) -> None:
        if self._refusal:
            raise self._refusal
        try:
            update = json.loads(self._body)
        except ValueError:
            raise HTTPError(HTTPStatus.BAD_REQUEST) from None
        try:
            self._inbox.take([update])
        except NOT_KEPT as error:
            log.error("an update could not be kept, Telegram will send it again: %s", error)
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from error
        self.set_status(HTTPStatus.OK)

    def log_exception(self, *_: object) -> None:
        """Refusals are no errors of ours; what is, is logged where it happens."""
