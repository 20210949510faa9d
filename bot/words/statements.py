"""The words in which a statement is introduced: what the speaker did with the content, and through whom."""

from datetime import date, datetime

from index.models import Act, Article, Kind, Statement
from index.statements.rules import PHRASES
from retrieval.models import Item

BESIDE = "Beside it, by others:"

_REPORTED = {
    Act.STATES: "said, as reported",
    Act.ASKS: "asked, as reported",
    Act.DENIES: "denied",
    Act.DECLINES: "declined to say",
    Act.PREDICTS: "predicted, as reported",
    Act.ORDERS: "called for, as reported",
}
_QUOTED = {**_REPORTED, Act.STATES: "said", Act.ASKS: "asked", Act.PREDICTS: "predicted", Act.ORDERS: "urged"}
_WITHHELD = frozenset({Act.DENIES, Act.DECLINES})
_VERB_WORDS = 3
_NEGATED = {Act.STATES: "did not say", Act.ASKS: "did not ask", Act.PREDICTS: "did not predict"}


def introduction(statement: Statement, text: str) -> str:
    """The verb phrase between the speaker and the content ("said", "denied"); ``text`` is the article's.

    A report is marked as such, so that nobody takes the article's words for the speaker's own. One that
    is no clause ("hailed Tehran for its support") is introduced by the article's own verb.
    """
    if statement.negated and statement.act in _NEGATED:
        return _NEGATED[statement.act]
    if statement.kind is Kind.DIRECT:
        return _QUOTED[statement.act]
    return _own_verb(statement, text) or _REPORTED[statement.act]


def _own_verb(statement: Statement, text: str) -> str | None:
    if statement.cue is None or statement.pattern not in PHRASES or statement.act in _WITHHELD:
        return None
    words = text[statement.cue.start : statement.parts[0].start].split()
    if not 0 < len(words) <= _VERB_WORDS or not all(word.isalpha() for word in words):
        return None
    verb = " ".join(words)
    return f"as reported, {verb}" if words[0].endswith("ing") else f"{verb}, as reported"


def groups_of(item: Item) -> list[tuple[Statement | None, str]]:
    """The words of an item by how they are introduced: a statement that stands for the group, and the words."""
    text = item.article.text
    groups: list[tuple[Statement | None, list[str]]] = []
    for statement in item.run:
        said = list(statement.texts(text))
        before = groups[-1][0] if groups else None
        if before and (introduction(before, text), before.via) == (introduction(statement, text), statement.via):
            groups[-1][1].extend(words for words in said if words not in groups[-1][1])
        else:
            groups.append((statement, said))
    if not groups:
        return [(item.statement, "\n…\n".join(item.texts))]
    return [(statement, "\n…\n".join(words)) for statement, words in groups]


def day_of(article: Article) -> str:
    """The day of publication for people ("7 Dec 2021"), or that it is unknown."""
    return readable(article.published) if article.published else "date unknown"


def language_of(article: Article) -> str:
    """That an article's speakers were not read, because it is in another language; empty for one in English."""
    return "" if article.in_english else f"in another language ({article.language}), read without speakers"


def readable(day: date | datetime) -> str:
    """A day for people: "7 Dec 2021", whatever the locale."""
    return f"{day.day} {day:%b %Y}"
