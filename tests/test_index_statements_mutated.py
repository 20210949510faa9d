"""Damaged articles: none raises, and damage in one paragraph costs the statements of that paragraph only.

What may fairly be asked: a statement part (the exact words of it) that stands wholly in a paragraph that is
neither damaged nor next to a damaged one is found again at its shifted place. The neighbours are left out because
the conventions of news reach into them: a quotation that is not closed runs on into a next paragraph that opens
with a mark, and words before a colon introduce the paragraph below. Speakers are left out as well: who "she" is
may hang on the paragraph that was damaged.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from index import sample
from index.corpus import read
from index.models import Article, Span
from tests.conftest import SHARED
from tests.reading import analyser

MARKS = re.compile("[\"“”„«»‘’']|``|''")
ANY_MARK = ["“", "”", '"', "«", "»", "„", "‘", "’", "'", "``", "''", "““", "”“", '""""']
EXAMPLES = settings(
    derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], print_blob=False
)


@dataclass(frozen=True)
class Damage:
    """Characters ``span`` of an article replaced by ``words``."""

    article: Article
    span: Span
    words: str

    @property
    def text(self) -> str:
        text = self.article.text
        return text[: self.span.start] + self.words + text[self.span.end :]


@cache
def real_pieces() -> tuple[Article, ...]:
    """The shared articles in pieces of a few paragraphs: long enough for the test, and quick to read 500 times."""
    texts = [one.text for one in read([SHARED / "corpus"]) if isinstance(one, Article)]
    return tuple(Article("piece", piece) for text in texts for piece in pieces(text))


@cache
def sample_pieces() -> tuple[Article, ...]:
    return tuple(Article("piece", piece) for piece in pieces("\n\n".join(read_sample())))


def read_sample() -> list[str]:
    return [one.text.strip() for one in read([sample.path()]) if isinstance(one, Article)]


def pieces(text: str) -> list[str]:
    found = paragraphs(text)
    return [text[found[i].start : found[min(i + 8, len(found)) - 1].end] for i in range(0, len(found), 8)]


def parts_of(article: Article) -> set[Span]:
    (analysis,) = analyser().analyse([article])
    assert analysis.sentences or not article.text.strip()
    return {part for statement in analysis.statements for part in statement.parts}


@cache
def undamaged_parts(article: Article) -> frozenset[Span]:
    return frozenset(parts_of(article))


def paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", text)]


def untouched(damage: Damage) -> list[Span]:
    """The paragraphs that are neither damaged nor next to a damaged one."""
    found = paragraphs(damage.article.text)
    hit = [i for i, p in enumerate(found) if p.start <= damage.span.end and damage.span.start <= p.end]
    return [p for i, p in enumerate(found) if not min(hit) - 1 <= i <= max(hit) + 1]


@st.composite
def damages(draw, articles: Callable[[], tuple[Article, ...]]) -> Damage:
    article = draw(st.sampled_from(articles()))
    text = article.text
    number = draw(st.integers(0, len(paragraphs(text)) - 1))
    paragraph = paragraphs(text)[number]
    how = draw(st.sampled_from(["drop", "double", "mix", "insert", "join", "noise", "break"]))
    at = draw(st.integers(paragraph.start, paragraph.end))
    if how in {"drop", "double", "mix"}:
        marks = list(MARKS.finditer(text, paragraph.start, paragraph.end))
        assume(marks)
        mark = draw(st.sampled_from(marks))
        words = {"drop": "", "double": mark.group() * 2, "mix": draw(st.sampled_from(ANY_MARK))}[how]
        return Damage(article, Span(*mark.span()), words)
    if how == "insert":
        return Damage(article, Span(at, at), draw(st.sampled_from(ANY_MARK)))
    if how == "join":
        following = paragraphs(text)[number + 1 : number + 2]
        assume(following)
        return Damage(article, Span(paragraph.end, following[0].start), draw(st.sampled_from(["", " ", "\n"])))
    if how == "break":
        return Damage(article, Span(at, at), "\n\n")
    return Damage(article, Span(at, min(paragraph.end, at + draw(st.integers(0, 80)))), draw(st.text(max_size=40)))


def assert_that_only_its_own_paragraphs_suffer(damage: Damage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.clear()
    after = parts_of(Article(damage.article.id, damage.text))
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
    shift = len(damage.words) - (damage.span.end - damage.span.start)
    for part in undamaged_parts(damage.article):
        if any(paragraph.covers(part) for paragraph in untouched(damage)):
            moved = shift if part.start >= damage.span.end else 0
            kept = Span(part.start + moved, part.end + moved)
            assert kept in after, f"lost {part.of(damage.article.text)!r}"


def test_no_article_of_the_corpus_fails(shared_corpus, caplog):
    articles = [one for one in read([shared_corpus]) if isinstance(one, Article)]
    assert sum(bool(parts_of(article)) for article in articles) >= len(articles) - 3  # three report no words at all
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the shared corpus is not here")
@settings(EXAMPLES, max_examples=500, suppress_health_check=list(HealthCheck))
@given(damage=damages(real_pieces))
def test_damage_in_a_paragraph_of_a_real_article_costs_that_paragraph_only(damage, caplog):
    assert_that_only_its_own_paragraphs_suffer(damage, caplog)


@settings(EXAMPLES, max_examples=100, suppress_health_check=list(HealthCheck))
@given(damage=damages(sample_pieces))
def test_damage_in_a_paragraph_of_a_sample_article_costs_that_paragraph_only(damage, caplog):
    assert_that_only_its_own_paragraphs_suffer(damage, caplog)


@settings(EXAMPLES, max_examples=150)
@given(text=st.text(st.one_of(st.sampled_from("“”\"'‘’«»„`\n\n ,.:—(["), st.characters(codec="utf-8")), max_size=300))
def test_text_that_is_no_news_at_all_raises_nothing(text):
    (analysis,) = analyser().analyse([Article("noise", text)])
    assert all(0 <= part.start < part.end <= len(text) for s in analysis.statements for part in s.parts)


def test_a_text_that_ends_anywhere_is_read(caplog):
    text = (
        "She said it was “over but” declined to say why, and Ann Lee, as she put it in a letter, told them to leave: "
        "“No,” according to the board, which expects that prices will fall because they refused"
    )
    words = text.split(" ")
    for count in range(1, len(words) + 1):
        analyser().analyse([Article("a", " ".join(words[:count]))])
    assert not caplog.records  # an analysis that fails is logged and loses its statements
