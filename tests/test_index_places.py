"""Things at places of a text are found as if all were looked at."""

from hypothesis import given
from hypothesis import strategies as st

from index.models import Placed, Span, placed

SPANS = st.lists(st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(0, 9)))


@given(SPANS, st.integers(0, 50))
def test_a_place_is_held_where_one_of_the_spans_holds_it(spans, place):
    assert placed(spans).hold(place) == any(span.start <= place < span.end for span in spans)


@given(SPANS, st.integers(0, 40), st.integers(1, 9))
def test_what_overlaps_a_span_is_near_it(spans, start, length):
    named = list(enumerate(spans))
    span = Span(start, start + length)
    near = Placed(named, lambda one: one[1]).near(span)
    assert [one for one in near if one[1].overlaps(span)] == sorted(
        (one for one in named if one[1].overlaps(span)), key=lambda one: one[1].start
    )
