"""Who speaks where the article names nobody: its own words for them ("the Nazca police chief", "analysts")."""

from index.english.function_words import FUNCTION_WORDS
from index.models import Statement
from retrieval.models import Item

_SMALL = frozenset(row.word for row in FUNCTION_WORDS)


def speaker_of(item: Item) -> str | None:
    """The speaker's name, or what the article calls somebody unnamed; None where it does not say."""
    if item.speaker:
        return item.speaker.name
    return described_in(item.statement, item.article.text) if item.statement else None


def described_in(statement: Statement, text: str) -> str | None:
    """The words by which an article calls a speaker; None for a mere pronoun or number, and for none.

    "Half of the 279" tells of whom it is a part, "the 279" and "some 120" do not.
    """
    mention = statement.mention.of(text) if statement.mention else ""
    words = mention.lower().split()
    counts = all(word in _SMALL or not any(map(str.isalpha, word)) for word in words)
    return mention if mention and (not counts or (len(words) > 1 and "of" in words)) else None
