"""What was set for a chat by those who decide for it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from bot.telegram.file import Part

_SCHEMA = """
CREATE TABLE IF NOT EXISTS chosen (
    chat INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (chat, name)
) WITHOUT ROWID;
"""


class Length(StrEnum):
    """How much of an answer is shown at first."""

    SHORT = "short"  # one statement
    USUAL = "usual"  # up to three


@dataclass(frozen=True, slots=True)
class Place:
    """The settings of a chat. ``language`` is that of whoever asks where it is None.

    ``inline`` says whether answers that were chosen inline may stand there.
    """

    language: str | None = None
    length: Length = Length.USUAL
    inline: bool = True


class Places(Part):
    """Keeps the settings of chats."""

    schema = _SCHEMA

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'place'").fetchone():  # of version 0.1
            self._db.execute(
                "INSERT OR IGNORE INTO chosen SELECT chat, 'language', language FROM place WHERE language NOT NULL"
            )

    def of(self, chat: int) -> Place:
        """The settings of a chat: of a group answers are short, unless it was set otherwise."""
        rows = self._db.execute("SELECT name, value FROM chosen WHERE chat = ?", (chat,))
        chosen = dict(rows.fetchall())
        usual = Length.SHORT if chat < 0 else Length.USUAL
        place = Place(chosen.get("language"), Length(chosen.get("length", usual)))
        return replace(place, inline=chosen.get("inline", "yes") == "yes")

    def set_language(self, chat: int, language: str) -> None:
        """Choose the language of a chat."""
        self._set(chat, "language", language)

    def set_length(self, chat: int, length: Length) -> None:
        """Choose how much of an answer a chat is shown at first."""
        self._set(chat, "length", length.value)

    def set_inline(self, chat: int, *, allowed: bool) -> None:
        """Choose whether answers that were chosen inline may stand in a chat."""
        self._set(chat, "inline", "yes" if allowed else "no")

    def forget(self, chat: int) -> None:
        """Delete what was chosen for a chat."""
        self._db.execute("DELETE FROM chosen WHERE chat = ?", (chat,))

    def _set(self, chat: int, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO chosen (chat, name, value) VALUES (?, ?, ?)", (chat, name, value))
