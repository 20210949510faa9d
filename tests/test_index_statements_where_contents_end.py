"""What is no part of what somebody says: whom they speak to, where, what they do besides, what others say."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect


@cases(
    case("questioned", "Police questioned the student on Monday."),
    case("pressed", "Ann Lee pressed the minister in the hall."),
    case("begged", "Ann Lee begged her husband."),
    case("urged a country", "Ann Lee urged Orvania again."),
)
def test_whoever_is_asked_is_no_content(case):
    check(case)


@cases(
    case(
        "a thing that is questioned",
        "Ann Lee questioned the need for a new dam.",
        indirect("the need for a new dam", "Ann Lee", act=Act.ASKS),
    ),
    case(
        "what somebody is asked for",
        "Ann Lee pressed the minister for a date.",
        indirect("a date", "Ann Lee", act=Act.ORDERS),
    ),
)
def test_what_is_asked_is_content(case):
    check(case)


@cases(
    case(
        "in a statement",
        "Ann Lee denied the accusation in a statement.",
        indirect("the accusation", "Ann Lee", act=Act.DENIES),
    ),
    case(
        "at a news conference",
        "Ann Lee condemned the attack on the ferry at a news conference.",
        indirect("the attack on the ferry", "Ann Lee"),
    ),
    case(
        "in the report that is judged",
        "Ann Lee criticised the errors in the report.",
        indirect("the errors in the report", "Ann Lee"),
    ),
)
def test_the_medium_of_saying_is_no_content(case):
    check(case)


@cases(
    case(
        "an object behind it",
        "The islanders must endure, according to Ann Lee, the scorn of the whole town.",
        indirect("The islanders must endure … the scorn of the whole town", "Ann Lee"),
    ),
    case(
        "an apposition behind it",
        "The islanders must leave, according to Ann Lee, a lawyer from Velm.",
        indirect("The islanders must leave", "Ann Lee"),
    ),
)
def test_what_goes_on_behind_an_aside(case):
    check(case)


@cases(
    case(
        "others beside those who speak",
        "Some traders said the road was safe, while other traders said it was not.",
        indirect("the road was safe", None),
        indirect("it was not", None),
    ),
    case(
        "a second clause with that",
        "Ann Lee predicted that wages would fall, but that they would rise again.",
        indirect("wages would fall, but that they would rise again", "Ann Lee", act=Act.PREDICTS),
    ),
    case(
        "a participle that says nothing",
        "Ann Lee said it was the union, responding to pressure from its members, that had closed the road.",
        indirect("it was the union, responding to pressure from its members, that had closed the road", "Ann Lee"),
    ),
    case(
        "a subject that may be taken for an object",
        "Bo Orr said legalising it could put thousands of people to work.",
        indirect("legalising it could put thousands of people to work", "Bo Orr"),
    ),
    case(
        "what is done besides",
        "Ann Lee decried the charges by pointing to the harbour.",
        indirect("the charges", "Ann Lee"),
    ),
    case(
        "an infinitive that belongs to a noun of saying",
        "Ann Lee decried Orr's repeated calls to close the harbour.",
        indirect("Orr's repeated calls to close the harbour", "Ann Lee"),
    ),
    case(
        "cast as",
        "Ann Lee cast the vote as a sign of hope.",
        indirect("the vote as a sign of hope", "Ann Lee"),
    ),
)
def test_where_a_content_ends(case):
    check(case)


@cases(
    case("a storm that threatens", "The storm threatened to cut the road to Velm."),
    case("signs that point to somebody", "All signs pointed to Ann Lee for the post."),
    case(
        "a firm that threatens",
        "The Velm Ferry Company threatened to sell the boats.",
        indirect("to sell the boats", "Velm Ferry Company"),
    ),
    case(
        "a note of the newsroom",
        "Ann Lee said the dam was safe.\n\nEditor’s note: Ann Lee has vowed to close the road to everybody.",
        indirect("the dam was safe", "Ann Lee"),
    ),
    case(
        "a note of the newsroom in a text without breaks",
        "Ann Lee said the dam was safe. Editor’s note: Ann Lee has vowed to close the road to everybody.",
        indirect("the dam was safe", "Ann Lee"),
    ),
    case("how somebody answered", "The town waited to see how they responded."),
    case("those of a kind", "Voters who say the economy matters most were divided."),
    case(
        "who is asked",
        "Asked which town he liked best, Bo Orr said it was Velm.",
        indirect("it was Velm", "Bo Orr"),
    ),
)
def test_what_is_no_report(case):
    check(case)


@cases(
    case(
        "by its maker's name",
        "According to a survey by the Velm Institute, most people walk to work.",
        indirect("most people walk to work", "Velm Institute"),
    ),
    case(
        "in somebody's words",
        "The town was chosen because, in Lee's words, “they are the best people of all.” Ann Lee is the mayor.",
        direct("they are the best people of all", "Ann Lee"),
    ),
    case("of nobody", "According to a recent survey, most people walk to work."),
)
def test_a_figure_speaks_for_its_maker(case):
    check(case)


@cases(
    case(
        "that somebody stood up to say",
        "Tom Orr stood at a rally to say he was leaving.",
        indirect("he was leaving", "Tom Orr"),
    ),
)
def test_a_purpose_that_came_to_pass(case):
    check(case)
