"""Whose words the page tells by signatures, labels and marks, and what only looks so."""

import pytest

from index.english.lost_marks import closed_at_reports
from index.english.quotation_marks import quotations
from index.models import CastMember
from tests.reading import _parsed, case, cases, check, direct, indirect

_LEAD = "Otto Brandt said the road was open.\n\n"
_WORDS = "We will not pay for a bridge that nobody asked for"


@cases(
    case(
        "an account",
        f"{_LEAD}“{_WORDS}.”\n— Ruth Keller (@rkeller)\n\nThe vote is on Friday.",
        indirect("the road was open", "Otto Brandt"),
        direct(_WORDS, "Ruth Keller"),
    ),
    case(
        "an account and a day, on the line",
        f"“{_WORDS}.” — Ruth Keller (@rkeller) May 12, 2015",
        direct(_WORDS, "Ruth Keller"),
    ),
    case(
        "an office",
        f"{_LEAD}“{_WORDS}.”\n– Ruth Keller, mayor\n\nThe vote is on Friday.",
        indirect("the road was open", "Otto Brandt"),
        direct(_WORDS, "Ruth Keller"),
    ),
    case(
        "somebody without a name",
        f"{_LEAD}“{_WORDS}.”\n— a nurse from Velm",
        indirect("the road was open", "Otto Brandt"),
        direct(_WORDS, None),
    ),
    case(
        "a post without marks",
        f"{_LEAD}{_WORDS}.\n— Ruth Keller (@rkeller) May 12, 2015\n\nThe vote is on Friday.",
        indirect("the road was open", "Otto Brandt"),
        direct(_WORDS, "Ruth Keller"),
    ),
)
def test_a_signature_tells_whose_words_stand_above_it(case):
    check(case)


@cases(
    case(
        "votes", "The votes were counted.\n\nOtto Brandt: 1,204 votes\n\nRuth Keller: 987 votes\n\nJan Roth: withdrew"
    ),
    case("a cast", "The cast:\n\nBelle Image: Nick Moreau\n\nRosa Lind: Ann Keller, soprano"),
    case(
        "scores", "Otto Brandt: 3-2 winner over Jan Roth\n\nRuth Keller: 12 points, 4 rebounds\n\nAnn Orr: third place"
    ),
    case("captions", "The fair.\n\nOtto Brandt: photographed in Velm in 2014\n\nRuth Keller: the mayor of Velm"),
    case("careers", "Ruth Keller: Mayor of Velm since 2011\n\nOtto Brandt: Former head of the road office"),
    case(
        "a transcript",
        "Otto Brandt met the council.\n\nBrandt: We will not pay.\n\nOtto Brandt: No comment.",
        direct("We will not pay", "Otto Brandt"),
        direct("No comment", "Otto Brandt"),
    ),
    case(
        "half sentences among whole ones",
        "An hour on the dam.\n\nINA HOLT: How many came?\n\nJAN ROTH: Twelve.\n\n"
        "INA HOLT: And where were they?\n\nJAN ROTH: At the dam.",
        direct("How many came?", "Ina Holt"),
        direct("Twelve", "Jan Roth"),
        direct("And where were they?", "Ina Holt"),
        direct("At the dam", "Jan Roth"),
    ),
)
def test_a_label_is_a_turn_only_before_what_may_be_said(case):
    check(case)


@cases(
    case(
        "closed by an opening mark",
        "Mayor Ruth Keller met the press. “We will not pay, “ said Keller. The road was closed, nobody knew why.",
        direct("We will not pay", "Ruth Keller"),
    ),
    case(
        "no mark before the cue",
        "“We will not pay, said Ruth Keller. The road was closed on Monday and nobody knew why.",
        direct("We will not pay", "Ruth Keller"),
    ),
    case(
        "no mark before another's report",
        "Ruth Keller said: “We will not pay. The road was closed on Monday. Otto Brandt said the dam was safe.",
        direct("We will not pay", "Ruth Keller"),
        indirect("the dam was safe", "Otto Brandt"),
    ),
    case(
        "another quotation before any mark closes",
        "“We will not pay, said Ruth Keller. The road was closed. “It is late,” said Otto Brandt.",
        direct("We will not pay", "Ruth Keller"),
        direct("It is late", "Otto Brandt"),
    ),
)
def test_words_end_where_the_article_says_whose_they_are(case):
    check(case)


def test_a_quotation_of_several_paragraphs_keeps_its_ends():
    text = "“We will not pay. Ann Lee said so.\n\n“And we said it in May.”"
    marked = quotations(text)
    assert closed_at_reports(text, marked) == tuple(marked)


@cases(
    case(
        "a paragraph that names somebody else",
        "In a letter Ruth Keller wrote:\n\nThe dam was never safe and we all knew it.\n\n"
        "Otto Brandt runs the road office and has known the dam for years.\n\n"
        "In his answer Brandt wrote:\n\nThe dam was always safe.",
        direct("The dam was never safe and we all knew it", "Ruth Keller"),
        direct("The dam was always safe", "Otto Brandt"),
    ),
    case(
        "a paragraph that tells what happened",
        "Ruth Keller told the council:\n\nThe dam was never safe and the council knew it.\n\n"
        "The meeting lasted for two hours.\n\nAsked about it, Otto Brandt said:\n\nThe dam was always safe.",
        direct("The dam was never safe and the council knew it", "Ruth Keller"),
        direct("The dam was always safe", "Otto Brandt"),
    ),
)
def test_a_block_ends_where_the_article_goes_on(case):
    check(case)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "“It is safe,” said Ruth Keller, head of the ministry of roads (MoR) in Oslo.",
            "head of the ministry of roads in Oslo",
        ),
        ("Ruth Keller, president of the Velm Bank (VB), said it was safe.", "president of the Velm Bank"),
        ("Minister of Health and Welfare Ruth Keller said it was safe.", "Minister of Health and Welfare"),
        ("Secretary of State for Roads and Bridges Ruth Keller said so.", "Secretary of State for Roads and Bridges"),
        ("The secretary of state for health Ruth Keller said it was safe.", "secretary of state for health"),
    ],
)
def test_a_role_is_told_whole(text, role):
    assert role in keller(text).roles


def test_whom_an_and_joins_to_an_office_does_not_hold_it():
    assert keller("The president of Velm and Ruth Keller met on Monday.").roles == ()


def keller(text: str) -> CastMember:
    member = _parsed(text)[1].member("Ruth Keller")
    assert member is not None
    return member
