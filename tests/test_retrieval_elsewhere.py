"""Questions after what the corpus holds nothing of: nothing is made an answer that is merely nearest."""

import pytest


@pytest.mark.parametrize(
    "question",
    [
        "how tall is mount everest?",
        "what poison killed litvinenko?",
        "who won the world cup in 2014?",
        "when did world war two end?",
        "why did the titanic sink?",
        "where did the ethiopian plane from beirut come down?",
        "how long did arthur guinness rent the brewery for?",
        "who invented the telephone?",
        "bitcoin price today",
        "asdfgh qwerty",
    ],
)
def test_a_fact_of_another_corpus_is_not_answered(engine, question):
    assert engine.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("which ports did the storm close?", "sample-storm-ports"),
        ("how many wolves were counted?", "sample-wolf-count"),
    ],
)
def test_a_fact_that_it_tells_still_is(engine, question, article):
    assert engine.ask(question).items[0].article.id == article
