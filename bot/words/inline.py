"""What is listed while somebody types behind the bot's name, in whatever chat."""

from bot.words.language import translated
from bot.words.runs import Run, Runs
from bot.words.statements import PUBLISHER_UNKNOWN, SPEAKER_UNKNOWN, day_of, name_of
from index.models import Speaker
from retrieval.models import Item

TYPE_SOMETHING = "Type a name, a topic or a question"
NOTHING_FOUND = "Nothing found. How to ask"
ASK_PRIVATELY = "Ask in a private chat"
SLOWER = "Too many searches. Please wait a moment"
STATEMENTS = "Statements"
_SPEAKS = {
    (True, False): "{role} · {count} statements",
    (True, True): "{role} · 1 statement",
    (False, False): "{count} statements",
    (False, True): "1 statement",
}
_PRINTED = "{day} · {publisher}"
_EXAMPLE = "For example: {question}"


def title_of(item: Item) -> str:
    """Whose words a result has."""
    if item.statement is None:
        return item.article.publisher or translated(PUBLISHER_UNKNOWN)
    return name_of(item, item.statement) or translated(SPEAKER_UNKNOWN)


def described(item: Item) -> str:
    """When and where they were printed, and the words."""
    publisher = item.article.publisher or translated(PUBLISHER_UNKNOWN)
    printed = translated(_PRINTED).format(day=day_of(item.article), publisher=publisher)
    return f"{printed}\n{' … '.join(item.texts)}"


def speaker_described(speaker: Speaker) -> str:
    """What is known of a speaker, in a line."""
    role = speaker.role_at(None)
    sentence = _SPEAKS[bool(role), speaker.statements == 1]
    return translated(sentence).format(role=role, count=f"{speaker.statements:,}")


def speaker_row(speaker: Speaker) -> Runs:
    """A speaker with what is known of them."""
    return (Run(speaker.name, strong=True), Run(f"\n{speaker_described(speaker)}"))


def example(question: str) -> str:
    """A question that this corpus answers, where what was typed finds nothing."""
    return translated(_EXAMPLE).format(question=question)
