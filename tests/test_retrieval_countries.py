"""A country in a question: an article that speaks nowhere of it, its people or its capital is no answer."""

import pytest

from retrieval.ranking.circumstances import circumstances_in
from tests.indexes import engine_over

ELECTIONS = (
    "Voters in Peru chose a new president on Sunday. Ada Flores won the election with 53% of the votes, the electoral "
    "office in Lima said.\n\n“The election was free,” said Pedro Ruiz, who led the observers. Tens of thousands of "
    "Peruvians celebrated in the streets."
)
FERRIES = (
    "The ferries between Athens and the islands stood still on Monday. Greek sailors went on strike over their pay, "
    "and 12 ships stayed in port.\n\n“The strike will last a week,” said Nikos Pappas, a spokesman for the sailors."
)


@pytest.fixture(scope="module")
def news(sample_settings, tmp_path_factory):
    folder = tmp_path_factory.mktemp("countries")
    return engine_over(
        sample_settings.data,
        folder,
        elections=("Flores wins presidential election", ELECTIONS),
        ferries=("Strike stops ferries", FERRIES),
    )


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("who won the election in Peru?", "elections"),
        ("who won the peruvian election", "elections"),
        ("how many ships stayed in port during the strike in greece?", "ferries"),  # Greek
        ("how many ships did the greeks leave in port", "ferries"),
        ("what did Nikos Pappas say about the strike in Greece?", "ferries"),
    ],
)
def test_a_country_that_the_article_speaks_of_fits(news, question, article):
    assert news.ask(question).items[0].article.id == article


@pytest.mark.parametrize(
    "question",
    [
        "who won the election in kenya?",
        "who won the chilean election",
        "how many ships stayed in port during the strike in Norway?",
        "what did Nikos Pappas say about the strike in Portugal?",
        "what did Pedro Ruiz say about the Italian election?",
    ],
)
def test_another_country_is_not_answered(news, question):
    assert news.ask(question).abstained


@pytest.mark.parametrize("question", ["who won the british election?", "what did Ruiz say about American votes?"])
def test_the_home_of_a_press_is_not_looked_for(question):
    assert circumstances_in(question, years=True).countries == ()
