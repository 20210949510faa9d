"""Replies that are no answers: help with questions of this corpus, licences, a question in another language."""

from dataclasses import replace
from datetime import date

import pytest

from bot.layout.opening import opening_of
from bot.layout.talk import blocks_of
from bot.telegram.messages import painted
from bot.words.languages import ask_in_english
from index.licences import licence_of
from index.models import Article, Span
from retrieval.models import Answer, Form, Item, Question, Reply
from tests.botapi.markup import parse_html

ARTICLE = Article("a", "The ferry sails.", "Ferry", "https://example.org/a", "Herald", date(2024, 3, 1))


def reply(engine, kind, *items, **answer):
    """The text of the one message of a reply."""
    (html,) = painted(blocks_of(Answer(Question("q", Form.FACT), kind, items, **answer), engine))
    return parse_html(html).text


def article_under(licence):
    return Item(replace(ARTICLE, licence=licence_of(licence)), (Span(0, 3),), Span(0, 3))


def test_examples_are_questions_that_this_corpus_answers_with_who_is_named(engine):
    examples = engine.examples(3)
    assert len(examples) == 3
    for question in examples:
        assert engine.ask(question).items[0].speaker.name in question


def test_help_and_a_greeting_show_them(engine):
    assert all(f"• {question}" in reply(engine, Reply.HELP) for question in engine.examples(3))
    greeting = reply(engine, Reply.GREET)
    assert greeting.startswith("Hello. Ask me what somebody said, for example:\n• what did ")
    assert reply(engine, Reply.AGAIN).startswith("I could not read that as a question.")


def test_sources_are_listed(engine):
    assert "Sample Gazette: 5 articles, 8 Dec 2021 to 2 Sep 2024 · CC-BY-4.0" in reply(engine, Reply.SOURCES)


@pytest.mark.parametrize(
    ("licence", "terms"),
    [
        ("CC-BY-4.0", ["You may reuse it if you print the credit line."]),
        (
            "CC-BY-NC-SA-4.0",
            [
                "You may reuse it if you print the credit line.",
                "Commercial use is not allowed.",
                "Anything you make from it must be under the same licence.",
            ],
        ),
        (
            "CC-BY-ND-4.0",
            ["You may reuse it if you print the credit line.", "It may only be shared unchanged."],
        ),
        ("CC0", ["You may reuse it freely, without a credit."]),
        ("all rights reserved", ["All rights are reserved. Ask the publisher before you reuse it."]),
        ("House terms", ["I do not know the terms of this licence. Read them before you reuse the article."]),
    ],
)
def test_a_licence_says_what_it_permits_and_asks_and_the_credit_to_print(engine, licence, terms):
    lines = reply(engine, Reply.LICENCE, article_under(licence)).split("\n")
    assert lines[0].startswith("“Ferry” is published under ")
    assert lines[1:-1] == terms
    assert lines[-1].startswith("Credit line: “Ferry” by Herald, 2024-03-01, https://example.org/a")


def test_an_article_without_a_licence_is_not_said_to_be_free(engine):
    said = reply(engine, Reply.LICENCE, article_under(""))
    assert said == "“Ferry” states no licence. Ask the publisher, Herald, before you reuse it."
    assert reply(engine, Reply.LICENCE).startswith("Which article do you mean?")
    many = Answer(Question("q", Form.FACT), Reply.LICENCE, tuple(article_under("CC0") for _ in range(5)))
    assert opening_of(many).shown == many


@pytest.mark.parametrize("language", "de fr es it pt nl ru ar fa tr uk".split())
def test_another_language_is_answered_in_that_language(language):
    assert ask_in_english(language) != ask_in_english("xx")
    assert ask_in_english("xx") == "This corpus is read in English. Please ask in English."


def test_what_a_question_in_another_language_finds_is_shown_below(engine):
    found = engine.ask("what did Mekdad say about sanctions?").items[:1]
    said = reply(engine, Reply.LANGUAGE, *found, language="de")
    assert said.startswith("Dieses Archiv wird auf Englisch gelesen. Bitte fragen Sie auf Englisch.\n\nFound by the")
    assert "Faisal Mekdad, Syrian Foreign Minister, said, as reported:" in said
