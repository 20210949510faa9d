"""What /privacy says: what the bot keeps of whoever writes to it, for how long, and how that is deleted."""

from bot.words.language import translated

COMMANDS = {"privacy": "What is kept about you, and how to delete it"}

KEPT = "What I keep"
OF_A_QUESTION = "Your question with its answer, so that the buttons below it go on working."
OF_CHOICES = "What you watch for, what you chose in /settings, and what you said about an answer."
WITH_A_NUMBER = "With each, the number of your account and of the chat. Not your name."
OF_A_MESSAGE = "Your message itself until it is answered. One that fails stays until the operator has looked at it."
OF_ADMINS = "Of admins: what they did and when. That is not deleted."
IN_BACKUPS = "The operator's backups hold the same for as long as they are kept."
NOT_KEPT = "What you type inline is not kept. The log holds no text of yours."
_TO_A_MODEL = "Questions and the statements found also go to {host}, where a language model phrases answers."

DELETE = "Delete what is kept about me"
DELETE_ALL = "Delete all of it"
LEAVE_IT = "Leave it"
SURE = "Delete it? The buttons below my answers to you will stop working, and you will get no more alerts."
LEFT = "Nothing was deleted."
IN_PRIVATE = "To delete it, send me /privacy in a private chat."
DELETED = "Deleted. The messages in our chat stay until you delete them there."


def to_a_model(host: str) -> str:
    """That questions go to a language model, and where."""
    return translated(_TO_A_MODEL).format(host=host)
