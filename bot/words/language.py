"""The language of the interface: sentences as catalogues translate them, days as they are written there.

The catalogues are gettext's (``locale/*.po``), with the English sentence as the id; what a catalogue lacks is said in
English. The words of the corpus stay as they are. Sentences that begin with a value have a right-to-left mark in the
catalogues of languages that are written so.
"""

from contextvars import ContextVar
from datetime import date
from functools import cache
from importlib.resources import files

ENGLISH = "en"
LANGUAGES = {
    ENGLISH: "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "fa": "فارسی",
}
_RIGHT_TO_LEFT = frozenset({"ar", "fa"})
_RIGHT_TO_LEFT_MARK = "\u200f"  # around a day, so that it keeps its order among names of the corpus
_CURRENT: ContextVar[str] = ContextVar("language", default=ENGLISH)


def speak(language: str | None) -> None:
    """Say everything in a language from now on, in this task; one that there is not counts as English.

    ``language`` is an IETF tag, as clients send it: "de", "es-419".
    """
    base = (language or ENGLISH).partition("-")[0].lower()
    _CURRENT.set(base if base in LANGUAGES else ENGLISH)


def translated(sentence: str) -> str:
    """A sentence in the language that is spoken, its placeholders kept."""
    language = _CURRENT.get()
    return sentence if language == ENGLISH else catalogue(language).get(sentence, sentence)


def day_in_words(day: date) -> str:
    """A day for people: "7 Dec 2021"."""
    language = _CURRENT.get()
    if language == ENGLISH:
        return f"{day.day} {day:%b %Y}"
    from babel.dates import format_skeleton  # noqa: PLC0415 - only where it is needed

    words = str(format_skeleton("yMMMd", day, locale=language))
    return f"{_RIGHT_TO_LEFT_MARK}{words}{_RIGHT_TO_LEFT_MARK}" if language in _RIGHT_TO_LEFT else words


@cache
def catalogue(language: str) -> dict[str, str]:
    """The sentences of a language, by the English ones."""
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with files("bot.words").joinpath("locale", f"{language}.po").open("rb") as file:
        messages = read_po(file, locale=language)
    return {str(one.id): str(one.string) for one in messages if one.id and one.string}
