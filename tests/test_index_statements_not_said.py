"""What is in marks or reads like speech, and is nobody's statement."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect


@cases(
    case("scare quotes", "The so-called “peace garden” is a car park behind the station."),
    case("a title", "Her second novel, “The Weight of Snow,” sold forty copies in Bremen."),
    case("a nickname", "Arturo “The Hammer” Salazar lost his third fight in a row on Saturday night."),
    case(
        "first persons belong to the quotation's speaker",
        "“I told my brother that we would lose the farm,” said Kirsten Bakke. Her brother, Nils Bakke, farms there.",
        direct("I told my brother that we would lose the farm", "Kirsten Bakke"),
    ),
    case("a slogan on a wall", "Somebody had painted “Nobody lives here” across the shutters of the pharmacy."),
    case("a word as a word", "The dialect has eleven words for “mud” and none for “summer.”"),
)
def test_scare_quotes_titles_and_nicknames_are_no_statements(case):
    check(case)


@cases(
    case("could say", "A cynic could say that the tower was built for the view of it."),
    case("wants to say", "Editor Pia Holst wants to say something about the fire before the paper closes."),
    case("belief", "Farmer Lars Dahl believes that the frost killed the bees."),
    case("poll", "Forty-four per cent of voters would back the plan, a poll found."),
    case("a deed refused", "Captain Lucia Ferro refused to leave the bridge."),
    case("plan", "Developer Cyrus Vance plans to build a second tower."),
    case("if they say", "If the board says that the dam is safe, the market will open."),
    case(
        "column: imagined words are nobody's",
        "You can hear them already: we did not know, we were not told. A wiser party would say sorry.",
    ),
)
def test_what_nobody_said_is_no_statement(case):
    check(case)


@cases(
    case("a video", "Surveillance video shows the driver leaving the quay."),
    case("a clip", "The clip shows that the gate was open."),
    case(
        "what is asked of others, joined to a past",
        "Juliet Okafor met the crews. She urged residents to avoid flooded areas and immediately report broken mains.",
        indirect("residents to avoid flooded areas", "Juliet Okafor", act=Act.ORDERS),
    ),
)
def test_what_shows_or_is_to_be_said_is_no_statement(case):
    check(case)


@cases(
    case(
        "what you say",
        "You say that a bridge is safe, and the next flood takes it. Engineer Dora Kemp says the pillars are hollow.",
        indirect("the pillars are hollow", "Dora Kemp"),
    ),
    case(
        "what one says",
        "Hikers love the ridge. One says it is easy, then one falls. Ranger Dora Kemp said the path would be closed.",
        indirect("the path would be closed", "Dora Kemp"),
    ),
)
def test_a_generic_subject_is_nobody(case):
    check(case)
