"""Answers that outlive the bot: what the buttons under a message need, in SQLite, for as long as the message stands."""
