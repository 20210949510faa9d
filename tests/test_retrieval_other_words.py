"""Whose words are wanted, where the question calls them otherwise than the article, or names others beside them."""

import pytest

from bot.records import answer_record
from index.english.titles import role_words
from retrieval.models import Described, Named, UnknownName
from tests.indexes import engine_over

HARBOUR = (
    "The house of Quell met on Monday. Ada Stone, executive director of the NHRS, said the ferries were too old. "
    "“The island is not for sale,” President Hugo Brandt of Quell said. Leo Marsh, president of the House of Lots of "
    "Quell, said the island would be sold by lot.\n\n"
    "The brave mother of the drowned boy met the president. “Who will mend the pier?” the brave mother asked Brandt. "
    "Brandt said the pier was safe."
)
REVIEW = (
    "The Velm Courier looked at the two barons of the harbour. The paper, which has called Marsh and Pavlik the "
    "“herring kings”, wrote that the ferry is late. Ines Pavlik has thrown a lot at Leo Marsh. “He is a wet flag,” "
    "Ines Pavlik said of Leo Marsh. Italian authorities said the ferry would only sail in summer. Boris Stone likes "
    "rain. Boris Stone said that rain was good for the harbour."
)


@pytest.fixture(scope="module")
def quell(sample_settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("quell")
    return engine_over(
        sample_settings.data, folder, one=("Quell meets", HARBOUR), two=("Barons of the harbour", REVIEW)
    )


def first_of(engine, question):
    return answer_record(engine.ask(question)).items[0]


def test_a_body_written_out_is_known_by_its_letters(quell):
    assert (
        first_of(quell, "what did the head of the Norland Harbour Rescue Service say about ferries").speaker
        == "Ada Stone"
    )


def test_the_president_of_a_house_is_not_that_of_the_country(quell):
    presides = quell.speaker_called("president of Quell")
    assert presides is None or presides.name == "Hugo Brandt"
    assert "Hugo Brandt" in {
        i.speaker for i in answer_record(quell.ask("president of Quell on selling the island")).items
    }


def test_who_is_spoken_to_is_not_who_speaks(quell):
    answer = quell.ask("what did the brave mother ask Brandt?")
    assert isinstance(answer.question.who, Described)
    assert "Who will mend the pier" in answer.items[0].texts[0]


def test_a_name_in_front_of_another_surname_is_another_persons(quell):
    assert quell.ask("what did boris yablonsky die of?").abstained
    assert isinstance(quell.read("what did boris say about rain?").who, Named)


def test_words_before_a_countrys_name_make_it_another_bodys(quell):
    assert not isinstance(quell.read("what did sunrise italy say about ferries?").who, Named)


@pytest.mark.parametrize(
    "question", ["how did Pavlik hit back at Marsh's remark?", "why did Pavlik answer Marsh's plea?"]
)
def test_the_subject_speaks_not_the_owner_of_what_is_spoken_of(quell, question):
    assert [speaker.name for speaker in quell.read(question).speakers] == ["Ines Pavlik"]


@pytest.mark.parametrize(
    ("question", "topic"),
    [("Pavlik harbour quote", "harbour"), ("what did Pavlik say after the verdict?", "after verdict")],
)
def test_the_last_noun_of_speaking_is_the_topic_behind_a_preposition(quell, question, topic):
    assert quell.read(question).topic == topic


def test_the_clause_that_asks_may_stand_last(quell):
    question = quell.read("will the ferry be mended? what does Pavlik say")
    assert [speaker.name for speaker in question.speakers] == ["Ines Pavlik"]
    assert "ferry" in question.topic


def test_an_adjective_stands_for_its_country():
    for place, adjective in (("Italy", "Italian"), ("China", "Chinese"), ("Iran", "Iranian"), ("Cuba", "Cuban")):
        assert role_words(place) == role_words(adjective)
    assert role_words("ex president") == role_words("former president")


def test_a_name_that_nobody_bears_is_unknown(quell):
    assert isinstance(quell.read("what did yablonsky say about ferries?").who, UnknownName)
