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


SINGER = (
    "The singer Petra Holm died at her home in Osterby on Monday. “She faced her last months with grace and good "
    "humour,” said her family.\n\nShe married the painter Karl Aune in 1953, and they lived in Quell for six years.\n\n"
    "“My life has been likened to a tragedy, and I cannot deny it,” Holm said in a book."
)


@pytest.fixture(scope="module")
def singer(sample_settings, tmp_path_factory):
    return engine_over(sample_settings.data, tmp_path_factory.mktemp("singer"), singer=("Petra Holm dies", SINGER))


@pytest.mark.parametrize("question", ["what did Petra Holm's family say?", "what did the family of Petra Holm say?"])
def test_whoever_is_described_by_another_is_not_the_other(singer, question):
    (item,) = answer_record(singer.ask(question)).items
    assert (item.speaker, item.text) == ("her family", "“She faced her last months with grace and good humour,”")


@pytest.mark.parametrize(
    ("question", "answer"),
    [("who did Petra Holm marry?", "Karl Aune"), ("how long did Petra Holm live in Quell?", "six years")],
)
def test_words_of_somebody_asked_about_are_no_answer_without_what_is_asked_for(singer, question, answer):
    item = answer_record(singer.ask(question)).items[0]
    assert item.speaker is None
    assert answer in item.text


HARBOUR = (
    "A report of the Osterby Harbour Board showed that most children of Lower Osterby cannot swim. Police in Lower "
    "Osterby said that two children had drowned in May."
)


def test_a_report_is_not_the_minister_whose_town_stands_beside_it(sample_settings, tmp_path):
    engine = engine_over(sample_settings.data, tmp_path / "harbour", harbour=("Children who cannot swim", HARBOUR))
    answer = engine.ask("what did the chief minister of lower osterby say about children who cannot swim?")
    assert answer.abstained
    (item, *_) = answer_record(engine.ask("what did police say about children who drowned?")).items
    assert "two children had drowned" in item.text
