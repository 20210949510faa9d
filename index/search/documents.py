"""What the searches see of a statement or a passage: the texts to embed and the fields to index.

A statement alone is often too short to be found ("It is unacceptable"): the encoder sees its
speaker, title and the sentences in which it stands as well, the word search as separate fields.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from index.models import Article, Passage, Span, Speaker, Statement, hull
from index.search.words import WordDocument
from index.speakers.office_holders import holder_of


def statement_text(article: Article, sentences: Sequence[Span], statement: Statement) -> str:
    """The text that is embedded for a statement."""
    context = context_of(sentences, statement.span)
    speaker = f"{statement.speaker}: " if statement.speaker else ""
    return f"{article.title}. {speaker}{context.of(article.text)}" if article.title else context.of(article.text)


def passage_text(article: Article, passage: Passage) -> str:
    """The text that is embedded for a passage."""
    words = passage.span.of(article.text)
    return f"{article.title}. {words}" if article.title else words


def statement_document(
    article: Article, sentences: Sequence[Span], statement: Statement, speaker: Speaker | None
) -> WordDocument:
    """The fields under which the word search finds a statement."""
    return WordDocument(
        body=" ".join(statement.texts(article.text)),
        context=context_of(sentences, statement.span).of(article.text),
        title=article.title,
        names=" ".join((*speaker.aliases, *(role.title for role in speaker.roles))) if speaker else "",
        speaker=speaker.id if speaker else None,
        publisher=article.publisher,
        day=article.day,
    )


def passage_document(article: Article, passage: Passage) -> WordDocument:
    """The fields under which the word search finds a passage."""
    return WordDocument(
        body=passage.span.of(article.text),
        context="",
        title=article.title,
        names=article.publisher or "",
        speaker=None,
        publisher=article.publisher,
        day=article.day,
    )


def context_of(sentences: Sequence[Span], span: Span, before: int = 1) -> Span:
    """The sentences in which ``span`` stands and as many ``before`` them."""
    # sentences stand in order and apart from each other
    first = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, span.end, key=lambda sentence: sentence.start)
    if first >= last:
        return span
    return hull([span, *sentences[max(0, first - before) : last]])


def speaker_of(
    statement: Statement, article: Article, assignment: Mapping[str, str], speakers: Mapping[str, Speaker]
) -> Speaker | None:
    """The corpus-wide speaker of a statement; ``assignment`` maps the article's cast names to ids.

    Where the article ties a role to nobody, the person of its cast who holds it in other articles.
    """
    if statement.speaker is not None or statement.mention is None:
        return speakers.get(assignment.get(statement.speaker or "", ""))
    cast = {speakers[one] for one in assignment.values() if one in speakers}
    return holder_of(statement.mention.of(article.text), cast, article.day)
