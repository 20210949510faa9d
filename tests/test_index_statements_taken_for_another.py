"""What is easily taken for another: a title for a body, a slip of the pen for a stranger, a deed for words."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect


@cases(
    case(
        "an office before a name in apposition",
        "“The odds are pretty good,” said a former River Water Commissioner, Tom Brandt, who had left in May.",
        direct("The odds are pretty good", "Tom Brandt"),
    ),
    case(
        "a rank of a force",
        "“We are at the scene,” said Sergeant Tom Brandt. The Velm Constabulary Sergeant added: “We cannot say more.”",
        direct("We are at the scene", "Tom Brandt"),
        direct("We cannot say more", "Tom Brandt"),
    ),
    case(
        "a title that goes on behind the name",
        "“He sold trust by the yard,” said Acting Special Agent in Charge Tanya Whitehorse of the Velm Office.",
        direct("He sold trust by the yard", "Tanya Whitehorse"),
    ),
    case(
        "a word in capitals",
        "A GRAN has told how she fought off a burglar.",
        indirect("how she fought off a burglar", None),
    ),
)
def test_titles_are_no_bodies(case):
    check(case)


@cases(
    case(
        "a letter missing",
        "Local deputy Ina Mulvane said the road was closed. Deputy Mulvne said that two bridges were gone.",
        indirect("the road was closed", "Ina Mulvane"),
        indirect("two bridges were gone", "Ina Mulvane"),
    ),
    case(
        "a letter too many",
        "Her lawyer, Tom Gelman, said that she was free. Gellman told the court that he would appeal.",
        indirect("she was free", "Tom Gelman"),
        indirect("he would appeal", "Tom Gelman"),
    ),
)
def test_a_surname_misspelt_by_a_letter_is_the_same(case):
    check(case)


@cases(
    case(
        "a statement that a body issued",
        "The Lake Council issued a statement on Monday. The statement urges all villages to reject the plan.",
        indirect("all villages to reject the plan", "Lake Council", act=Act.ORDERS),
    ),
    case(
        "a statement from a government",
        "The talks failed in May. A statement from the Danish government said that the ship would turn back.",
        indirect("the ship would turn back", "Danish government"),
    ),
    case(
        "the leader of another party than the president's",
        "President Jon Berg met the parties on Monday. The leader of Halla stated on Friday that the vote was final.",
        indirect("the vote was final", None),
    ),
)
def test_texts_and_leaders_are_their_own_bodies(case):
    check(case)


@cases(
    case(
        "a woman in a report, and her own claim",
        "Bo Orr said Eva Novak was a guest and she claims she was held.",
        indirect("Eva Novak was a guest", "Bo Orr"),
        indirect("she was held", "Eva Novak"),
    ),
    case(
        "a claim behind a comma",
        "Bo Orr said Eva Novak was a guest, and she claims that she was held against her will.",
        indirect("Eva Novak was a guest", "Bo Orr"),
        indirect("she was held against her will", "Eva Novak"),
    ),
)
def test_she_is_the_woman_named_last(case):
    check(case)


@cases(
    case(
        "praise inside a report",
        "Ann Lee said Bo Orr praised the plan.",
        indirect("Bo Orr praised the plan", "Ann Lee"),
    ),
    case("behind a preposition", "Ann Lee won the town over by condemning the plan."),
    case("asked, and no words", "Asked if he was ever bullied, Lee said no."),
)
def test_deeds_inside_reports_are_no_statements(case):
    check(case)


@cases(
    case(
        "a cue in the next paragraph, one newline",
        "“They sue,” Ina Marsh said. “Everybody sues, right?”\nLater, Tom Brandt claimed that the dam was safe.",
        direct("They sue … Everybody sues, right?", "Ina Marsh"),
        indirect("the dam was safe", "Tom Brandt"),
    ),
    case(
        "another speaker between two quotations of a paragraph",
        "“We are late,” Ina Marsh said. According to Tom Brandt, “the dam is safe and the town knows it.”",
        direct("We are late", "Ina Marsh"),
        direct("the dam is safe and the town knows it", "Tom Brandt"),
    ),
)
def test_a_quotation_keeps_to_its_own_cue(case):
    check(case)
