"""A loopback server with a feed and its pages, which counts what it is asked for."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FeedServer:
    """``pages`` by path: a body, a redirect's target (str), or a status (int); ``types`` are those of bodies."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | str | int] = {}
        self.types: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self.answered: Counter[int] = Counter()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @contextmanager
    def running(self) -> Iterator["FeedServer"]:
        """Serve until the block ends."""
        state = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                state.asked[self.path] += 1
                found = state.pages.get(self.path, 404)
                etag = f'"{hash(found)}"'
                if isinstance(found, bytes) and self.headers.get("If-None-Match") == etag:
                    return self.answer(304)
                if isinstance(found, str):
                    return self.answer(302, Location=found)
                if isinstance(found, int):
                    return self.answer(found)
                kind = {"Content-Type": state.types[self.path]} if self.path in state.types else {}
                return self.answer(200, found, ETag=etag, **kind)

            def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
                state.answered[status] += 1
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("localhost", 0), Handler)
        self.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
