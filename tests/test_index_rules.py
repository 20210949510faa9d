"""Every rule fires on its example and gives what it says, does not fire on its counter-example, and is documented."""

from pathlib import Path

import pytest

from bot.command.rules import rules_page
from index.models import Article
from index.statements import Analyser, registered_rules
from index.statements.rules import Concern, Rule, RuleId, rule
from index.statements.speaker.confidence import THRESHOLD, confidence_of
from tests.reading import statements_of, summed_up

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"


def fires(one: Rule, text: str) -> bool:
    """Whether a statement carries the rule, or the text is read otherwise without it."""
    carried = {name for s in statements_of(text) for name in (s.pattern, s.resolved_by)}
    return one.id in carried or summed_up(text) != summed_up(text, frozenset({one.id}))


@pytest.mark.parametrize("one", registered_rules(), ids=lambda one: one.id.value)
def test_a_rule_fires_on_its_example_and_not_on_its_counter_example(one):
    assert summed_up(one.example) == one.gives
    assert fires(one, one.example)
    assert not fires(one, one.not_on)


@pytest.mark.parametrize("one", registered_rules(), ids=lambda one: one.id.value)
def test_no_statement_carries_a_rule_that_is_switched_off(one):
    left = statements_of(one.example, frozenset({one.id}))
    assert one.id not in {name for s in left for name in (s.pattern, s.resolved_by)}


def test_every_id_is_a_rule_with_an_example_a_counter_example_and_a_reading():
    assert [one.id for one in registered_rules()] == list(RuleId)
    assert [one.id for one in registered_rules() if not (one.example and one.not_on and one.reads)] == []


def test_the_page_of_rules_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == rules_page(registered_rules()), "run `make rules-doc`"


def test_a_rule_is_registered_once():
    with pytest.raises(ValueError, match=r"clause: registered twice; in index\.statements\.content\.clauses and"):
        rule(RuleId.CLAUSE, Concern.CONTENT, example="a", gives="b", not_on="c")(fires)


def test_a_rule_that_was_right_more_often_is_trusted_more():
    assert confidence_of(RuleId.NAME) > confidence_of(RuleId.PRONOUN) > confidence_of(RuleId.CONTINUED) > THRESHOLD


def test_a_pronoun_is_surer_where_its_antecedent_stands_out():
    assert confidence_of(RuleId.PRONOUN, margin=1.0) > confidence_of(RuleId.PRONOUN, margin=0.1)
    assert confidence_of(RuleId.NAME, margin=1.0) == confidence_of(RuleId.NAME)


def test_the_analyser_reads_without_a_rule():
    article = Article("a", "Ann Lee said the dam was safe. “It leaks,” Bo Orr said.")
    (analysis,) = Analyser(without=frozenset({RuleId.CLAUSE})).analyse([article])
    assert [(s.speaker, s.pattern) for s in analysis.statements] == [("Bo Orr", "quote-cue")]
