"""Faults that reading articles by eye showed: whom a word stands for, what is no statement, what belongs to it."""

from index.english.parse_cache import parsed
from index.models import Act
from index.statements.cast.members import cast_of
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "a court that is not the one named before",
        "The Supreme Court will hear the case in May. However, an appeals court overturned the ruling, saying that "
        "only the council had a say.",
        indirect("only the council had a say", None),
    ),
    case(
        "an officer in a town that the model takes for a body",
        "A senior officer in Nagvota said, “The maize hampers the search.”",
        direct("The maize hampers the search", None),
    ),
    case(
        "a participle behind a clause that is joined on",
        "China and Russia both asked Norway to call off the exercise, but Denmark supported its ally, saying the "
        "drills were lawful.",
        indirect("Norway to call off the exercise", "China and Russia", act=Act.ORDERS),
        indirect("the drills were lawful", "Denmark"),
    ),
    case(
        "a body named with a preposition",
        "Reporters Without Walls, the Paris-based advocacy group for press freedom, condemned the sentence. It called "
        "the sentence a “message of fear”.",
        indirect("the sentence", "Reporters Without Walls"),
        mixed("the sentence a “message of fear", "Reporters Without Walls"),
    ),
)
def test_whom_a_word_stands_for(case):
    check(case)


def test_a_word_joined_to_a_place_is_no_person():
    (doc,) = parsed(["The chief said there were no stadiums in the capitals of Warsaw and Kiev. He left."])
    assert not [member for member in cast_of(doc).members if member.name == "Kiev" and member.kind == "person"]


@cases(
    case("a place that is ruled", "The militant group Hamas, which rules Gaza, has fired rockets since Tuesday."),
    case("an ambassador who is recalled", "Canada has recalled its ambassador to Norway."),
    case("a case that goes on", "As the case against the firm Holmster continues in the court, sailors wore red caps."),
)
def test_deeds_are_no_statements(case):
    check(case)


@cases(
    case(
        "what is called for",
        "The third edition of the Equal Pay Day was called for by the Alder Union.",
        indirect("The third edition of the Equal Pay Day", "Alder Union", act=Act.ORDERS),
    ),
    case(
        "who the source is",
        "According to Ann Holm, the Danish prime minister, “on the boat we found many weapons.”",
        direct("on the boat we found many weapons", "Ann Holm"),
    ),
)
def test_what_belongs_to_the_words(case):
    check(case)
