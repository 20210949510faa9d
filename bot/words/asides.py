"""What is said to what is no question: a group that the bot was added to, a voice message, an unknown command."""

from collections.abc import Sequence

from bot.words.language import translated
from bot.words.runs import enumerated

VOICE = "I can't process voice messages. Please type your question."
WORDLESS = "I can only read text. Please type your question, or add it as the picture's caption."
_UNKNOWN = "There is no command {command}. /help says what I can do."
_WELCOME = "Hello. Mention me or use /ask to find out who said what, for example: {examples}"
_WELCOME_ALONE = "Hello. Mention me or use /ask to find out who said what."
_OR = "{names} or {last}"


def welcome(examples: Sequence[str]) -> str:
    """What the bot says when it was added to a group: one line, with questions that the corpus answers."""
    if not examples:
        return translated(_WELCOME_ALONE)
    return translated(_WELCOME).format(examples=enumerated([f"“{one}”" for one in examples], _OR))


def unknown_command(command: str) -> str:
    """That there is no such command."""
    return translated(_UNKNOWN).format(command=command)
