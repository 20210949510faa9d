"""Logging that gives nothing away: no token, no control characters, no plain user id."""

import hashlib
import logging
import secrets
import sys
import unicodedata

_SALT = secrets.token_bytes(16)  # a new one with each start: hashes link lines of one run only
_NOISY = ("httpx", "httpx2", "httpcore", "httpcore2", "openai", "apscheduler")  # they log URLs, which hold the token


class Redactor(logging.Formatter):
    """Formats a record, then takes out secrets and escapes control and bidirectional characters."""

    def __init__(self, secret_values: list[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [value for value in secret_values if value]

    def format(self, record: logging.LogRecord) -> str:
        """The line or lines of a record, a traceback included."""
        text = super().format(record)
        for value in self._secrets:
            text = text.replace(value, "[redacted]")
        return "".join(_safe(character) for character in text)


def set_up(secret_values: list[str], level: int = logging.INFO) -> None:
    """Send the logs to stderr through the redactor."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redactor(secret_values))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def pseudonym(user: int) -> str:
    """A name for a user in the logs that does not tell who it is."""
    return hashlib.sha256(_SALT + str(user).encode()).hexdigest()[:8]


def _safe(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return character
    return f"\\u{ord(character):04x}"
