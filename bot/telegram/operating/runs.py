"""When what is done by the clock was last begun, so that a time that was missed is caught up with once."""

from datetime import UTC, datetime

from bot.telegram.file import Part

_SCHEMA = "CREATE TABLE IF NOT EXISTS run (job TEXT PRIMARY KEY, begun TEXT NOT NULL, said TEXT NOT NULL DEFAULT '')"


class Runs(Part):
    """A row for each job. Replicas share the file."""

    schema = _SCHEMA

    def last(self, job: str) -> datetime | None:
        """When a job was last begun, or first waited for."""
        row = self._db.execute("SELECT begun FROM run WHERE job = ?", (job,)).fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def begin(self, job: str, after: datetime | None, now: datetime) -> bool:
        """Note that a job begins, unless it was begun since ``after``, by another replica. Whether it is ours."""
        if after is None:
            done = self._db.execute("INSERT OR IGNORE INTO run (job, begun) VALUES (?, ?)", (job, _written(now)))
        else:
            done = self._db.execute(
                "UPDATE run SET begun = ? WHERE job = ? AND begun = ?", (_written(now), job, _written(after))
            )
        return done.rowcount == 1

    def ended(self, job: str, said: str) -> None:
        """Note what came of a job."""
        now = _written(datetime.now(UTC))
        self._db.execute(
            "INSERT INTO run VALUES (?, ?, ?) ON CONFLICT (job) DO UPDATE SET said = excluded.said", (job, now, said)
        )

    def said(self, job: str) -> tuple[datetime, str] | None:
        """When a job was last begun, and what came of it; None before one ended."""
        row = self._db.execute("SELECT begun, said FROM run WHERE job = ? AND said != ''", (job,)).fetchone()
        return (datetime.fromisoformat(row[0]), row[1]) if row else None


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
