"""What the bot keeps for good beside the index: answers behind buttons, votes, watches, chats' settings, the audit."""

from pathlib import Path

from bot.telegram.kept.shelf import Shelf
from bot.telegram.operating.audit import Audit
from bot.telegram.operating.runs import Runs
from bot.telegram.places import Places
from bot.telegram.votes import Votes
from bot.telegram.watches import Watches


class Memory:
    """One of each over one SQLite file. Used from the event loop only."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf(folder)
        self.votes = Votes(folder)
        self.watches = Watches(folder)
        self.places = Places(folder)
        self.audit = Audit(folder)
        self.runs = Runs(folder)

    def forget(self, user: int) -> None:
        """Delete what is kept of a user, whose id their private chat has too. The audit of admins' deeds stays."""
        for part in (self.shelf, self.votes, self.watches, self.places):
            part.forget(user)

    def close(self) -> None:
        """Close the file."""
        for part in (self.shelf, self.votes, self.watches, self.places, self.audit, self.runs):
            part.close()
