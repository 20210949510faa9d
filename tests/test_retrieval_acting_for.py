"""Who holds an office of a body speaks for it: its spokesman, a country's minister; not whoever is sent to it."""

import pytest

from bot.records import answer_record
from index.english.titles import role_words
from index.models import Role, Speaker, SpeakerKind
from retrieval.ranking.spoken import acts_for
from tests.indexes import engine_over

HARVEST = (
    "Harvest Aid has bought two lorries. Harvest Aid said the lorries would be blue. Harvest Aid spokesman Leo Marsh "
    "said the roads to the valley were still under water.\n\n"
    "“Nobody in the valley has bread,” baker Ines Pavlik said."
)


@pytest.fixture(scope="module")
def valley(sample_settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("valley")
    return engine_over(sample_settings.data, folder, aid=("Lorries for the valley", HARVEST))


def test_the_words_of_its_spokesman_answer_for_a_body(valley):
    answer = valley.ask("what did Harvest Aid say about the roads to the valley?")
    first = answer_record(answer).items[0]
    assert first.speaker == "Leo Marsh"
    assert "still under water" in first.text
    assert not answer.items[0].beside


@pytest.mark.parametrize(
    ("body", "mention", "acts"),
    [
        ("Harvest Aid", "Harvest Aid spokesman Leo Marsh", True),
        ("Norland", "the president of Norland", True),
        ("France", "French foreign minister Ada Stone", True),
        ("France", "the American ambassador to France", False),
        ("France", "former French president Ada Stone", False),
        ("France", "French baker Ines Pavlik", False),
        ("Harvest Aid", "Ines Pavlik, chairwoman of Winter Aid", False),
    ],
)
def test_an_office_of_a_body_is_told_by_its_words(body, mention, acts):
    assert acts_for(role_words(body), mention, None) is acts


def test_the_corpus_may_know_the_office_that_an_article_leaves_out():
    stone = Speaker("s1", "Ada Stone", SpeakerKind.PERSON, roles=(Role("foreign minister of Norland"),))
    assert acts_for(role_words("Norland"), "Stone", stone)
    assert not acts_for(role_words("Osterby"), "Stone", stone)
