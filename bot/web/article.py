"""What the page shows of an article and of one statement in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from bot.layout.blocks import Section
from bot.layout.citations import Citations, citations_of
from bot.layout.links import at_words, web_address
from bot.layout.marking import MarkedArticle, Note, marked
from bot.layout.walk import section_of
from bot.words.page import title
from bot.words.runs import Runs
from bot.words.statements import source_of
from index.keys import article_key, statement_key
from index.licences import credit_line, credit_of
from index.models import Article, AttributedStatement
from index.search.found import IndexedArticle
from retrieval.answer.items import item_by_itself

_SHOWN_OF_OTHERS = 160  # characters of each statement in the margin


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the text that look alike.

    ``said`` and ``speaker`` say whether they are words of the statement that the page is about, and its speaker's
    mention; ``first`` and ``last`` whether that statement begins and ends with them. ``starts`` are other
    statements that begin here.
    """

    text: str
    said: bool
    speaker: bool
    first: bool
    last: bool
    other: bool
    starts: tuple["Other", ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Another statement of the article: its label in the text, its page, who speaks, and its first words."""

    label: str
    key: str
    name: str
    role: str
    words: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article. ``paragraphs`` are empty where nothing is known to permit printing it here."""

    title: str
    head: str
    key: str
    language: str
    source: Runs
    credit: str
    address: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    statements: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement in its article; ``article.statements`` are the others."""

    key: str
    name: str
    section: Section
    printed_at: str
    citations: Citations
    facts: tuple[tuple[str, str], ...]
    article: ArticleView


def article_view(indexed: IndexedArticle) -> ArticleView:
    """The article with all its statements."""
    return _article(marked(indexed), indexed, None)


def statement_view(indexed: IndexedArticle, said: AttributedStatement, address: str, most: int) -> StatementView:
    """One statement in its article. ``most`` are the characters of it where nothing is known to permit reuse."""
    shown, article = marked(indexed), indexed.article
    note = next(note for note in shown.notes if note.said == said)
    item = item_by_itself(indexed.found(said), most)
    return StatementView(
        key=statement_key(article, said.statement),
        name=note.voice.name,
        section=section_of(item),
        printed_at=at_words(article.url, item.texts[0]),
        citations=citations_of(item, address),
        facts=note.facts,
        article=_article(shown, indexed, note),
    )


def _article(shown: MarkedArticle, indexed: IndexedArticle, focus: Note | None) -> ArticleView:
    article = indexed.article
    others = {note.label: _other(note, article) for note in shown.notes if note is not focus}
    credit = credit_of(article)
    label = focus.label if focus else ""
    return ArticleView(
        title=credit.title,
        head=title(credit.title),
        key=article_key(article.id),
        language=article.language,
        source=source_of(article),
        credit=credit_line(article),
        address=web_address(article.url),
        paragraphs=tuple(_paragraphs(shown, label, others)) if article.licence.permits_reuse else (),
        statements=tuple(others.values()),
    )


def _other(note: Note, article: Article) -> Other:
    statement = note.said.statement
    words = " … ".join(statement.texts(article.text)) if article.licence.permits_reuse else ""
    return Other(
        label=note.label,
        key=statement_key(article, statement),
        name=note.voice.name,
        role=note.voice.role,
        words=shorten(words, _SHOWN_OF_OTHERS, placeholder=" …"),
    )


def _paragraphs(shown: MarkedArticle, focus: str, others: dict[str, Other]) -> Iterator[tuple[Piece, ...]]:
    """The lines of the text, each as its pieces; joined they are the text without its line breaks."""
    line: list[Piece] = []
    for piece in _pieces(shown, focus, others):
        first, *rest = piece
        line.append(first)
        for one in rest:
            if any(part.text.strip() for part in line):
                yield tuple(line)
            line = [one]
    if any(part.text.strip() for part in line):
        yield tuple(line)


def _pieces(shown: MarkedArticle, focus: str, others: dict[str, Other]) -> Iterator[Sequence[Piece]]:
    """The runs of the text, each as its pieces in the lines over which it runs."""
    begun, spoken = False, [i for i, run in enumerate(shown.runs) if focus in run.notes]
    for i, run in enumerate(shown.runs):
        said, lines = focus in run.notes, run.text.splitlines() or [""]
        if run.text.endswith(("\n", "\r")):
            lines.append("")
        starts = tuple(others[label] for label in run.starts if label in others)
        yield [
            Piece(
                text=line,
                said=said,
                speaker=focus in run.mentions,
                first=said and not begun and at == 0,
                last=said and i == spoken[-1] and at == len(lines) - 1,
                other=any(label in others for label in run.notes),
                starts=starts if at == 0 else (),
            )
            for at, line in enumerate(lines)
        ]
        begun = begun or said
