"""Requests to the web that are polite and safe: robots.txt, pauses, limits, no way into a private network."""

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser

import httpx

from index.errors import DocumentError

AGENT = "onrecord"
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_REDIRECTS = 5
_ROBOTS_BYTES = 500_000
_LATER = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered for ``url``; ``address`` is where that led.

    ``content`` is None where nothing has changed since ``etag`` or ``modified``.
    """

    url: str
    content: bytes | None
    etag: str | None = None
    modified: str | None = None
    address: str = ""
    content_type: str | None = None


@dataclass(slots=True)
class _Host:
    """What is remembered of a host during a run."""

    robots: RobotFileParser
    free_at: float = 0.0
    asked_to_wait: bool = False


@dataclass
class Web:
    """Gets pages, one after another. ``private_hosts`` are names in a private network that may be asked.

    ``pause`` is the least time between two requests to a host, in seconds. Close it after use.
    """

    max_bytes: int
    private_hosts: tuple[str, ...] = ()
    pause: float = 1.0
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            transport=_PublicOnly(self.private_hosts), timeout=_TIMEOUT, headers={"User-Agent": AGENT}
        )

    def __enter__(self) -> "Web":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Page:
        """A page, or that it has not changed. Raises DocumentError, which says why there is none."""
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        address = url
        for _ in range(_REDIRECTS):
            host = self._host(address)
            if not host.robots.can_fetch(AGENT, address):
                raise DocumentError(url, "its robots.txt asks not to fetch it")
            if host.asked_to_wait:
                raise DocumentError(url, "its server asks to wait; run again later")
            self._wait_for(host)
            answer = self._request(address, headers, self.max_bytes)
            if answer.next_request is None:
                return self._page(url, address, answer, host)
            address = str(answer.next_request.url)
        raise DocumentError(url, f"redirected more than {_REDIRECTS} times")

    def _page(self, url: str, address: str, answer: httpx.Response, host: _Host) -> Page:
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            return Page(url, None)
        if answer.status_code in _LATER:
            host.asked_to_wait = True
            raise DocumentError(url, "its server asks to wait; run again later")
        if not answer.is_success:
            raise DocumentError(url, f"the server answered {answer.status_code}")
        headers = answer.headers
        return Page(
            url, answer.content, headers.get("ETag"), headers.get("Last-Modified"), address, headers.get("Content-Type")
        )

    def _request(self, url: str, headers: dict[str, str], max_bytes: int) -> httpx.Response:
        """One request, its answer read up to a limit; redirects are left to the caller, who looks where they lead."""
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                content = b""
                for block in answer.iter_bytes():
                    content += block
                    if len(content) > max_bytes:
                        raise DocumentError(url, f"more than {max_bytes:,} bytes; raise [corpus] max_document_bytes")
                read = httpx.Response(answer.status_code, headers=_plain(answer.headers), content=content)
                read.next_request = answer.next_request
                return read
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise DocumentError(url, f"cannot be fetched ({error})") from error

    def _host(self, url: str) -> _Host:
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise DocumentError(url, f"no web address ({error})") from error
        if parsed.scheme not in {"http", "https"} or not parsed.host:
            raise DocumentError(url, "no web address: wants http or https")
        origin = f"{parsed.scheme}://{parsed.netloc.decode()}"
        if origin not in self._hosts:
            self._hosts[origin] = self._new_host(origin)
        return self._hosts[origin]

    def _new_host(self, origin: str) -> _Host:
        """A host with its rules: without a file all is allowed, where it fails nothing is (RFC 9309, 2.3.1)."""
        address = f"{origin}/robots.txt"
        for _ in range(_REDIRECTS):
            answer = self._request(address, {}, _ROBOTS_BYTES)
            if answer.next_request is None:
                break
            address = str(answer.next_request.url)
        rules = RobotFileParser()
        rules.parse(answer.text.splitlines() if answer.is_success else [])
        return _Host(rules, asked_to_wait=answer.is_server_error or answer.status_code in _LATER)

    def _wait_for(self, host: _Host) -> None:
        now = time.monotonic()
        if host.free_at > now:
            self.sleep(host.free_at - now)
        asked = host.robots.crawl_delay(AGENT)
        host.free_at = time.monotonic() + max(self.pause, float(asked or 0))


class _PublicOnly(httpx.HTTPTransport):
    """Connects to public addresses only, and to the very address that was looked at."""

    def __init__(self, private_hosts: tuple[str, ...]) -> None:
        super().__init__()
        self._allowed = frozenset(private_hosts)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if host not in self._allowed:
            # a request of its own: a relative redirect is joined to the address of the one that was asked
            request = httpx.Request(
                request.method,
                request.url.copy_with(host=_public_address(host, request)),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
        return super().handle_request(request)


def _public_address(host: str, request: httpx.Request) -> str:
    try:
        found = socket.getaddrinfo(host, request.url.port or 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpx.ConnectError(f"{host} is not known", request=request) from error
    addresses = [ipaddress.ip_address(str(entry[4][0])) for entry in found]
    if not addresses or not all(address.is_global for address in addresses):
        raise httpx.ConnectError(f"{host} is in a private network; allow it by [corpus] private_hosts", request=request)
    return str(addresses[0])


def _plain(headers: httpx.Headers) -> dict[str, str]:
    """Headers without those that speak of an encoding which is undone."""
    return {name: value for name, value in headers.items() if name not in {"content-encoding", "content-length"}}
