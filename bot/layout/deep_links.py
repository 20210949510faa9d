"""Links that open a statement in a chat with the bot (https://core.telegram.org/bots/features#deep-linking)."""

import re

from index.keys import STATEMENT_KEY

_STATEMENT = "s_"
_PAYLOAD = re.compile(rf"{_STATEMENT}([a-z2-7]{{{STATEMENT_KEY}}})")


def chat_address(username: str, key: str) -> str:
    """The address that opens the statement of a permanent key in a chat with the bot; empty without a username."""
    return f"https://t.me/{username}?start={_STATEMENT}{key}" if username else ""


def key_in(payload: str) -> str | None:
    """The permanent key that such an address brings along; None for any other payload."""
    found = _PAYLOAD.fullmatch(payload)
    return found[1] if found else None
