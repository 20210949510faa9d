"""What the servers of the bot have in common."""

from tornado.httpserver import HTTPServer
from tornado.web import RequestHandler

from index.errors import ConfigError


def listen_on(server: HTTPServer, address: str, port: int, setting: str) -> None:
    """Bind a server. Raises ConfigError that names the ``setting``, such as ``[bot] port``."""
    try:
        server.listen(port, address)
    except OSError as error:
        raise ConfigError(
            f"{setting}: {address}:{port} cannot be listened on ({error.strerror}); end what uses it, or set another"
        ) from error


def not_logged(_: RequestHandler) -> None:
    """Write nothing: the line that tornado has for each request says nothing that is worth keeping."""
