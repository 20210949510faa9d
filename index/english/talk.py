"""What people say around their questions and instead of them, from the table ``talk.tsv``."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from index.english.tables import table


class Talk(StrEnum):
    """What a phrase does in a conversation."""

    GREETING = "greeting"
    THANKS = "thanks"
    COURTESY = "courtesy"  # asks politely, before the question or after it
    HELP = "help"
    SOURCES = "sources"
    REUSE = "reuse"  # asks after the terms of reuse
    SOURCE = "source"  # asks where what was shown stands
    TEXT = "text"  # what is reused: an article, a quotation
    LATEST = "latest"  # asks for what is new
    AGAIN = "again"  # did not understand


@dataclass(frozen=True, slots=True)
class TalkPhrase:
    """A row of ``talk.tsv``."""

    phrase: str
    kind: Talk


@cache
def talk_phrases(kind: Talk) -> frozenset[str]:
    """The phrases of a kind, folded."""
    return frozenset(row.phrase for row in table("talk", TalkPhrase) if row.kind is kind)
