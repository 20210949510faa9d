"""Who did what when. Entries are added and never altered or removed; the database itself refuses both."""

from dataclasses import dataclass
from enum import StrEnum

from bot.telegram.state import Part

_SCHEMA = """
CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    who TEXT NOT NULL, deed TEXT NOT NULL, detail TEXT NOT NULL
);
"""
_DETAIL_CHARACTERS = 500


class Deed(StrEnum):
    """What is noted."""

    STARTED = "start"
    REINDEX = "re-index"
    REINDEX_ENDED = "re-index ended"
    CANCELLED = "re-index cancelled"
    RELOADED = "reload"
    BACKUP = "backup"
    DECIDED = "decision"


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed. ``at`` is UTC, to the second; ``who`` is a user's id, or what acted by itself."""

    number: int
    at: str
    who: str
    deed: str
    detail: str


class Audit(Part):
    """Entries, in the order in which they were made."""

    schema = _SCHEMA
    only_added = "audit"

    def note(self, who: int | str, deed: Deed, detail: str = "") -> None:
        """Add an entry."""
        self._db.execute(
            "INSERT INTO audit (who, deed, detail) VALUES (?, ?, ?)",
            (str(who), deed.value, detail[:_DETAIL_CHARACTERS]),
        )

    def latest(self, count: int) -> list[Entry]:
        """The last entries, newest first."""
        rows = self._db.execute(
            "SELECT number, at, who, deed, detail FROM audit ORDER BY number DESC LIMIT ?", (count,)
        )
        return [Entry(*row) for row in rows]
