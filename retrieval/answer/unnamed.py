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
    """The words by which an article calls a speaker; None for a mere pronoun or for none."""
    mention = statement.mention.of(text) if statement.mention else ""
    return mention if mention and mention.lower() not in _SMALL else None
