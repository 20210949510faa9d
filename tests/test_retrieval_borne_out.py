"""What of a question its article does not have."""

import pytest

from index.models import Article
from retrieval.answer.borne_out import BorneOut, borne_out
from retrieval.models import Form, Question

ARTICLE = Article("pier", "The pier of Osterby fell on 3 May 2024. Two boats were damaged.", title="Pier falls")


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
