"""A year in a question after a fact: an article of another year that does not speak of that one is no answer."""

import pytest

PORTS = "which ports did the storm close"


@pytest.mark.parametrize("text", [f"{PORTS}?", f"{PORTS} in 2024?"])
def test_the_year_of_the_article_fits(engine, text):
    assert engine.ask(text).items[0].article.id == "sample-storm-ports"


@pytest.mark.parametrize("year", [1998, 2019, 2031])
def test_another_year_is_not_answered(engine, year):
    assert engine.ask(f"{PORTS} in {year}?").abstained
