"""The page put together and run."""

import logging
import os
import secrets
import socket
import sys
from collections.abc import Mapping
from http import HTTPStatus

import uvicorn
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.config import Settings
from bot.web import api, pages
from bot.web.headers import Headers
from bot.web.kept import Revalidated
from bot.web.site import Site, site_of
from bot.words import page as words
from index.errors import ConfigError, OnRecordError, QuestionError
from retrieval.engine import Engine

log = logging.getLogger(__name__)

_KEEP_ALIVE_SECONDS = 75  # longer than a proxy keeps a connection, so that it sends nothing into a closed one
_TURN_SECONDS = 0.001  # a page that is only read waits no longer for its turn beside questions that compute


def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT. Raises NoIndexError if there is no index, ConfigError if the port is taken."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True)
    bound = _bound(settings.web.listen, settings.web.port)
    engine = Engine.open(settings.index, settings.retrieval)
    engine.stay()
    app = build(settings, engine)
    sys.setswitchinterval(_TURN_SECONDS)
    config = uvicorn.Config(
        app,
        forwarded_allow_ips=list(settings.web.proxies),
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        server_header=False,
        access_log=False,  # what people ask is nobody's business
    )
    log.info("the page is served at http://%s:%d", settings.web.listen, settings.web.port)
    uvicorn.Server(config).run(sockets=[bound])


def _bound(address: str, port: int) -> socket.socket:
    """A socket at an address, before anything slow begins. Raises ConfigError if it cannot be had."""
    try:
        return socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET)
    except (OSError, UnicodeError) as error:
        known = isinstance(error, OSError) and error.errno
        reason = os.strerror(known) if known else "no such host"
        raise ConfigError(
            f"[web] port: {address}:{port} cannot be listened on ({reason}); end what uses it, or set another"
        ) from error


def build(settings: Settings, engine: Engine) -> FastAPI:
    """The application over an engine. It only reads."""
    app = FastAPI(
        title=words.API_TITLE,
        summary=words.API_SUMMARY,
        version=api.VERSION,
        openapi_url="/api/openapi.json",
        docs_url=None,  # both load scripts from elsewhere
        redoc_url=None,
        middleware=[
            Middleware(Headers),
            Middleware(Guarded),
            Middleware(Revalidated, sequence=lambda: engine.sequence, process=secrets.token_hex(4)),
        ],
    )
    app.state.site = Site.of(engine, settings)
    app.include_router(api.router)
    app.router.routes.extend(pages.ROUTES)
    app.mount("/static", StaticFiles(packages=[("bot.web", "static")]), name="static")
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(QuestionError, _unreadable)
    return app


class Guarded:
    """Answers what fails in words. Starlette's own means stand outside of all headers and break the connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on. Raises what fails when part of the response has been sent."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            await _failed(Request(scope), error)(scope, receive, send)


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    headers = error.headers if isinstance(error, HTTPException) else None
    return _error(request, status, detail, headers)


async def _unreadable(request: Request, error: Exception) -> Response:
    return _error(request, 400, str(error))


def _failed(request: Request, error: Exception) -> Response:
    if not isinstance(error, OnRecordError):  # those of our own say what is wrong in one line
        log.error("a request failed", exc_info=error)
    else:
        log.error("a request failed: %s", error)
    return _error(request, 500, words.WRONG)


def _error(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """What went wrong, as JSON to programs and as a page to people."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": message}, status, headers)
    heading = words.ERRORS.get(status, words.ERRORS[400])
    if status == HTTPStatus.NOT_FOUND and message == HTTPStatus.NOT_FOUND.phrase:
        message = words.NOT_FOUND
    response = site_of(request).html("error.html", status, heading=heading, message=message, question="")
    response.headers.update(headers or {})
    return response
