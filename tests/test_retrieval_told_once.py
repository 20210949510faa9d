"""An answer shows the same words once, and of a question after who somebody is what introduces them."""

import itertools

import pytest

from bot.records import answer_record
from tests.indexes import engine_over

SPEECH = (
    "Party leader Ada Stone spoke in Quell on Friday. She said the vote had been counted fairly in every one of the "
    "nine villages of the valley and that there had been no cheating by anybody. She said the marches through the old "
    "harbour were unacceptable and that whoever went on marching would be held to account for it before the council. "
    "She accused foreign envoys of casting aside their good manners and showing their “true hatred of our valley”, "
    "saying that “the worst of them is the ferry company”. She said the newspapers had lied about the mayor for years "
    "and that nobody in the valley would believe another word of theirs. She accused the bank of hypocrisy and of "
    "lending to the ferry company what it had refused to the fishermen. “We need no advice on ferries from them,” "
    "Stone said. She said the harbour would stay open all winter and that nobody would lose their job at the ferry."
)
BARRACKS = (
    "For most of eight months the prisoner has slept in the cold because he was being watched, according to First "
    "Lieutenant Bo Villard, a spokesman for the Osterby barracks. Villard said, “We want to keep everybody safe.”"
)


@pytest.fixture(scope="module")
def quell(sample_settings, tmp_path_factory):
    articles = {"speech": ("Stone speaks in Quell", SPEECH), "barracks": ("Prisoner sleeps in the cold", BARRACKS)}
    return engine_over(sample_settings.data, tmp_path_factory.mktemp("quell"), **articles)


@pytest.mark.parametrize(
    "question",
    ["what did Stone say about the ferry company?", "what did Ada Stone say?", "who said the vote was fair?"],
)
def test_no_two_items_show_the_same_words(quell, question):
    items = quell.ask(question).items
    parts = [(item.article.id, part) for item in items for part in item.parts]
    overlapping = [
        (one, two)
        for (one_article, one), (two_article, two) in itertools.combinations(parts, 2)
        if one_article == two_article and one.overlaps(two)
    ]
    assert items
    assert overlapping == []


def test_who_somebody_is_is_told_by_what_introduces_them(quell):
    item = answer_record(quell.ask("who is Bo Villard?")).items[0]
    assert item.speaker is None
    assert "a spokesman for the Osterby barracks" in item.text
