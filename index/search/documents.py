"""What of an article the word search sees: its passages, and its statements with their context and their speakers."""

from collections.abc import Iterator, Mapping

from index.models import Passage, Statement, Unit
from index.search.passages import context_of
from index.search.words import WordDocument
from index.storage.rows import StoredArticle


def documents_of(unit: Unit, stored: StoredArticle, publishers: Mapping[str, int]) -> Iterator[WordDocument]:
    """The documents of one article's passages or statements; ``publishers`` gives their numbers."""
    publisher = publishers.get(stored.article.publisher or "")
    if unit is Unit.PASSAGE:
        return (_of_passage(stored, passage, publisher) for passage in stored.passages)
    return (_of_statement(stored, statement, publisher) for statement in stored.statements)


def _of_passage(stored: StoredArticle, passage: Passage, publisher: int | None) -> WordDocument:
    article = stored.article
    return WordDocument(
        key=passage.key or 0,
        article=stored.key,
        body=passage.span.of(article.text),
        title=article.title,
        names=article.publisher or "",
        publisher=publisher,
        day=article.day,
    )


def _of_statement(stored: StoredArticle, statement: Statement, publisher: int | None) -> WordDocument:
    article, key = stored.article, statement.key or 0
    speaker = stored.said_by.get(key)
    return WordDocument(
        key=key,
        article=stored.key,
        body=" ".join(statement.texts(article.text)),
        context=context_of(stored.sentences, statement.span).of(article.text),
        title=article.title,
        names=_names(stored, speaker),
        speaker=speaker,
        publisher=publisher,
        day=article.day,
    )


def _names(stored: StoredArticle, speaker: int | None) -> str:
    """The names and titles that the article itself gives a speaker.

    Those of other articles are left out: with them every new title of a speaker would change all their documents.
    """
    if speaker is None:
        return ""
    members = [member for member in stored.cast if stored.speakers.get(member.name) == speaker]
    return " ".join(dict.fromkeys(words for m in members for words in (m.name, *m.forms, *m.roles)))
