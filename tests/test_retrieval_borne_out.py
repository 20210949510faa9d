"""What of a question its article does not have."""

import pytest

from index.english.asking import Asked
from index.models import Article, Span
from retrieval.answer.borne_out import BorneOut, borne_out, is_unmeasured
from retrieval.models import Form, Question

TEXT = "The pier of Osterby fell on 3 May 2024. Two boats were damaged."
ARTICLE = Article("pier", TEXT, title="Pier falls")
SENTENCES = (Span(0, TEXT.index(" Two")), Span(TEXT.index("Two"), len(TEXT)))


def of(topic):
    return borne_out(Question(topic, Form.FACT, topic), ARTICLE)


def test_an_article_that_has_every_word_lacks_nothing():
    assert of("pier osterby") == BorneOut(0, 0, 0)
    assert of("pier fallen 2024").numbers == 0


def test_a_word_of_like_meaning_is_lacking_less_than_one_that_nothing_is_like():
    assert 0 < of("pier collapsed").lacking < of("pier insurer").lacking < 1
    assert of("pier insurer").unmet == 0.5


@pytest.mark.parametrize(("topic", "missing"), [("pier 2023", 1), ("pier 20", 1), ("pier 2024", 0), ("3 may pier", 0)])
def test_a_number_is_there_or_it_is_not(topic, missing):
    assert of(topic).numbers == missing


def test_a_question_without_words_lacks_nothing():
    assert of("") == BorneOut()


@pytest.mark.parametrize(
    ("question", "asked", "unmeasured"),
    [
        ("how much did the pier of osterby cost", Asked.NUMBER, True),
        ("how long was the pier of osterby", Asked.NUMBER, True),
        ("how many boats were damaged", Asked.NUMBER, False),  # a count has no unit
        ("when did the pier fall", Asked.DAY, False),
    ],
)
def test_an_article_without_the_unit_does_not_tell_the_measure(question, asked, unmeasured):
    asking = Question(question, Form.FACT, question, asked=asked)
    assert is_unmeasured(asking, ARTICLE, SENTENCES) is unmeasured


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how old was the baker", "The baker was 33 years-old."),
        ("how old was the baker", "The baker, aged 33, had lived there since May."),
        ("how fast does the chip write", "The chip writes 16-megabytes per second."),
        ("how fast did the train go", "The train went 90 miles an hour."),
        ("how far is the star", "The star is 40 light-years away."),
        ("how long did the war last", "The war went on for two centuries."),
    ],
)
def test_a_unit_in_any_of_its_forms_is_one(question, text):
    asking = Question(question, Form.FACT, question, asked=Asked.NUMBER)
    assert not is_unmeasured(asking, Article("unit", text), (Span(0, len(text)),))
