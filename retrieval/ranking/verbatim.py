"""Words that a question puts in quotation marks: whether a statement has these very words, and in marks."""

import re
from collections.abc import Sequence

from index.english.quotation_marks import quotations
from index.models import Article, Kind, Span, Statement

_WORDS = re.compile(r"\w+(?:[’']\w+)*")


def holds(statement: Statement, article: Article, quoted: Sequence[str]) -> bool:
    """Whether each of ``quoted`` stands in the statement, word for word; case and punctuation do not matter.

    A content that is split around its cue counts as one: whoever asks has only the words.
    """
    return _all_in(quoted, statement.texts(article.text))


def quotes(statement: Statement, article: Article, quoted: Sequence[str]) -> bool:
    """Whether each of ``quoted`` stands so in the statement that the article gives it as the speaker's own words."""
    if statement.kind is Kind.DIRECT:  # a transcript has no marks
        return holds(statement, article, quoted)
    marked = (one.inner for one in quotations(article.text))
    inside = [both for q in marked for part in statement.parts if (both := _shared(q, part))]
    # one run of marks at a time: what stands unquoted between two is not to be read over
    return bool(quoted) and all(any(_all_in([words], [span.of(article.text)]) for span in inside) for words in quoted)


def _all_in(quoted: Sequence[str], texts: Sequence[str]) -> bool:
    said = _plain(" ".join(texts))
    return bool(quoted) and all(_plain(words) in said for words in quoted)


def _shared(one: Span, other: Span) -> Span | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None


def _plain(text: str) -> str:
    """The words in lower case, each between spaces, so that no word is found inside another."""
    words = (word.replace("’", "'") for word in _WORDS.findall(text.casefold()))
    return f" {' '.join(words)} "
