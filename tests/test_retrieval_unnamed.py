"""Speakers whom an article does not name: found by its words for them, and shown under these."""

import pytest

from bot.records import answer_record
from tests.indexes import engine_over

TEXT = (
    "Shepherds above Quell said the new dam would drown their meadows. The Osterby police chief said that two bridges "
    "were closed by the flood.\n\nMayor Ada Stone said the dam was safe. “It will stand for ninety years,” Stone said."
)


@pytest.fixture(scope="module")
def dam(sample_settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dam")
    return engine_over(sample_settings.data, folder, dam=("Dam above Quell", TEXT))


@pytest.mark.parametrize(
    ("question", "speaker", "words"),
    [
        ("what did the shepherds say about the dam?", "Shepherds above Quell", "drown their meadows"),
        ("what did the osterby police chief say about bridges?", "The Osterby police chief", "two bridges"),
    ],
)
def test_they_are_called_what_the_article_calls_them(dam, question, speaker, words):
    (item, *_) = answer_record(dam.ask(question)).items
    assert (item.speaker, item.speaker_id) == (speaker, None)
    assert words in item.text


def test_nobody_elses_words_fill_the_answer_up(dam):
    assert {item.speaker for item in answer_record(dam.ask("what did Ada Stone say about the dam?")).items} == {
        "Ada Stone"
    }
    assert len(dam.ask("what did the shepherds say about the dam?").items) == 1
