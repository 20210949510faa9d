"""What is counted and timed for Prometheus. Names and labels are fixed here; none holds a user, a chat or a text.

The process's own memory, time and open files come with the client's default registry.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)

UPDATES = Counter(
    "onrecord_updates",
    "Updates by what became of them: taken, repeated (taken before), handled, later (tried again), aside, refused.",
    ["outcome"],
)
WAITING = Gauge("onrecord_updates_waiting", "Updates that wait or are being handled.")
UPDATE_SECONDS = Histogram(
    "onrecord_update_seconds", "From an update taken to its handling ended.", ["kind"], buckets=_SECONDS
)
ANSWERS = Counter("onrecord_answers", "Answers by kind of reply and reason of an abstention.", ["reply", "reason"])
INDEX_SECONDS = Histogram("onrecord_index_seconds", "Time for one reading of the index.", buckets=_SECONDS)
REQUEST_SECONDS = Histogram(
    "onrecord_telegram_request_seconds", "Time for one request to the Bot API.", ["method"], buckets=_SECONDS
)
REQUEST_FAILURES = Counter(
    "onrecord_telegram_request_failures", "Requests to the Bot API that failed, by kind of error.", ["method", "error"]
)
REPEATED = Counter(
    "onrecord_messages_repeated",
    "Messages posted again since nobody knew whether they had arrived: double (deleted), or single.",
    ["outcome"],
)
UNKNOWN = Counter("onrecord_messages_unknown", "Messages of which it is not known whether they arrived.")
ALERTS = Counter("onrecord_alerts", "Alerts to new statements that were sent.")
PHRASED = Counter("onrecord_phrased", "Answers that a language model phrased, or why not.", ["outcome"])
RESTS = Gauge(
    "onrecord_resting_seconds", "Seconds for which something is left alone after failures in a row.", ["service"]
)
POLLED = Gauge("onrecord_polled_seconds_ago", "Seconds since Telegram last answered getUpdates.")
REINDEXES = Counter("onrecord_reindexes", "Re-indexes by how they ended.", ["outcome"])
REINDEX_SECONDS = Gauge("onrecord_reindex_seconds", "Time that the last re-index took.")
REINDEX_FAILURES = Gauge("onrecord_reindex_failed_documents", "Documents that the last re-index could not read.")
REINDEX_ENDED = Gauge("onrecord_reindex_ended_timestamp_seconds", "When a re-index was last done.")
BACKUP_ENDED = Gauge("onrecord_backup_ended_timestamp_seconds", "When a backup was last written.")
BACKUPS_FAILED = Counter("onrecord_backups_failed", "Backups that could not be written.")
ARTICLES = Gauge("onrecord_articles", "Articles in the published index.")
STATEMENTS = Gauge("onrecord_statements", "Statements in the published index.")


@contextmanager
def timed(method: str) -> Iterator[None]:
    """Time a request to the Bot API, or count its failure."""
    started = time.monotonic()
    try:
        yield
    except Exception as error:
        REQUEST_FAILURES.labels(method, type(error).__name__).inc()
        raise
    REQUEST_SECONDS.labels(method).observe(time.monotonic() - started)
