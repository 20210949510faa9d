"""Logging that gives nothing away: no token, no control characters, no plain user id, no question.

Each line names the update during whose handling it was written, or ``-``.
"""

import hashlib
import json
import logging
import secrets
import sys
import time
import unicodedata

from pythonjsonlogger.json import JsonFormatter

from bot.telegram.handling import HANDLING

_SALT = secrets.token_bytes(16)  # a new one with each start: hashes link lines of one run only
_LINE = "%(asctime)s %(levelname)s %(name)s [%(request)s] %(message)s"
# they log URLs, which hold the token, or what nobody needs to know
_TELLING = ("telegram.request.BaseRequest",)  # it logs what Telegram sent where that is no JSON: messages of users
_NOISY = ("httpx", "httpx2", "httpcore", "httpcore2", "openai", "apscheduler", "watchfiles")


class Redactor(logging.Formatter):
    """Formats a record, then takes out secrets and escapes control and bidirectional characters."""

    def __init__(self, secret_values: list[str], *, as_json: bool = False) -> None:
        super().__init__()
        self._inner = _json_lines() if as_json else logging.Formatter(_LINE)
        written = [(value, json.dumps(value)[1:-1]) for value in secret_values if value]
        self._secrets = [form for forms in written for form in forms]

    def format(self, record: logging.LogRecord) -> str:
        """The line or lines of a record, a traceback included; of JSON always one line."""
        record.request = _request()
        text = self._inner.format(record)
        for value in self._secrets:
            text = text.replace(value, "[redacted]")
        return "".join(_safe(character) for character in text)


def set_up(secret_values: list[str], level: int = logging.INFO, *, as_json: bool = False) -> None:
    """Send the logs to stderr through the redactor."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redactor(secret_values, as_json=as_json))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    quieten()


def quieten() -> None:
    """Keep from the logs what libraries write that gives something away, or is of no use."""
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _TELLING:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def pseudonym(user: int) -> str:
    """A name for a user in the logs that does not tell who it is."""
    return hashlib.sha256(_SALT + str(user).encode()).hexdigest()[:8]


def _json_lines() -> logging.Formatter:
    """One object a line, its times in UTC."""
    formatter = JsonFormatter(
        ["asctime", "levelname", "name", "request", "message"],
        rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        datefmt="%Y-%m-%dT%H:%M:%SZ",
    )
    formatter.converter = time.gmtime
    return formatter


def _request() -> str:
    """The update that is being handled, and which try at it this is."""
    handling = HANDLING.get()
    return f"{handling.update}.{handling.attempt}" if handling else "-"


def _safe(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return character
    return f"\\u{ord(character):04x}"
