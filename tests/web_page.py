"""The page on a port of its own, for tests that talk to it over HTTP."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, expect, sync_playwright

from bot.config import Settings
from bot.config_sections import WebSettings
from bot.web.app import build
from index.config import IndexSettings
from retrieval.engine import Engine

MEKDAD = "what did Mekdad say about sanctions?"
OPPRESSIVE = "px57yomcc4pbxzbarhya"  # the key of: that "oppressive sanctions" would not break …


def client_of(address: str) -> httpx.Client:
    """A client that waits for a machine under load."""
    return httpx.Client(base_url=address, timeout=120)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; without one the test is skipped."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium is here: install Debian's package chromium, or name one with CHROMIUM")
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(index: IndexSettings, engine: Engine | None = None, **web: object) -> Iterator[str]:
    """The address of the page over an index while it is served. Without ``web`` nobody asks too much."""
    settings = Settings(index=index, web=WebSettings(**{"requests_per_minute": 1_000_000} | web))
    app = build(settings, engine or Engine.open(index))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:  # what comes before the server runs waits in its queue
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
