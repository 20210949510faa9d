"""A statement's key outlives re-indexing and a corrected speaker; it tells same words in two places apart."""

import shutil
from dataclasses import replace

import pytest

from bot.layout.links import at_words, web_address
from index import sample
from index.build import index_corpus
from index.config import CorpusSettings
from index.keys import article_key, statement_key
from index.models import Article, Kind, Span, Statement
from index.search.snapshot import Snapshot

TEXT = '"Never," said Ada Roth. "Never," said Len Burr.\n\nRoth said the ferry\nwould sail.'


def said(words: str, nth: int = 0) -> Statement:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Statement("ferry", (Span(start, start + len(words)),), Kind.DIRECT)


ARTICLE = Article("ferry", TEXT)


def test_a_key_is_made_of_the_article_and_the_words():
    key = statement_key(ARTICLE, said("the ferry\nwould sail"))
    assert key == "5eeh2cza3agtvmb737l2"
    assert key.startswith(article_key("ferry"))
    rewrapped = Article("ferry", TEXT.replace("ferry\nwould", "ferry would"))
    assert statement_key(rewrapped, said("the ferry\nwould sail")) == key
    assert statement_key(replace(ARTICLE, id="boat"), said("the ferry\nwould sail")) != key


def test_the_same_words_at_two_places_have_two_keys():
    first, second = said('"Never,"'), said('"Never,"', 1)
    assert statement_key(ARTICLE, first) != statement_key(ARTICLE, second)
    assert statement_key(ARTICLE, replace(first, speaker="Ada Roth")) == statement_key(ARTICLE, first)


def test_every_statement_of_the_sample_has_a_key_of_its_own_and_is_found_by_it(engine):
    published = engine.published
    found = [
        (statement_key(one.article, said.statement), one.article.id)
        for one in published.articles()
        for said in one.statements
    ]
    assert len({key for key, _ in found}) == len(found) == 86
    for key, article_id in found:
        article = published.article_of_key(key)
        assert article is not None
        assert article.article.id == article_id
    assert published.article_of_key("nosucharticleatall22") is None


def test_keys_outlive_an_index_made_anew(engine, own_settings):
    def keys(snapshot: Snapshot) -> set[str]:
        return {statement_key(one.article, said.statement) for one in snapshot.articles() for said in one.statements}

    for path in (*own_settings.data.glob("store.sqlite*"), *own_settings.data.glob("derived/*")):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert index_corpus([sample.path()], own_settings, CorpusSettings()).added == 20
    assert keys(Snapshot(own_settings.data)) == keys(engine.published)


def test_headings_are_the_articles_without_their_texts(engine):
    by_id = {heading.id: heading for heading in engine.published.headings}
    assert len(by_id) == engine.published.article_count == 20
    hall = by_id["sample-hall-speech"]
    assert (hall.title, hall.publisher, str(hall.day), hall.licence) == (
        "Opposition leader attacks water plan",
        "Open Desk (sample)",
        "2024-09-09",
        "CC0-1.0",
    )


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("“Not a cent,” she said", "Not%20a%20cent%2C%E2%80%9D%20she%20said"),
        ("long-term & safe", "long%2Dterm%20%26%20safe"),
        (
            "one two three four five six seven eight nine ten eleven.",
            "one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
        ("It ends here.\nIt goes on there.", "It%20ends%20here,It%20goes%20on%20there"),
    ],
)
def test_a_link_opens_the_page_at_the_words(words, fragment):
    assert at_words("https://example.org/a?b=1", words) == f"https://example.org/a?b=1#:~:text={fragment}"


def test_a_fragment_of_the_address_itself_is_kept():
    assert at_words("https://example.org/a#top", "Yes") == "https://example.org/a#top:~:text=Yes"
    assert at_words("https://example.org/a", "…") == "https://example.org/a"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http:", "http://[", "//x", "", None])
def test_what_is_no_web_address_is_never_linked(url):
    assert web_address(url) == ""
    assert at_words(url, "Yes") == ""
