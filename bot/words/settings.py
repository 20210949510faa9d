"""The settings of a chat."""

from bot.words.language import translated

COMMANDS = {"settings": "Settings of this chat", "language": "The bot's language in this chat"}
SETTINGS = "Settings of this chat. Press one to change it."
ADMINS_SET = "In a group, its admins choose the settings."
SHORT = "Answers: one statement at first"
USUAL = "Answers: up to three statements at first"
INLINE_ALLOWED = "Inline answers: allowed"
INLINE_REMOVED = "Inline answers: removed"
CHANGED = "Changed."
_LANGUAGE = "Language: {language}"
_OF_THE_ASKER = "that of whoever asks"


def language(name: str) -> str:
    """The button that shows the language of a chat; without a name it is that of whoever asks."""
    return translated(_LANGUAGE).format(language=name or translated(_OF_THE_ASKER))
