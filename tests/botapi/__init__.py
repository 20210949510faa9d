"""A stand-in for the Bot API on the loopback interface: real HTTP, independent validation, faults on order.

Parameters are validated by aiogram's models of the Bot API, an implementation that the bot under
test does not use; lengths, markup and chat rules follow https://core.telegram.org/bots/api.
"""

from tests.botapi.server import PATIENCE, BotApi, Chat, Fault, Sent, User

__all__ = ["PATIENCE", "BotApi", "Chat", "Fault", "Sent", "User"]
