"""Mentions that name a person together with a body or a place: which of them speaks, and when neither does."""

import pytest

from index.english.names import is_double_given_name, parse_name
from index.models import Act
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "a place before her office",
        "Alder County, Ohio, Alder County prosecutor Dana Gorsk, whose office was closed, said he was wrong.",
        indirect("he was wrong", "Dana Gorsk"),
    ),
    case(
        "a town and its State before an office",
        "Alder, Texas representative Al Marsh proposed a bill last week to ban late dances in high schools.",
        indirect("a bill last week to ban late dances in high schools", "Al Marsh", act=Act.ORDERS),
    ),
    case(
        "a rank that the model runs into the name",
        "Lance Corporal Roel Ryan Marchetti of Alder, Ohio, who was there that day, told the Alder Times, “They ran.”",
        direct("They ran", "Roel Ryan Marchetti", via="the Alder Times"),
    ),
    case(
        "a post behind the name without a comma after it",
        "Margaret Holm, NATO spokesperson said, “The dam will hold.” It was built in May.",
        direct("The dam will hold", "Margaret Holm"),
    ),
    case(
        "the office of another body of the same place",
        "Boris Damm, President of Velm, was away. Darios Holm, president of the House of Deputies of Velm, opened the "
        "session. The President of Velm said the ship was late.",
        indirect("the ship was late", "Boris Damm"),
    ),
)
def test_the_person_speaks(case):
    check(case)


@cases(
    case(
        "one of many workers",
        "The Lake Union has offices in Velm. A Lake Union worker said that the building had partly collapsed.",
        indirect("the building had partly collapsed", None),
    ),
    case(
        "one who writes on a platform",
        "“Do not hide it,” one Weibo commenter said. A Facebook user said the dam was old.",
        direct("Do not hide it", None),
        indirect("the dam was old", None),
    ),
    case(
        "whoever is near a place that is named like a person",
        "A tip led Forest Hill police officers to the room. The mother said the girl was well.",
        indirect("the girl was well", None),
    ),
    case(
        "one of a party",
        "“She is too far behind,” said another Iowa Democrat. “It was a bad night.”",
        direct("She is too far behind … “It was a bad night", None),
    ),
    case(
        "some of a party",
        "The Democrats met in May. Many Democrats say the figures hide a doubt about the turnout.",
        indirect("the figures hide a doubt about the turnout", None),
    ),
    case(
        "a politician from a party",
        "An influential politician from the Labour Party has stated she opposes the plan.",
        indirect("she opposes the plan", None),
    ),
)
def test_an_unnamed_person_of_a_body_is_not_the_body(case):
    check(case)


@cases(
    case(
        "two bodies",
        "Both the Alder School District and the Alder Police Department asserted that the boy was safe.",
        indirect("the boy was safe", "Alder School District and Alder Police Department"),
    ),
    case(
        "two countries",
        "Russia and China signaled they opposed the wording.",
        indirect("they opposed the wording", "Russia and China"),
    ),
    case(
        "the one that is given as an example",
        "Other sites such as Gazette.com have stated that they will keep the video.",
        indirect("they will keep the video", "Gazette.com"),
    ),
    case(
        "a body along with somebody",
        "The Danish government, along with Ann Marsh, said that it “cannot allow this”.",
        mixed("it “cannot allow this", "Danish government"),
    ),
)
def test_several_bodies_speak_together(case):
    check(case)


@cases(
    case(
        "the organ of a party",
        "The Communist Party of Velmia met in May. The Communist Party of Velmia's Politburo condemned the plan.",
        indirect("the plan", "Communist Party of Velmia"),
    ),
    case(
        "the organ of a country",
        "Syria's leadership said the dam was safe.",
        indirect("the dam was safe", "Syria's leadership"),
    ),
)
def test_an_organ_speaks_as_its_body(case):
    check(case)


@pytest.mark.parametrize("word", ["Paul-Lois", "Eva-Maria", "Jean-Luc"])
def test_two_given_names_with_a_hyphen_are_one(word):
    assert is_double_given_name(word)


@pytest.mark.parametrize("word", ["Al-Maria", "Rolls-Velm", "Maria", "Velm-based"])
def test_other_words_with_a_hyphen_are_no_given_name(word):
    assert not is_double_given_name(word)


def test_a_role_in_capitals_is_no_part_of_a_name():
    name = parse_name("PM Lund")
    assert name is not None
    assert (name.full, name.given) == ("Lund", "")
