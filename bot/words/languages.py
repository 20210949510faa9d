"""What is said about languages: that the corpus is read in English, and in which one the bot writes."""

import tomllib
from functools import cache
from importlib.resources import files

from bot.words.talk import IN_ANOTHER_LANGUAGE

WHICH_LANGUAGE = "In which language shall I write here? The articles stay as they are."
CHOSEN = "I write in English here now."
ADMINS_CHOOSE = "In a group, its admins choose the language."


def ask_in_english(language: str) -> str:
    """The sentence in the language of an ISO 639-1 code; in English where there is none."""
    return _sentences().get(language, IN_ANOTHER_LANGUAGE)


@cache
def _sentences() -> dict[str, str]:
    table = files("bot.words").joinpath("languages.toml").read_text(encoding="utf-8")
    return {code: str(sentence) for code, sentence in tomllib.loads(table).items()}
