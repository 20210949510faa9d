"""What somebody is told, in their language, who asks in one that the corpus is not read in."""

import tomllib
from functools import cache
from importlib.resources import files

from bot.words.talk import IN_ANOTHER_LANGUAGE


def ask_in_english(language: str) -> str:
    """The sentence in the language of an ISO 639-1 code; in English where there is none."""
    return _sentences().get(language, IN_ANOTHER_LANGUAGE)


@cache
def _sentences() -> dict[str, str]:
    table = files("bot.words").joinpath("languages.toml").read_text(encoding="utf-8")
    return {code: str(sentence) for code, sentence in tomllib.loads(table).items()}
