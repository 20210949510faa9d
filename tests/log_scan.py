"""All logs of all tests looked through: no token, no secret, no words of a question, no control character.

What people write to the stand-in, and the secrets of the tests, are noted here; each line that is logged in the
test's own process is kept as it is before anything is redacted, each line of a bot's process as it was printed.
"""

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from bot.telegram.logs import quieten

_LEAST = 12  # characters of a text that could not stand in a log by chance
_ESCAPED = {"Cc", "Cf", "Cs", "Zl", "Zp"}

secrets: set[str] = set()
_said: set[str] = set()
_lines: list[str] = []


def note_said(text: str) -> None:
    """Somebody wrote this to the bot; commands are no secret, what follows them is."""
    words = text.partition(" ")[2] if text.startswith("/") else text
    if len(words.strip()) >= _LEAST:
        _said.add(words.strip())


def faults_in(text: str) -> list[str]:
    """What a log must not hold, among its lines."""
    found = [f"a secret, {secret[:3]}…" for secret in secrets if secret in text]
    return found + [f"what somebody asked: {words!r}" for words in _said if words in text]


def printed(log: str) -> None:
    """Look through what a process printed. Raises AssertionError."""
    faults = faults_in(log)
    faults += [f"{c!r}" for c in set(log) if c not in "\n\t" and unicodedata.category(c) in _ESCAPED]
    assert not faults, f"the log of a process holds {faults}:\n{log}"


class _Keeper(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _lines.append(logging.Formatter("%(name)s: %(message)s").format(record))


@contextmanager
def scanned() -> Iterator[None]:
    """Look through what is logged meanwhile. Raises AssertionError."""
    root, keeper = logging.getLogger(), _Keeper(logging.INFO)
    before = root.level
    _said.clear()
    _lines.clear()
    quieten()
    root.addHandler(keeper)
    root.setLevel(min(before, logging.INFO))
    try:
        yield
    finally:
        root.removeHandler(keeper)
        root.setLevel(before)
    faults = {line: found for line in _lines if (found := faults_in(line))}
    _lines.clear()
    assert not faults, f"logged: {faults}"
