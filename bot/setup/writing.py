"""A configuration as TOML, in a file that only its owner may read."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import ConfigError

_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen; None leaves a thing to its default."""

    corpus: tuple[Path, ...]
    data: Path | None
    admins: tuple[int, ...]
    token: str | None


def write(path: Path, choices: Choices) -> None:
    """Write the file, or replace it as a whole. Raises ConfigError if it cannot be written."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "w", encoding="utf-8") as file:
            file.write("\n".join(_lines(choices)) + "\n")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); name another file with --config") from error


def _lines(choices: Choices) -> Iterator[str]:
    yield "# Written by `onrecord init`. config.example.toml has every other setting."
    if choices.corpus:
        yield from ("", "[corpus]", f"paths = [{', '.join(_text(one) for one in choices.corpus)}]")
    if choices.data:
        yield from ("", "[index]", f"data = {_text(choices.data)}")
    if choices.admins or choices.token:
        yield from ("", "[bot]")
    if choices.token:
        yield f"token = {_text(choices.token)}"
    if choices.admins:
        yield f"admins = [{', '.join(map(str, choices.admins))}]"


def _text(value: object) -> str:
    """A string of TOML, which takes JSON's escapes; characters beyond ASCII stand as they are."""
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
