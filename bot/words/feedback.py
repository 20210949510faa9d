"""What admins are told of what readers found wrong, and of what was decided about it."""

from bot.words.language import translated
from bot.words.runs import Run, Runs, filled
from bot.words.statements import SPEAKER_UNKNOWN

NONE_WAITING = "Nothing is waiting: every complaint has been settled."
NO_DECISIONS = "Nothing has been decided yet."
DECISION_HEADINGS = ("decision", "about", "now", "article", "words")
SETTLED = "This has already been settled."
CHANGED = "The articles have been read again since, so nothing was decided. This is how it stands now."
BUSY = "The index is being written. Try again when that is done."
ADMINS_ONLY = "These buttons are for the admins of this bot."
KEEP = "Nothing is wrong"
NEXT = "Next"
NOBODY = "Nobody who is named"
CANCEL = "Cancel"
KEPT = "Settled: nothing is wrong."
_ANOTHER = "{number}: another speaker"
_WITHDRAW = "{number}: no statement"
_HEADING = "{fault} ({count} waiting). Asked: {asked}"
_STATEMENT = "{number}. {speaker}: {words}"
_WHOSE = "Whose are these words? {words}"
_MENDED = "Settled: {speaker} said it. {words}"
_WITHDRAWN = "Settled: this is no statement. {words}"


def heading(fault: str, asked: str, count: int) -> Runs:
    """What a reader found wrong with the answer to which question."""
    return filled(_HEADING, fault=Run(fault, strong=True), count=str(count), asked=asked)


def statement_row(number: int, speaker: str, words: str) -> Runs:
    """A statement of the answer that a reader found wrong."""
    return filled(
        _STATEMENT, number=str(number), speaker=Run(speaker or translated(SPEAKER_UNKNOWN), strong=True), words=words
    )


def another(number: int) -> str:
    """The button that gives a statement to another speaker."""
    return _ANOTHER.format(number=number)


def withdraw(number: int) -> str:
    """The button that says that a statement is none."""
    return _WITHDRAW.format(number=number)


def whose(words: str) -> Runs:
    """The question whose a statement is."""
    return filled(_WHOSE, words=words)


def mended(speaker: str, words: str) -> Runs:
    """That a statement was given to a speaker."""
    return filled(_MENDED, speaker=Run(speaker, strong=True), words=words)


def withdrawn(words: str) -> Runs:
    """That a statement is none any more."""
    return filled(_WITHDRAWN, words=words)
