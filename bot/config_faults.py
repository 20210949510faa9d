"""What is wrong with a configuration, in words that name the key and the remedy and never hold a value."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError

# by how the type of a fault begins, as pydantic-core calls it
_WANTED = {
    "int": "must be a whole number",
    "float": "must be a number",
    "bool": "must be true or false",
    "string": "must be text in quotation marks",
    "path": "must be a path in quotation marks",
    "frozen_set": "must be a list in square brackets",
    "tuple": "must be a list in square brackets",
    "dict": 'must be a table, such as { "name" = "value" }',
    "model": "must be a section with keys",
    "url": "must be an address that begins with https:// or http://",
}
_HINTS = {
    ("bot", "admins"): "ids are numbers; `onrecord init` finds yours",
    ("bot", "allowed_chats"): "ids of chats are numbers, those of groups negative",
    ("bot", "blocked_chats"): "ids of chats are numbers, those of groups negative",
}


def faults_of(error: ValidationError, settings: type[BaseModel], config: Path | None) -> Iterator[str]:
    """Each fault of ``settings`` that were read from the file ``config`` and the environment."""
    place = f"{config}: " if config else ""
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        location = [str(part) for part in problem["loc"]]
        section, key = (location[0] if location else ""), ".".join(location[1:])
        named = f"[{section}] {key}".strip() if section else "settings"
        if problem["type"] == "extra_forbidden":
            yield f"{place}{named}: unknown key{_suggestion(location, settings)}"
        else:
            hint = _HINTS.get((location[0], location[1])) if len(location) > 1 else None
            yield f"{place}{named}: {_wanted(problem['type'], problem['msg'])}" + (f"; {hint}" if hint else "")


def _wanted(kind: str, message: str) -> str:
    wanted = next((words for start, words in _WANTED.items() if kind.startswith((f"{start}_type", f"{start}_p"))), None)
    return wanted or message.removeprefix("Value error, ").replace("Input should", "must")


def _suggestion(location: list[str], settings: type[BaseModel]) -> str:
    fields = settings.model_fields
    known: list[str] = list(fields)
    if len(location) > 1 and location[0] in fields:
        annotation = fields[location[0]].annotation
        known = (
            list(annotation.model_fields) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []
        )
    near = difflib.get_close_matches(location[-1], known, n=1)
    if near:
        return f"; did you mean {near[0]}?"
    return f"; there are {', '.join(known)}" if known else ""
