"""What was set for a chat by those who decide for it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.telegram.state import Part

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
        self._db.execute(
            "INSERT INTO chosen (chat, name, value) VALUES (?, ?, ?)"
            " ON CONFLICT (chat, name) DO UPDATE SET value = excluded.value",
            (chat, name, value),
        )
