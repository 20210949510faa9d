"""What was set for a chat."""

from pathlib import Path

from bot.telegram.kept.shelf import connected

_SCHEMA = "CREATE TABLE IF NOT EXISTS place (chat INTEGER PRIMARY KEY, language TEXT)"


class Places:
    """Used from the event loop only; each call takes about a millisecond."""

    def __init__(self, folder: Path) -> None:
        self._db = connected(folder)
        self._db.execute(_SCHEMA)

    def language(self, chat: int) -> str | None:
        """The language that was chosen for a chat; None if it was not."""
        row = self._db.execute("SELECT language FROM place WHERE chat = ?", (chat,)).fetchone()
        return row[0] if row else None

    def set_language(self, chat: int, language: str) -> None:
        """Choose the language of a chat."""
        self._db.execute("INSERT OR REPLACE INTO place (chat, language) VALUES (?, ?)", (chat, language))

    def close(self) -> None:
        """Close the file."""
        self._db.close()
