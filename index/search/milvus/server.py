"""The connection to Milvus: which versions will do, what is tried again, and errors that name the server."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from grpc import RpcError
from pymilvus import MilvusClient
from pymilvus.exceptions import MilvusException
from tenacity import Retrying as Retry
from tenacity import retry_if_exception, stop_after_attempt, stop_after_delay, wait_random_exponential
from tenacity.stop import stop_base

from index.config import EngineSettings
from index.errors import StoreError
from index.models import Unit

_OLDEST = (2, 5)  # the first with BM25 and text match
_ATTEMPTS = 6
_PAGE = 1_000  # rows, of a thousand numbers at most, in one answer
_WAIT_SECONDS = 8.0  # between two attempts, at most
# of a server that is busy, starting, or short of memory for a while; all others are told at once
_PASSING = re.compile(
    r"rate limit|too many requests|unavailable|deadline|timeout|not ready|recovering|memory quota|fail connecting"
    r"|connection|on-going|channel",
    re.IGNORECASE,
)
Given = TypeVar("Given")
logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # what it logs comes as an error, too


class MilvusServer:
    """A Milvus and the name under which messages speak of it. Thread-safe."""

    def __init__(self, settings: EngineSettings) -> None:
        self.settings = settings
        self.name = f"Milvus at {str(settings.milvus).rstrip('/')}"
        self.seconds = settings.timeout_seconds
        with self.asked():  # one that was restarted just now refuses for a moment
            self.client, version = _patient(stop_after_delay(self.seconds))(self._connected)
        check_version(version, self.name)

    def _connected(self) -> tuple[MilvusClient, str]:
        client = MilvusClient(
            uri=str(self.settings.milvus).rstrip("/"),
            token=self.settings.milvus_token.get_secret_value(),
            timeout=self.seconds,
        )
        return client, str(client.get_server_version(timeout=self.seconds))

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Turn what the client raises into a StoreError that names the server."""
        try:
            yield
        except (MilvusException, RpcError) as error:
            said = next(iter(_reason(error).strip().splitlines()), type(error).__name__)
            raise StoreError(
                f"{self.name}: does not answer as it should ({said}); see to the server, then run again: "
                "what was committed is kept"
            ) from error

    def ask(self, method: Callable[..., Given], *given: Any, **named: Any) -> Given:
        """Read. Raises StoreError if the server does not answer in time."""
        with self.asked():
            return _patient(stop_after_delay(self.seconds))(method, *given, timeout=self.seconds, **named)

    def write(self, method: Callable[..., Given], *given: Any, **named: Any) -> Given:
        """Write what may be written twice; a server that is busy is waited for. Raises StoreError in the end."""
        with self.asked():
            return _patient(stop_after_attempt(_ATTEMPTS))(method, *given, timeout=self.seconds * 3, **named)

    def all_rows(self, collection: str, passing: str, fields: list[str]) -> Iterator[dict[str, Any]]:
        """The rows of a collection that pass a filter, however many."""
        with self.asked():
            pages = self.client.query_iterator(
                collection, batch_size=_PAGE, filter=passing, output_fields=fields, timeout=self.seconds
            )
            try:
                while page := pages.next():
                    yield from page
            finally:
                pages.close()

    def load(self, *names: str) -> None:
        """Have collections in memory; nothing happens to those that are."""
        for name in names:
            self.write(self.client.load_collection, name)

    def collections(self) -> list[str]:
        """The names of the index's collections."""
        found = self.ask(self.client.list_collections)
        own = re.compile(rf"{self.settings.name}_({'|'.join(unit.value for unit in Unit)})_\d+")
        return [name for name in found if own.fullmatch(name)]


def check_version(version: str, name: str) -> None:
    """Raise StoreError if a server of this version cannot do what is asked of it."""
    found = re.search(r"(\d+)\.(\d+)", version)
    if found and (int(found[1]), int(found[2])) < _OLDEST:
        raise StoreError(
            f"{name}: version {version} is too old; onrecord needs Milvus {'.'.join(map(str, _OLDEST))} or later, "
            "which ranks by BM25 and matches words"
        )


def _patient(stop: stop_base) -> Retry:
    return Retry(
        retry=retry_if_exception(_passes),
        stop=stop,
        wait=wait_random_exponential(multiplier=0.2, max=_WAIT_SECONDS),
        reraise=True,
    )


def _passes(error: BaseException) -> bool:
    return isinstance(error, MilvusException | RpcError) and bool(_PASSING.search(_reason(error)))


def _reason(error: BaseException) -> str:
    """What went wrong, as the client or the line to the server says it."""
    if isinstance(error, MilvusException):
        return str(error.message)
    return str(error.details()) if hasattr(error, "details") else str(error)
