"""What is said to what is no question: a group that the bot was added to, a voice message, an unknown command."""

from collections.abc import Sequence

from bot.words.language import translated
from bot.words.runs import enumerated

VOICE = "I cannot listen. Type your question, please."
WORDLESS = "I read words only. Type your question, please, or write it under the picture."
_UNKNOWN = "There is no command {command}. /help says what I can do."
_WELCOME = "Hello. Mention me or write /ask to hear who said what, for example: {examples}"
_WELCOME_ALONE = "Hello. Mention me or write /ask to hear who said what."
_OR = "{names} or {last}"


def welcome(examples: Sequence[str]) -> str:
    """What the bot says when it was added to a group: one line, with questions that the corpus answers."""
    if not examples:
        return translated(_WELCOME_ALONE)
    return translated(_WELCOME).format(examples=enumerated([f"“{one}”" for one in examples], _OR))


def unknown_command(command: str) -> str:
    """That there is no such command."""
    return translated(_UNKNOWN).format(command=command)
