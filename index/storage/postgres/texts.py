"""Texts that PostgreSQL would refuse: it keeps every character but NUL, and an article's text is never altered."""

from typing import Any

_NUL = "\0"
_MARK = "\ue000"  # for private use: hardly ever in a text, and kept apart where it is
_KEPT, _OWN = f"{_MARK}0", f"{_MARK}1"


def kept(value: Any) -> Any:
    """A value as it is stored; a list, value by value."""
    if isinstance(value, list):
        return [kept(one) for one in value]
    if isinstance(value, str) and (_NUL in value or _MARK in value):
        return value.replace(_MARK, _OWN).replace(_NUL, _KEPT)
    return value


def given_back(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as it was before it was stored."""
    if any(isinstance(value, str) and _MARK in value for value in row):
        return tuple(_original(value) for value in row)
    return row


def _original(value: Any) -> Any:
    return value.replace(_KEPT, _NUL).replace(_OWN, _MARK) if isinstance(value, str) else value
