"""When what is done by the clock was last begun, so that a time that was missed is caught up with once.

When a job last ended stands by itself: an admin may begin one at any time, which is no time of the clock.
"""

from datetime import UTC, datetime

from bot.telegram.state import Part

_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (job TEXT PRIMARY KEY, begun TEXT NOT NULL, said TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS ended (job TEXT PRIMARY KEY, at TEXT NOT NULL, said TEXT NOT NULL);
"""


class Runs(Part):
    """A row for each job. Replicas share them."""

    schema = _SCHEMA

    def last(self, job: str) -> datetime | None:
        """When a job was last begun, or first waited for."""
        row = self._db.execute("SELECT begun FROM run WHERE job = ?", (job,)).fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def begin(self, job: str, after: datetime | None, now: datetime) -> bool:
        """Note that a job begins, unless it was begun since ``after``, by another replica. Whether it is ours."""
        if after is None:
            begun = self._db.execute(
                "INSERT INTO run (job, begun) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING job", (job, _written(now))
            )
        else:
            begun = self._db.execute(
                "UPDATE run SET begun = ? WHERE job = ? AND begun = ? RETURNING job",
                (_written(now), job, _written(after)),
            )
        return bool(begun.fetchall())

    def ended(self, job: str, said: str) -> None:
        """Note what came of a job."""
        now = _written(datetime.now(UTC))
        self._db.execute(
            "INSERT INTO ended VALUES (?, ?, ?) ON CONFLICT (job) DO UPDATE SET at = excluded.at, said = excluded.said",
            (job, now, said),
        )

    def said(self, job: str) -> tuple[datetime, str] | None:
        """When a job last ended, and what came of it; None before one did."""
        row = self._db.execute("SELECT at, said FROM ended WHERE job = ?", (job,)).fetchone()
        return (datetime.fromisoformat(row[0]), row[1]) if row else None


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
