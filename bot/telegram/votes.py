"""What readers say of answers: right, or what is wrong with them. What is wrong waits for an admin."""

from dataclasses import dataclass
from enum import StrEnum

from bot.telegram.state import Part

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vote (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL, "user" INTEGER NOT NULL, screen INTEGER NOT NULL, fault TEXT,
    settled TEXT, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (key, "user", screen)
);
"""


class Fault(StrEnum):
    """What is wrong with an answer."""

    SPEAKER = "w"
    WORDS = "x"
    OFF_TOPIC = "t"
    OTHER = "z"


@dataclass(frozen=True, slots=True)
class Vote:
    """What a user says of a screen of a kept answer; without a fault, that it is right."""

    key: str
    user: int
    screen: int
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Complaint:
    """A vote that names a fault and waits."""

    id: int
    vote: Vote
    made: str


class Votes(Part):
    """Keeps what readers say of answers, and what was done about it."""

    schema = _SCHEMA

    def cast(self, vote: Vote) -> None:
        """Note a vote; the user's earlier one on the same screen is replaced."""
        self._db.execute(
            'INSERT INTO vote (key, "user", screen, fault) VALUES (?, ?, ?, ?) ON CONFLICT (key, "user", screen)'
            " DO UPDATE SET settled = CASE WHEN vote.fault IS NOT DISTINCT FROM excluded.fault THEN vote.settled END,"
            " fault = excluded.fault",
            (vote.key, vote.user, vote.screen, vote.fault and vote.fault.value),
        )

    def waiting(self) -> list[Complaint]:
        """The complaints that no admin has settled, oldest first."""
        rows = self._db.execute(
            'SELECT id, key, "user", screen, fault, made FROM vote'
            " WHERE fault IS NOT NULL AND settled IS NULL ORDER BY id"
        )
        return [_complaint(row) for row in rows]

    def complaint(self, number: int) -> Complaint | None:
        """A complaint that waits, by its number."""
        return next((one for one in self.waiting() if one.id == number), None)

    def forget(self, user: int) -> None:
        """Delete what a user said of answers, settled or not."""
        self._db.execute('DELETE FROM vote WHERE "user" = ?', (user,))

    def settle(self, number: int, how: str) -> None:
        """Note how a complaint was settled."""
        self._db.execute("UPDATE vote SET settled = ? WHERE id = ?", (how, number))


def _complaint(row: tuple[int, str, int, int, str, str]) -> Complaint:
    number, key, user, screen, fault, made = row
    return Complaint(number, Vote(key, user, screen, Fault(fault)), made)
