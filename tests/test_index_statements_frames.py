"""Reporting clauses that the tables do not know, and quotations that a name introduces or signs."""

from tests.reading import case, cases, check, direct


@cases(
    case(
        "between two speakers",
        "“We won fairly,” said Oda Brink. “You cheated us,” Ivo Lang shot back.",
        direct("We won fairly", "Oda Brink"),
        direct("You cheated us", "Ivo Lang"),
    ),
    case(
        "before a colon",
        "“The roof leaks,” Oda Brink said. “It always has.” Ivo Lang fired back: “You never paid for it.”",
        direct("The roof leaks … It always has", "Oda Brink"),
        direct("You never paid for it", "Ivo Lang"),
    ),
)
def test_a_verb_that_no_table_holds_changes_the_speaker(case):
    check(case)


@cases(
    case(
        "a name and said",
        "Ivo Lang took notes. “The road will be closed until June.” Oda Brink said.",
        direct("The road will be closed until June", "Oda Brink"),
    ),
    case(
        "said and a name",
        "Ivo Lang took notes. “The road will be closed until June.” said Oda Brink.",
        direct("The road will be closed until June", "Oda Brink"),
    ),
    case(
        "told somebody",
        "“We are short of money,” Ivo Lang said.\n\n“The road will be closed until June.” Oda Brink told the council.",
        direct("We are short of money", "Ivo Lang"),
        direct("The road will be closed until June", "Oda Brink"),
    ),
)
def test_a_full_stop_inside_the_marks_before_the_cue(case):
    check(case)


@cases(
    case(
        "a relative clause with a verb of its own",
        "“The dam held,” the engineer, who asked not to be named, said.",
        direct("The dam held", None),
    ),
)
def test_the_cue_of_a_quotation_is_not_in_a_relative_clause(case):
    check(case)


@cases(
    case(
        "with the outlet",
        "Oda Brink, Velm Radio: “We will not sell the ferry.”",
        direct("We will not sell the ferry", "Oda Brink"),
    ),
    case(
        "and from",
        "And from Oda Brink: “We will not sell the ferry.”",
        direct("We will not sell the ferry", "Oda Brink"),
    ),
    case(
        "signed on the next line",
        "“We will not sell the ferry, not this year and not the next.”\n— Oda Brink, deputy mayor",
        direct("We will not sell the ferry, not this year and not the next", "Oda Brink"),
    ),
)
def test_a_name_that_introduces_or_signs_a_quotation(case):
    check(case)


@cases(
    case(
        "an aside in brackets, and surnames later",
        "The dam was opened on Monday.\n\nINA HOLT, HOST: Was the dam safe?\n\n"
        "TOM ARDEN (laughing): It was not.\n\nHOLT: Thank you.",
        direct("Was the dam safe?", "Ina Holt"),
        direct("It was not", "Tom Arden"),
        direct("Thank you", "Ina Holt"),
    ),
)
def test_labels_of_a_transcript_with_asides(case):
    check(case)
