"""A fault of the rules in one paragraph: the others are read, and what is lost is counted and named."""

import pytest

from index.models import Article
from index.statements import Analyser
from index.statements.content.assemble import drafts_of

TEXT = (
    "Mayor Oda Brink said the quay was safe.\n\n"
    "Ivo Lang said the crane was rusty.\n\n"
    "“We will see,” Tom Arden said. “It is early.”"
)


@pytest.fixture
def faulty_on_cranes(monkeypatch):
    """Rules that fail on every text with a crane in it."""

    def failing(doc, rules):
        if "crane" in doc.text:
            raise ValueError("a fault of a rule")
        return drafts_of(doc, rules)

    monkeypatch.setattr("index.statements.drafts_of", failing)
    monkeypatch.setattr("index.statements.salvage.drafts_of", failing)


@pytest.mark.usefixtures("faulty_on_cranes")
def test_a_paragraph_that_cannot_be_read_costs_only_itself():
    (analysis,) = Analyser().analyse([Article("a", TEXT)])

    assert [(s.speaker, s.texts(TEXT)) for s in analysis.statements] == [
        ("Oda Brink", ("the quay was safe",)),
        ("Tom Arden", ("“We will see,”", "“It is early.”")),
    ]
    assert [span.of(TEXT).strip() for span in analysis.lost] == ["Ivo Lang said the crane was rusty."]


@pytest.mark.usefixtures("faulty_on_cranes")
def test_a_lost_paragraph_is_named(caplog):
    list(Analyser().analyse([Article("a", TEXT)]))

    assert (
        "article a: the paragraph at character 41 could not be read: Ivo Lang said the crane was rusty." in caplog.text
    )


def test_nothing_is_lost_of_a_text_that_can_be_read():
    (analysis,) = Analyser().analyse([Article("a", TEXT)])

    assert analysis.lost == ()
    assert len(analysis.statements) == 3
