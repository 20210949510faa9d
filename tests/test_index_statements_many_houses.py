"""Passages in the ways of many houses: a page of a tabloid, a police log, a review, a wire from Tehran, a debate.

What was read at first stands in docs/evaluation.md.
"""

from tests.houses import house_cases
from tests.reading import cases, check


@cases(*house_cases())
def test_passages_in_the_ways_of_many_houses(case):
    check(case)
