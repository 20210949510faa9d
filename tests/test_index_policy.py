"""What segments cost: rows written for each that came in, and how many a search goes through."""

import pytest

from index.search.policy import FANOUT, LARGEST, Merge, Size, plan


def grown(changes):
    """The sizes of the segments after publications of so many rows each, and all rows that were written."""
    sizes, written = [], 0
    for rows in changes:
        merges = plan(sizes, rows)
        replaced = {at for merge in merges for at in merge.segments}
        sizes = [size for at, size in enumerate(sizes) if at not in replaced]
        sizes += [Size(merge.rows) for merge in merges if merge.rows]
        written += sum(merge.rows for merge in merges)
    return sizes, written


@pytest.mark.parametrize("rows", [500, 2_500, 10_000])
def test_a_row_is_written_a_few_times_and_a_search_goes_through_few_segments(rows):
    publications = 1_000_000 // rows
    sizes, written = grown([rows] * publications)
    assert sum(size.rows for size in sizes) == rows * publications
    assert written / (rows * publications) < 8
    assert len(sizes) < 5 * FANOUT
    assert max(size.rows for size in sizes) <= LARGEST


def test_what_changes_a_little_writes_little():
    large = [Size(400_000), Size(90_000), Size(20_000), Size(5_000)]
    assert plan(large, 12) == [Merge((), 12, takes_new=True)]
    assert plan([*large, Size(700)], 12) == [Merge((4,), 712, takes_new=True)]


def test_a_segment_of_which_a_third_was_removed_is_written_anew():
    assert plan([Size(90_000, removed=29_000)], 0) == []
    assert plan([Size(90_000, removed=31_000)], 0) == [Merge((0,), 59_000)]
    assert plan([Size(90_000, removed=90_000)], 0) == [Merge((0,), 0, takes_new=True)]


def test_segments_of_one_size_are_merged_when_there_are_enough():
    assert plan([Size(9_000)] * (FANOUT - 2), 9_000) == [Merge((), 9_000, takes_new=True)]
    assert plan([Size(9_000)] * (FANOUT - 1), 9_000) == [Merge((0, 1, 2), 36_000, takes_new=True)]
