"""Kinds of report that a reading of unseen articles brought up: speakers without a name, and whose words go on."""

from index.models import Act
from tests.reading import added, case, cases, check, direct, indirect, missed, mixed


@cases(
    case(
        "a spokeswoman from a force, and she goes on",
        "A spokeswoman from West Velm Police said the road was shut. She added that a van had been found.",
        indirect("the road was shut", "West Velm Police"),
        indirect("a van had been found", "West Velm Police"),
    ),
    case(
        "an officer without a body, and he goes on",
        "Peter Orr came to the dam. A policeman said the road was shut. He added that a van had been found.",
        indirect("the road was shut", None),
        indirect("a van had been found", None),
    ),
    case(
        "a commander of a fleet",
        "The commander of the Velm Lake Fleet told Interfax that the ship had sunk.",
        indirect("the ship had sunk", "Velm Lake Fleet", via="Interfax"),
    ),
    case(
        "an official in a town speaks for nobody",
        "A second official in the port town of Hareer said two of the men were ill.",
        indirect("two of the men were ill", None),
    ),
    case(
        "supporters speak for themselves",
        "Supporters of the Water Commission said the dam was safe.",
        indirect("the dam was safe", None),
    ),
    case(
        "a spokesman of whom the main clause tells",
        "Kestrel Foods regretted the fire that Velm Council had caused. A spokesman said the plant was safe.",
        indirect("the plant was safe", "Kestrel Foods"),
    ),
    case(
        "a ministry's spokesman is not its minister",
        "Finance Minister Ann Lee has resigned, according to a ministry spokesman.",
        indirect("Finance Minister Ann Lee has resigned", None),
    ),
)
def test_people_without_a_name_speak_for_their_body(case):
    check(case)


@cases(
    case(
        "whom a question is about",
        "Ann Lee met Peter Orr in May. Asked whether Carl Storm would play, Orr shrugged, and he said it was late.",
        indirect("it was late", "Peter Orr"),
    ),
    case(
        "the subject of joined clauses",
        "Quill Orr praised the plan and gave Peter Moss full support, and he said the dam would stay.",
        added(indirect("the plan", "Quill Orr")),
        indirect("the dam would stay", "Quill Orr"),
        weak="praise without words",
    ),
    case(
        "the subject of joined clauses, beside whoever spoke before",
        "Peter Moss said the plan was dead. He left the town. Quill Orr met Peter Moss in May, and he said the dam "
        "would stay.",
        indirect("the plan was dead", "Peter Moss"),
        indirect("the dam would stay", "Quill Orr"),
    ),
    case(
        "many reporters are nobody",
        "According to many reporters Ann Lee has kept a house in Velm.",
        indirect("Ann Lee has kept a house in Velm", None),
    ),
    case(
        "who was glad, not what made the news",
        "Ann Lee, director of the theatre, was glad that Velm made the news in a good way: “I am so happy about it.”",
        direct("I am so happy about it", "Ann Lee"),
    ),
)
def test_whom_a_sentence_is_about(case):
    check(case)


@cases(
    case(
        "a carer and her age",
        "A carer who stole from a widow told police that she had “just been borrowing it”.\n\n"
        "Mary Cole, 39, of Marsh Lane, came to the court on Monday.",
        mixed("she had “just been borrowing it", "Mary Cole"),
    ),
    case(
        "a federal judge, named below",
        "A federal judge ruled that the map was void.\n\nThe state will appeal. Judge Ann Lee had heard it in May.",
        indirect("the map was void", "Ann Lee"),
    ),
    case(
        "somebody else opens the next paragraph",
        "A carer said the ward was full.\n\nThe court heard Mary Cole, 39, on Monday.",
        indirect("the ward was full", None),
    ),
)
def test_whom_the_lead_describes(case):
    check(case)


