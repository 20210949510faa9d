"""What the bot keeps for good beside the index: answers behind buttons, votes, watches, chats' settings, the audit."""

from bot.telegram.kept.shelf import Shelf
from bot.telegram.operating.audit import Audit
from bot.telegram.operating.runs import Runs
from bot.telegram.places import Places
from bot.telegram.state import State
from bot.telegram.votes import Votes
from bot.telegram.watches import Watches


class Memory:
    """One of each over one state. Used from the event loop only."""

    def __init__(self, state: State) -> None:
        self.shelf = Shelf(state)
        self.votes = Votes(state)
        self.watches = Watches(state)
        self.places = Places(state)
        self.audit = Audit(state)
        self.runs = Runs(state)

    def forget(self, user: int) -> None:
        """Delete what is kept of a user, whose id their private chat has too. The audit of admins' deeds stays."""
        for part in (self.shelf, self.votes, self.watches, self.places):
            part.forget(user)
