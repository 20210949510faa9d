"""What texts of other kinds brought up: press releases, court filings, sports reports, pages with their frames."""

import pytest

from index.english.layout import unwrapped
from index.english.names import parse_name
from index.english.parse_cache import parsed
from index.models import Act, SpeakerKind
from index.statements.cast.members import cast_of
from tests.reading import case, cases, check, indirect, read


@cases(
    case(
        "a headline without its auxiliary",
        "Kestrel Bank ordered to pay two million crowns in penalties\n\nThe court of Velm fined the bank on Friday.",
    ),
    case(
        "another verb of orders",
        "Velm residents urged to boil their water\n\nThe pumps failed on Friday.",
    ),
    case(
        "whoever is ordered may stand before the verb",
        "The clerk whom Ann Lee told to leave was Bo Orr.",
        indirect("whom … to leave", "Ann Lee"),
    ),
    case(
        "a verb that needs nobody else",
        "Ann Lee threatened to leave.",
        indirect("to leave", "Ann Lee"),
    ),
)
def test_whoever_is_ordered_in_a_headline_gives_no_order(case):
    check(case)


@cases(
    case(
        "denied",
        "Ann Lee denied accusations of fraud.",
        indirect("accusations of fraud", "Ann Lee", act=Act.DENIES),
    ),
    case("faced", "Ann Lee faced accusations of fraud in March."),
    case("drew", "The plan of Ann Lee drew warnings of floods."),
    case(
        "made",
        "Ann Lee made accusations of fraud against the bank.",
        indirect("fraud against the bank", "Ann Lee"),
    ),
)
def test_an_accusation_is_not_made_by_whoever_meets_it(case):
    check(case)


@cases(
    case(
        "a clause of concession",
        "Though many of them remain calm, Ann Lee responded with anger.",
    ),
    case(
        "the clause with what was said",
        "Though it was late, the dam was safe, Ann Lee said.",
        indirect("Though it was late, the dam was safe", "Ann Lee"),
    ),
)
def test_an_adverbial_clause_alone_is_nothing_said(case):
    check(case)


@cases(
    case(
        "of a drawing",
        "Art: Ann Lee and Bo Orr\n\nThe dam broke in May, Ann Lee said.",
        indirect("The dam broke in May", "Ann Lee"),
    ),
    case(
        "of a text",
        "The dam broke in May.\nAuthor: Amy Orr",
    ),
)
def test_a_credit_is_no_turn_of_a_talk(case):
    check(case)


@cases(
    case(
        "an outlet in brackets",
        "(AP) Ann Lee made a trip to the dam, the White House said.",
        indirect("Ann Lee made a trip to the dam", "White House"),
    ),
    case(
        "a site",
        "VelmLake.Net - The dam was never safe, the White House said on Monday.",
        indirect("The dam was never safe", "White House"),
    ),
)
def test_a_dateline_is_not_said(case):
    check(case)


def test_a_clause_that_is_lost_leaves_no_statement():
    assert read("The lawyer argued that. The dam broke.") == []


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Velm Rovers GK Ann Lee", "Ann Lee"),
        ("Project Scientist Maria Moss", "Maria Moss"),
        ("Fellow Lib Dem Norman Baker", "Norman Baker"),
        ("CFO Ann Lee", "Ann Lee"),
        ("JB Orr", "JB Orr"),
        ("DJ Pete Moss", "Pete Moss"),
        ("Elsa Swann:", "Elsa Swann"),
        ("ANNA MAE HOLM", "Anna Mae Holm"),
        ("Ann MacLee Orr", "Ann MacLee Orr"),
    ],
)
def test_a_post_before_a_name_is_no_part_of_it(written, full):
    assert parse_name(written).full == full


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Attorney General's Office said it was late.", "Attorney General's Office"),
        (
            "The dam was never safe, the U.S. Attorney's Office for the Western District of New York said.",
            "U.S. Attorney's Office for the Western District of New York",
        ),
    ],
)
def test_an_office_is_named_with_its_holder_and_its_place(text, body):
    (doc,) = parsed([text])
    assert [(one.name, one.kind) for one in cast_of(doc).members] == [(body, SpeakerKind.ORGANISATION)]


def test_a_countryman_is_no_name():
    (doc,) = parsed(["Martin Orr coaches Velm. “We won,” the Irishman said. The Dutchman said the match was late."])
    assert [one.name for one in cast_of(doc).members if one.name != "Velm"] == ["Martin Orr"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Velm District Attorney said that Ann Mae Orr was there.", ["Ann Mae Orr"]),
        ("Christian Aid said the dam was safe.", ["Christian Aid"]),
    ],
)
def test_an_office_with_its_place_is_nobody_and_a_body_with_a_given_name_is_no_person(text, names):
    (doc,) = parsed([text])
    assert [one.name for one in cast_of(doc).members if one.name != "Velm"] == names


FILING = """     The company argued that the court of the town of Velm had

misread the contract, and that its owner, a woman from the north

coast, had never been told that the dam was safe. It said that the

order of the judge was void because the bank had not been asked

to pay the costs of the repair of the dam in the spring.

     Ann Lee said that the bank of the town of Velm was

never asked about the pumps, and that the pumps were old.
"""


def test_a_text_with_an_empty_line_behind_each_line_has_its_paragraphs():
    shaped = unwrapped(FILING)
    assert len(shaped) == len(FILING)
    assert [" ".join(one.split())[:20] for one in shaped.splitlines() if one.strip()] == [
        "The company argued t",
        "Ann Lee said that th",
    ]
    assert read(FILING)[-1] == indirect(
        "the bank of the town of Velm was never asked about the pumps, and that the pumps were old", "Ann Lee"
    )


def test_paragraphs_that_end_their_sentences_stay_apart():
    text = (
        "The dam was safe for all the years of its life.\n\nIt broke in May.\n\nnobody knew why it had to break then."
    )
    assert unwrapped(text) == text
