"""SQLite: the truth of an index on one machine. Everything that FAISS and tantivy hold is derived from it."""

from index.storage.database import Database
from index.storage.tables import Tables


class Store(Database, Tables):
    """The tables in one SQLite file."""

    def vacuum(self) -> None:
        """Write the file anew without the room of what was removed."""
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
