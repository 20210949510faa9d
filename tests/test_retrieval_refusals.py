"""Why there is no answer is told as it is: these words, these days, this outlet, whatever the topic is in grammar."""

import json
from datetime import date

import pytest

from bot.words.answers import abstention_of
from index.build import index_corpus
from index.config import CorpusSettings, IndexSettings
from index.search.filters import Where
from retrieval.engine import Engine
from retrieval.models import Anybody, Form, Order, Reason
from tests.indexes import lend_encoder


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ('did Mekdad say "pigs can fly"?', "Faisal Mekdad is not on record with these words."),
        ("did Omar Diallo say “the moon is cheese”?", "Omar Diallo is not on record with these words."),
        ("who said “the moon is cheese”?", "Nobody in this corpus is on record with these very words."),
        ("did Mekdad apologise?", "Faisal Mekdad is quoted in this corpus, but not about “apologise”."),
    ],
)
def test_a_refusal_is_a_sentence_about_what_was_asked(engine, question, sentence):
    assert abstention_of(engine.ask(question)).startswith(sentence)


@pytest.mark.parametrize(
    "question",
    ["latest statements by Omar Diallo", "the latest statement by Omar Diallo", "Omar Diallo's latest remarks"],
)
def test_statements_of_any_kind_are_no_topic(engine, question):
    answer = engine.ask(question)
    assert (answer.question.topic, answer.question.order) == ("", Order.NEWEST)
    assert {item.speaker.name for item in answer.items} == {"Omar Diallo"}


def test_a_kind_of_words_is_a_topic(engine):
    assert engine.read("what excuse did Omar Diallo give?").topic == "excuse"


@pytest.mark.parametrize(
    "question",
    ["what does the Sample Gazette say about sanctions?", "according to Sample Gazette, what did sanctions do?"],
)
def test_what_an_outlet_says_is_what_it_printed(engine, question):
    answer = engine.ask(question)
    asked = answer.question
    assert (asked.publisher, asked.who, asked.form, asked.speech) == ("Sample Gazette", Anybody(), Form.FACT, 0.0)
    assert {item.article.publisher for item in answer.items} <= {"Sample Gazette"}


def test_what_an_outlet_said_in_a_year_is_what_it_printed_then(engine):
    asked = engine.read("what did the Valley Times say in 2023?")
    assert (asked.publisher, asked.who) == ("Valley Times (sample)", Anybody())
    assert (asked.first, asked.last) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture(scope="module")
def undated(sample_settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undated")
    lend_encoder(sample_settings.data, folder / "data")
    texts = {
        "a": "Eva Holm said the harbour would close.",
        "b": "Otto Brandt said the road was wet.",
        "c": "Eva Holm said the ferry was late. Eva Holm said the crew was tired.",
        "d": "Otto Brandt said the bridge was old.",
    }
    for name, text in texts.items():
        dated = {"published": "2019-05-06"} if name == "d" else {}
        (folder / f"{name}.json").write_text(json.dumps({"id": name, "text": text} | dated), encoding="utf-8")
    settings = IndexSettings(data=folder / "data")
    index_corpus([folder / f"{name}.json" for name in texts], settings, CorpusSettings())
    return Engine.open(settings)


def test_articles_without_a_date_are_owned_up_to(undated):
    of_holm = undated.ask("what did Eva Holm say?", within=Where(first=date(2020, 1, 1)))
    assert of_holm.abstention.reason is Reason.SILENT_THERE_AND_THEN
    assert of_holm.abstention.undated == 2
    assert abstention_of(of_holm) == (
        "Eva Holm is not quoted in the articles that you ask about. 2 articles have no date."
    )
    of_brandt = undated.ask("what did Otto Brandt say since 2020?")
    assert abstention_of(of_brandt) == (
        "Otto Brandt is not quoted in the articles that you ask about. One article has no date."
    )
    assert undated.ask("what did Otto Brandt say in 2019?").items[0].article.id == "d"
