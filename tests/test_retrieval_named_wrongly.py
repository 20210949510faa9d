"""Of all statements extracted, how many name a wrong speaker: read off what the scorer prints."""

from retrieval.evaluation.statements import with_named_wrongly

FIGURES = (
    "gold with a speech cue or marks 50 (direct 20, mixed 10, indirect 20); predicted 80\n"
    "speaker given the statement: right  90.0  unknown   5.0  wrong   5.0  of 40;  rightly none 7 of 9"
)


def test_wrong_names_and_names_where_nobody_is_named_are_counted():
    assert with_named_wrongly(FIGURES).splitlines()[-1] == "named wrongly 5.0 of all 80 statements extracted"


def test_gold_without_speakers_says_nothing_of_them():
    figures = FIGURES.partition("\n")[0]
    assert with_named_wrongly(figures) == figures
