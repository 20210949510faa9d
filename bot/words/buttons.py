"""What stands on buttons, and what a press is answered with."""

from html import escape

from bot.words.language import translated

MORE = "More"
BACK = "Back"
CONTEXT = "Context"
COPY = "Copy"
COPY_PIECE = "Copy {number}/{count}"
COPY_OF = "Copy {number}"
READ = "Read"
READ_OF = "{number}: {name}"
OPTIONS = "⋯"
SPEAKER = "More by {name}"
NEWEST = "Newest first"
OLDEST = "Oldest first"
DIRECT = "Direct quotations only"
ALL_KINDS = "Reported words, too"
RIGHT = "👍"
WRONG = "👎"
WRONG_SPEAKER = "Wrong speaker"
WRONG_WORDS = "Wrong words"
OFF_TOPIC = "Not about it"
OTHER_FAULT = "Something else"

EXPIRED = "This button no longer works. Please ask again."
THANKS = "Thank you."
THANKS_REPORTED = "Thank you. An admin will look at it."
_GONE = "“{title}” ({publisher}), which this answer came from, has been changed or removed since."
_GONE_UNNAMED = "An article that this answer came from has been changed or removed since."


def gone(title: str, publisher: str) -> str:
    """That an article has left the corpus since the answer was given."""
    if not title or not publisher:
        return translated(_GONE_UNNAMED)
    return escape(translated(_GONE).format(title=title, publisher=publisher), quote=False)
