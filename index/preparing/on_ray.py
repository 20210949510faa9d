"""Articles prepared by the workers of a Ray cluster, each of which holds a parser and an encoder.

Ray starts the workers, one for each processor of the cluster, starts those again that die, on another machine if
theirs is gone, and has them do again what they had not handed over. What is here says what a worker does, and hands
out no more than it takes to keep all of them busy.
"""

import logging
import platform
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import ray
from platformdirs import user_cache_path
from ray.exceptions import GetTimeoutError, RayActorError, RayError, RayTaskError

from index.config import EngineSettings, IndexSettings
from index.errors import OnRecordError, WorkersError
from index.models import Article
from index.pacing import Pacing
from index.preparing.batch import BATCH_ARTICLES, encoded, encoder_of, pipeline_of
from index.progress import Bound
from index.search.encoder import encoder_fingerprint
from index.statements import Analyser
from index.storage.rows import NewArticle

log = logging.getLogger(__name__)

_AHEAD = 2  # batches that a worker has: the one that it works on, and the next
_PATIENCE_SECONDS = 1_800.0  # for a batch, which takes some ten: one that ends each of its workers comes never
_FOR_EVER = -1


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch with the seconds that a worker spent on it, by part."""

    batch: list[NewArticle]
    seconds: Mapping[Bound, float]


class Worker:
    """What runs in a process of the cluster."""

    def __init__(self, settings: IndexSettings, pipeline: str) -> None:
        """``pipeline`` is the fingerprint of whoever asks. Raises WorkersError where this machine has another."""
        if not settings.data.is_dir():  # the encoder is converted once on each machine
            settings = settings.model_copy(update={"data": user_cache_path("onrecord")})
        self._settings = settings
        self._encoder = encoder_of(settings)
        if pipeline_of(settings, self._encoder.fingerprint) != pipeline:
            raise WorkersError(
                f"{platform.node()}: has other rules, models or versions of packages than the machine that asks; "
                "install the same onrecord with the same constraints on both"
            )
        self._analyser = Analyser(settings.spacy_model)

    def prepare(self, articles: Sequence[Article]) -> Prepared:
        """Analyse and encode a batch."""
        started = time.perf_counter()
        batch = list(zip(articles, self._analyser.analyse(articles), strict=True))
        parsed = time.perf_counter()
        new = encoded(batch, self._settings, self._encoder)
        return Prepared(new, {Bound.PARSING: parsed - started, Bound.ENCODING: time.perf_counter() - parsed})


def batches_on_ray(articles: Iterable[Article], settings: IndexSettings, pacing: Pacing) -> Iterator[list[NewArticle]]:
    """Batches ready to be stored, in the order of the articles. Raises WorkersError."""
    with _workers(settings) as workers:
        given: deque[tuple[Any, int]] = deque()  # what comes back, and from which worker
        rest = iter(articles)
        while batch := list(islice(rest, BATCH_ARTICLES)):
            number = _least_busy(given, len(workers))
            given.append((workers[number].prepare.remote(batch), number))
            if len(given) >= _AHEAD * len(workers):
                yield _handed_over(given, pacing)
        while given:
            yield _handed_over(given, pacing)


def _least_busy(given: Iterable[tuple[Any, int]], count: int) -> int:
    """The worker that has the fewest batches to do."""
    taken = dict(given)
    _, undone = ray.wait(list(taken), num_returns=len(taken), timeout=0) if taken else ((), ())
    busy = Counter(dict.fromkeys(range(count), 0))
    busy.update(taken[one] for one in undone)
    return min(busy, key=lambda number: busy[number])


def _handed_over(given: "deque[tuple[Any, int]]", pacing: Pacing) -> list[NewArticle]:
    started = time.perf_counter()
    with _told():
        prepared: Prepared = ray.get(given.popleft()[0], timeout=_PATIENCE_SECONDS)
    pacing.share(time.perf_counter() - started, prepared.seconds)
    return prepared.batch


@contextmanager
def _workers(settings: IndexSettings) -> Iterator[list[Any]]:
    """A worker for each processor of the cluster. They end with the block."""
    address = settings.engine.ray
    made_by = encoder_fingerprint(settings.encoder, offline=not settings.encoder_download)
    own = settings.kept_by(EngineSettings())  # a worker needs no address and no password of a server
    with _told(), _connected(address):
        count = max(1, int(ray.cluster_resources().get("CPU", 1)))
        log.info("articles are prepared by %d workers of Ray at %s", count, address)
        kind = ray.remote(Worker).options(
            max_restarts=_FOR_EVER, max_task_retries=_FOR_EVER, scheduling_strategy="SPREAD"
        )
        workers = [kind.remote(own, pipeline_of(settings, made_by)) for _ in range(count)]
        try:
            yield workers
        finally:
            for worker in workers:
                ray.kill(worker)


@contextmanager
def _connected(address: str) -> Iterator[None]:
    """Raises WorkersError if no cluster answers."""
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.WARNING)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        said = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise WorkersError(
            f"[engine] ray: no cluster of Ray answers at {address} ({said}); start one with `ray start --head`, or "
            "leave the setting empty to work on this machine"
        ) from error
    try:
        yield
    finally:
        ray.shutdown()


@contextmanager
def _told() -> Iterator[None]:
    """Raise what a worker raised on purpose as it is, and all else of Ray as WorkersError."""
    try:
        yield
    except RayTaskError as error:
        if isinstance(error.cause, OnRecordError):
            raise error.cause from error
        raise
    except RayActorError as error:
        raise WorkersError(f"a worker could not be started: {_last_line(error)}") from error
    except GetTimeoutError as error:
        raise WorkersError(
            f"no worker handed over the next {BATCH_ARTICLES} articles within {_PATIENCE_SECONDS / 60:.0f} minutes: "
            "see to the nodes, or to what ends the workers"
        ) from error
    except RayError as error:
        raise WorkersError(f"Ray: {_last_line(error)}") from error


def _last_line(error: Exception) -> str:
    """The words of the error that was the cause, without its traceback."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