@cases(
    case(
        "questions and answers",
        "Ten minutes with Ann Lee\n\nQ. When will the tube open?\nA. In October, if it rains.\n\n"
        "Q. And the cracks?\nA. I have seen no cracks.",
        direct("In October, if it rains", "Ann Lee"),
        direct("I have seen no cracks", "Ann Lee"),
    ),
    case(
        "a parliament",
        "The House met on Monday.\n\nMr OKELLO (Lower Ridge): Has the dam been inspected?\n\n"
        "The MINISTER FOR WATER (Mrs Holling): It has not.\n\n"
        "Mr OKELLO: Which is it?\n\nThe SPEAKER: Order.",
        direct("Has the dam been inspected?", "Okello"),
        direct("It has not", "Holling"),
        direct("Which is it?", "Okello"),
        direct("Order", None),
    ),
)
def test_turns_without_names(case):
    check(case)


@cases(
    case(
        "according to, behind a quotation that opens a paragraph",
        "“It is old,” Ann Lee said.\n\n“We tried it all,” according to Bo Orr, a farmer. “Nobody came.”",
        direct("It is old", "Ann Lee"),
        direct("We tried it all … Nobody came", "Bo Orr"),
    ),
    case(
        "somebody else is quoted later in the paragraph",
        "“It is old,” Ann Lee said. She left.\n\n“We tried it all.” Bo Orr was angry. “Nobody came,” he said.",
        direct("It is old", "Ann Lee"),
        direct("We tried it all", "Bo Orr"),
        direct("Nobody came", "Bo Orr"),
    ),
    case(
        "a participle before a name",
        "“We tried it all,” recalled farmer Bo Orr, who has lived here for years, “and nobody came.”",
        direct("We tried it all … and nobody came", "Bo Orr"),
    ),
    case(
        "words behind the quotation",
        "“It is old,” Ann Lee said.\n\n“We tried it all.” That was all that the town heard.",
        direct("It is old", "Ann Lee"),
        direct("We tried it all", "Ann Lee"),
    ),
)
def test_a_quotation_that_opens_a_paragraph(case):
    check(case)


@cases(
    case(
        "made it clear",
        "Ann Lee made it clear that the dam would stay.",
        indirect("the dam would stay", "Ann Lee"),
    ),
    case(
        "a cleared lake",
        "Ann Lee made the lake clear that year.",
    ),
    case(
        "a name behind its verb",
        "It is the most-read paper in the world, reported The Guardian.",
        indirect("It is the most-read paper in the world", "Guardian"),
    ),
    case(
        "but according to",
        "There is no word on losses, but according to the Water Commission around 2,000 people may have felt it.",
        indirect("around 2,000 people may have felt it", "Water Commission"),
    ),
    case(
        "a clause without a verb",
        "The mayor, Ann Lee, criticised the ban, labelling it a result of “bureaucratic irritation”.",
        added(indirect("the ban", "Ann Lee")),
        mixed("it a result of “bureaucratic irritation", "Ann Lee"),
        weak="criticism without words",
    ),
    case(
        "two verbs, of which the parse hangs one on a noun",
        "Velm denies such allegations and accuses Kelva of trying to spread fear.",
        indirect("such allegations", "Velm", act=Act.DENIES),
        indirect("Kelva of trying to spread fear", "Velm"),
    ),
    case(
        "what a service reported",
        "The Water Commission reported winds of up to 66 miles an hour.",
        indirect("winds of up to 66 miles an hour", "Water Commission"),
    ),
    case(
        "a habit of saying",
        "Dr. Lee liked to tell students that a landlord was dangerous. She would like to say that it is over.",
        indirect("a landlord was dangerous", "Lee"),
    ),
    case(
        "what is not recalled",
        "Ann Lee does not recall the line and has not disputed the letter.",
    ),
    case(
        "a court and a counsel",
        "Advocate General Hari Sodhi submitted that the papers were late.",
        indirect("the papers were late", "Hari Sodhi"),
    ),
    case(
        "a figure that is put at a number",
        "Mayor Ann Lee put the loss at seven boats.",
        missed(indirect("the loss at seven boats", "Ann Lee")),
        weak="to put something at a number",
    ),
)
def test_forms_of_reports(case):
    check(case)
