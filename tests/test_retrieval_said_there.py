"""Somebody's words in a passage that answers are shown under their name; a misspelt name means the nearest."""

import pytest

from bot.records import answer_record
from index.models import SpeakerKind
from retrieval.models import Verdict
from tests.indexes import engine_over

FERRY = (
    "The old ferry to Quell was sold on Monday for 40,000 crowns. Skipper Ada Stone brought it to the yard.\n\n"
    "“I would swim to Quell before I board the new one,” said Hugo Brandt, who has sailed on it for thirty years. "
    "“The harbour will miss its horn,” Mayor Ines Pavlik said."
)
RACE = (
    "Skipper Ada Stone won the race around Quell on Sunday. The Norland Sailing Club said the race would return.\n\n"
    "“I never thought about the storm,” Stone said. Mayor Ines Pavlik said the harbour was proud. “It was our day,” "
    "Pavlik said. Her deputy Ina Pavlek said the harbour would pay for the party."
)


@pytest.fixture(scope="module")
def harbour(sample_settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    return engine_over(sample_settings.data, folder, ferry=("Old ferry sold", FERRY), race=("Stone wins race", RACE))


@pytest.mark.parametrize(
    ("question", "speaker", "words"),
    [
        ("who would swim to quell before boarding the new one?", "Hugo Brandt", "I would swim to Quell"),
        ("pavlik mood after the ferry was sold", "Ines Pavlik", "The harbour will miss its horn"),
    ],
)
def test_words_that_answer_stand_under_their_speaker(harbour, question, speaker, words):
    first = answer_record(harbour.ask(question)).items[0]
    assert first.speaker == speaker
    assert words in first.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("when was the old ferry sold?", "sold on Monday"),
        ("who brought the old ferry to the yard?", "Skipper Ada Stone brought it"),
    ],
)
def test_what_the_article_tells_stays_its_own(harbour, question, words):
    first = harbour.ask(question).items[0]
    assert first.statement is None
    assert words in first.texts[0]


def test_of_names_that_may_be_misspelt_the_nearest_is_meant(harbour):
    (asked,) = harbour.read("what did ines pavlig say about the harbour?").speakers
    assert (asked.name, asked.kind) == ("Ines Pavlik", SpeakerKind.PERSON)


def test_the_word_asked_about_may_be_somebodys_name_too(harbour):
    """ "stone" is the skipper's name, but the mayor may speak of a stone: her own words stay."""
    answer = harbour.ask("what did ines pavlik say about stone?")
    assert {item.speaker.name for item in answer.items if item.speaker} == {"Ines Pavlik"} or answer.abstained
    question, scored, _ = harbour.candidates("what did ines pavlik say about stone?")
    assert any(one.features.theirs for one in scored), question


def test_whom_the_article_names_at_the_words_said_them(harbour):
    answer = harbour.ask("did the norland sailing club say the race would return?")
    assert answer.verdict is not Verdict.NOT_BY_THEM
    assert not answer.items[0].beside


def test_a_title_of_one_word_is_held_by_whom_the_article_gives_it(harbour):
    """Stone's words stand beside "Mayor", and are not the mayor's for that."""
    _, scored, _ = harbour.candidates("what did the mayor say about the storm?")
    by_stone = [one for one in scored if one.found.speaker and one.found.speaker.name == "Ada Stone"]
    assert by_stone
    assert not any(one.features.near for one in by_stone)
