"""Institutions and groups by what they are: "the alliance", "a ministry spokesman", "the hospital" for a clinic."""

import pytest

from tests.reading import case, cases, check, indirect, read


@pytest.mark.parametrize(
    "noun",
    ["alliance", "assembly", "coalition", "diocese", "institution", "mosque", "movement", "secretariat", "tribunal"],
)
def test_a_body_with_a_name_before_it_is_called_so(noun):
    (said,) = read(f"The Orvanian {noun} said the dam was safe.")
    assert said.speaker == f"Orvanian {noun}"


@cases(
    case(
        "a hospital by another word",
        "Two men were taken to Velm Medical Center. The hospital said both would live.",
        indirect("both would live", "Velm Medical Center"),
    ),
    case(
        "a school by another word",
        "Orvan College closed on Friday. The school said the roof had come down.",
        indirect("the roof had come down", "Orvan College"),
    ),
    case(
        "two that it may be",
        "Two men were taken to Velm Medical Center and to Orvan Clinic. The hospital said both would live.",
        indirect("both would live", None),
    ),
)
def test_a_body_is_taken_up_by_what_it_is(case):
    check(case)


@cases(
    case(
        "of the ministry that was named",
        "The Water Ministry closed the dam. A ministry spokesman said it was unsafe.",
        indirect("it was unsafe", "Water Ministry"),
    ),
    case(
        "of the police of a department",
        "The Velm Police Department closed the road. Police officials said it was unsafe.",
        indirect("it was unsafe", "Velm Police Department"),
    ),
    case(
        "of one of two",
        "The Water Ministry closed the dam. The Trade Ministry opened it. People came. A ministry spokesman said "
        "it was unsafe.",
        indirect("it was unsafe", None),
    ),
    case(
        "of none that was named",
        "The State Department closed the road. State officials said it was unsafe.",
        indirect("it was unsafe", None),
    ),
)
def test_people_of_a_body_that_was_named_before(case):
    check(case)
