"""Press releases, readouts of talks and blogs: who speaks there, and how their blocks of text are set."""

from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "a ministry's spokesman by the field of the ministry",
        "Velm’s Defence Ministry rejected the claim. “It is wrong,” said a defence ministry spokesman. He said that "
        "the town would stay.",
        indirect("the claim", "Defence Ministry"),
        direct("It is wrong", "Defence Ministry"),
        indirect("the town would stay", "Defence Ministry"),
    ),
    case(
        "a spokesman of another ministry",
        "Velm’s Defence Ministry rejected the claim. A finance ministry spokesman said that the town would stay.",
        indirect("the claim", "Defence Ministry"),
        indirect("the town would stay", None),
    ),
    case(
        "one ministry of two",
        "The Velm Water Ministry and the Velm Finance Ministry met. A finance ministry official said that the town "
        "would pay.",
        indirect("the town would pay", "Velm Finance Ministry"),
    ),
    case(
        "a coalition by what the text has said that it is",
        "A coalition of 12 unions, the Lake Action Front, marched on Monday. In a statement, the coalition described "
        "the plan as “a gift to the rich”.",
        mixed("the plan as “a gift to the rich", "Lake Action Front"),
    ),
    case(
        "two coalitions",
        "A coalition of 12 unions, the Lake Action Front, met a coalition of clubs, the Friends of the Lake. The "
        "coalition said that the plan was dead.",
        indirect("the plan was dead", None),
    ),
    case(
        "a blog that goes on",
        "Pontoon, a blog on harbours, wrote that the pier was shut. The blog said that the crane was old.",
        indirect("the pier was shut", "Pontoon"),
        indirect("the crane was old", "Pontoon"),
    ),
    case(
        "a title with its body between it and the name",
        "A representative of the port union, Lake Labour, Tim Okello, made the case for the pier, arguing that it was "
        "safe.",
        indirect("it was safe", "Tim Okello"),
    ),
    case(
        "a description whose second comma is missing",
        "Omid Kiani, former vice chairman writes:\n\nThe pier is shut and I do not see why.",
        direct("The pier is shut and I do not see why", "Omid Kiani"),
    ),
    case(
        "whoever stands between a preposition and its gerund",
        "Upon Kestrel Foods confirming that it would leave, a union of sailors marched to the port.",
        indirect("it would leave", "Kestrel Foods"),
    ),
)
def test_speakers_by_body_and_by_place(case):
    check(case)


@cases(
    case(
        "a director general is no general",
        "Major General Bo Orr came to the dam. Better pumps would help, the director general said.",
        indirect("Better pumps would help", None),
    ),
    case(
        "a general is",
        "Brigadier General Ann Lee came to the dam. The general said that it was safe.",
        indirect("it was safe", "Ann Lee"),
    ),
    case(
        "a title, its bearer, and what they speak of",
        "According to the Director General of the Institute of Water and Land Management (IWLM), Mosi Okello, "
        "organized training and a clear plan for the use of pumps across the country would help avoid floods.",
        indirect(
            "organized training and a clear plan for the use of pumps across the country would help avoid floods",
            "Mosi Okello",
        ),
    ),
    case(
        "a paragraph on what another thinks, and the words in the next",
        "“The dam was old,” Ann Lee said.\n\nAnother expert, Gong Hae-shik of the Velm Institute for Water Studies, "
        "doubts the plan made by Lee.\n\n“Nobody ever looked at it.”",
        direct("The dam was old", "Ann Lee"),
        direct("Nobody ever looked at it", "Gong Hae-shik"),
    ),
    case(
        "a paragraph on what another does",
        "“The dam was old,” Ann Lee said.\n\nBo Orr, an engineer, left.\n\n“Nobody ever looked at it.”",
        direct("The dam was old", "Ann Lee"),
        direct("Nobody ever looked at it", "Ann Lee"),
    ),
    case(
        "a name before a hyphen that is no syllable",
        "Experts on Grand Tower-style buildings said the dam was safe.",
        indirect("the dam was safe", None),
    ),
)
def test_nobody_is_taken_for_another(case):
    check(case)


@cases(
    case(
        "a colon leads over one break, not over two",
        "Check out the film on the web:\n\nOrr’s words of comfort:\n\n“I am with you. You will not be alone.”",
        direct("I am with you. You will not be alone", "Orr"),
    ),
    case("a blessing signs nothing", "We love this town and its old pier. I pray for it. God Bless You."),
    case(
        "a name does",
        "We love this town and its old pier. I pray for it. Ann Lee",
        direct("We love this town and its old pier. I pray for it", "Ann Lee"),
    ),
)
def test_what_leads_to_a_block_and_what_signs_it(case):
    check(case)


@cases(
    case(
        "further paragraphs in the first person",
        "Ann Lee wrote:\n\nI never saw the dam.\n\nMy house is below it.\n\nThe town has two dams.",
        direct("I never saw the dam … My house is below it", "Ann Lee"),
    ),
    case(
        "a blog whose author says I",
        "I went to Velm in May.\n\nAnn Lee wrote:\n\nI never saw the dam.\n\nMy own house is far from it.",
        direct("I never saw the dam", "Ann Lee"),
    ),
    case(
        "blocks of a release, one behind the other",
        "Ann Lee, head of the port, said:\n\nBoats are busy in May, with tourists and with trade.\n\nThe new pier will "
        "help anyone who wants to find out quickly where to land.\n\nBo Orr, head of the union, said:\n\nThe demands "
        "of trade are heavy, and it is the sailors who bear them.\n\nVelm lies on the lake.",
        direct(
            "Boats are busy in May, with tourists and with trade … The new pier will help anyone who wants to find out "
            "quickly where to land",
            "Ann Lee",
        ),
        direct("The demands of trade are heavy, and it is the sailors who bear them", "Bo Orr"),
    ),
    case(
        "a paragraph that names whose block it was",
        "Ann Lee wrote:\n\nThe boats are gone.\n\nLee has lived on the lake for years.\n\nBo Orr wrote:\n\nThe pier is "
        "shut.",
        direct("The boats are gone", "Ann Lee"),
        direct("The pier is shut", "Bo Orr"),
    ),
    case(
        "a block that was lost, and the article goes on",
        "Ann Lee condemned the police in a statement:\n\nThe mayor went on to warn that the pier was unsafe.",
        indirect("the police", "Ann Lee"),
        indirect("the pier was unsafe", None),
    ),
    case(
        "a lead whose block was lost, and the next lead",
        "Sailors met and announced they would vote:\n\nAnn Lee, head of the port, writes:\n\nThe boats are gone.",
        indirect("they would vote", None),
        direct("The boats are gone", "Ann Lee"),
    ),
    case(
        "what a lead reports, and its block",
        "On the pier, Ann Lee notes how the town has changed:\n\nBoats come and go. Nobody waits for them.",
        indirect("how the town has changed", "Ann Lee"),
        direct("Boats come and go. Nobody waits for them", "Ann Lee"),
    ),
    case(
        "a name that leads to a letter, and a message",
        "Many wrote to the town. From Ann Lee of Velm:\n\nThe people of the lake are with you. Let the pumps run "
        "again.\n\nBo Orr from Ridge left this message\n\nDear town, all we can do is to send you our boats.",
        direct("The people of the lake are with you. Let the pumps run again", "Ann Lee"),
        direct("Dear town, all we can do is to send you our boats", "Bo Orr"),
    ),
)
def test_blocks_without_marks(case):
    check(case)


@cases(
    case(
        "a mark that opens in one paragraph and closes in the next",
        "At the Lake Times, Ann Lee says:\n\n“The boats are gone and the pier is shut.\n\nOrr has not talked of it. "
        "Could he have had it in mind when he assured the town that it would stay?”\n\nHe left the town in May.",
        direct(
            "The boats are gone and the pier is shut … Orr has not talked of it. Could he have had it in mind when he "
            "assured the town that it would stay?",
            "Ann Lee",
        ),
    ),
    case(
        "the closing mark turned the wrong way",
        "Ann Lee says:\n\n“The boats are gone.\n\nNobody in the town waits for them any more, and nobody will. “\n\n"
        "The pier is shut.",
        direct("The boats are gone … Nobody in the town waits for them any more, and nobody will", "Ann Lee"),
    ),
    case(
        "single marks, paragraph after paragraph",
        "Crime minister Ann Lee said:\n\n‘Films can lead young people to feel confused. Boats help them.\n\n‘We know "
        "that boats work, and we will build more.’\n\nThe pier is shut.",
        direct(
            "Films can lead young people to feel confused. Boats help them … We know that boats work, and we will "
            "build more",
            "Ann Lee",
        ),
    ),
    case(
        "a mark that was forgotten, and another's words",
        "Ann Lee said: “The boats are gone.\n\nThe pier is shut, Bo Orr said. “It is old.”",
        direct("The boats are gone", "Ann Lee"),
        mixed("The pier is shut … It is old", "Bo Orr"),
    ),
    case(
        "a mark that was forgotten, and a word in marks",
        "Ann Lee said: “The boats are gone.\n\nBo Orr called the pier “old.”",
        direct("The boats are gone", "Ann Lee"),
        mixed("the pier “old", "Bo Orr"),
    ),
)
def test_marks_over_paragraphs(case):
    check(case)


@cases(
    case(
        "two leaders who met, and go on",
        "President Ann Lee met with President Bo Orr in Velm. The two leaders noted that the lake was full. They also "
        "noted the importance of ties.",
        indirect("the lake was full", "Ann Lee and Bo Orr"),
        indirect("the importance of ties", "Ann Lee and Bo Orr"),
    ),
    case(
        "two women, and a third who is named alone",
        "Ann Lee and Mary Orr came to the dam. Eva Holm saw them. Both women said that the dam was safe.",
        indirect("the dam was safe", "Ann Lee and Mary Orr"),
    ),
    case(
        "three of whom two are meant",
        "President Ann Lee met President Bo Orr and Mayor Eva Holm. The two leaders said the lake was full.",
        indirect("the lake was full", None),
    ),
    case(
        "two who are not known",
        "President Ann Lee met President Bo Orr. Two leaders said the lake was full.",
        indirect("the lake was full", None),
    ),
    case(
        "a list of verbs without a link before the second",
        "Ann Lee praised the pumps, noted all towns of the lake have an interest in them, and underscored the "
        "commitment of Velm to the dam.",
        indirect("the pumps", "Ann Lee"),
        indirect("all towns of the lake have an interest in them", "Ann Lee"),
        indirect("the commitment of Velm to the dam", "Ann Lee"),
    ),
    case(
        "concerns and objections that are raised",
        "President Ann Lee raised concerns about the pumps in Velm and Ridge. Ann Lee also raised Orvanian objections "
        "to the ship’s route. Nurses met the mayor and raised doubts about the plan.",
        indirect("concerns about the pumps in Velm and Ridge", "Ann Lee"),
        indirect("Orvanian objections to the ship’s route", "Ann Lee"),
        indirect("doubts about the plan", None),
    ),
    case(
        "what gives rise to concerns, and what else is raised",
        "The delay raised concerns about the dam. Ann Lee raised taxes. Her words raised objections from sailors. Ann "
        "Lee raised an alarm at midnight.",
    ),
)
def test_readouts_of_talks(case):
    check(case)


@cases(
    case(
        "clear, in meetings with others",
        "Orr has made clear in meetings with the mayor and others that the town is not willing to sell.",
        indirect("the town is not willing to sell", "Orr"),
    ),
    case(
        "laid out and spelled out, but not a plan that is set out",
        "Ann Lee laid out in detail that the policy has not changed. She spelled out why it was safe. She set out the "
        "plan that the town wanted.",
        indirect("the policy has not changed", "Ann Lee"),
        indirect("why it was safe", "Ann Lee"),
    ),
    case(
        "what somebody recognises, and what they see again",
        "Ann Lee recognised that her team was not the first to see it. She recognises the flag.",
        indirect("her team was not the first to see it", "Ann Lee"),
    ),
    case(
        "a question, and an answer by a verb that no table holds",
        "Asked whether the plan would help the lake, Ann Lee didn't hesitate: “It will not.” Asked which pump she "
        "liked, she demurred: “Whichever one I see.”",
        direct("It will not", "Ann Lee"),
        direct("Whichever one I see", "Ann Lee"),
    ),
    case(
        "dismay where the parse sees no object",
        "Velm Press Union expressed dismay over the lack of any action to amend the law.",
        indirect("dismay over the lack of any action to amend the law", "Velm Press Union"),
    ),
    case(
        "a thing cannot go on from what is said of it",
        "Ann Lee said the dam was old and warned of floods in the valley. She said the firm had lied and threatened to "
        "sue the town.",
        indirect("the dam was old", "Ann Lee"),
        indirect("floods", "Ann Lee"),
        indirect("the firm had lied and threatened to sue the town", "Ann Lee"),
    ),
    case(
        "what others are called on to say",
        "Ann Lee wrote:\n\nLet the world cast its light upon your fight. Let me say that it is old.",
        direct("Let the world cast its light upon your fight. Let me say that it is old", "Ann Lee"),
    ),
    case(
        "a call by telephone",
        "Millions have called the helpline to speak to nurses. Ann Lee called the plan a joke.",
        indirect("the plan a joke", "Ann Lee"),
    ),
)
def test_frames_of_releases(case):
    check(case)


@cases(
    case(
        "signed before the mark that closes",
        'Ann Lee said the dam was safe.\n\n"We tried it all and nobody listened to us.\nBo Orr, Kestrel Foods."\n\n'
        "The town slept.",
        indirect("the dam was safe", "Ann Lee"),
        direct("We tried it all and nobody listened to us", "Bo Orr"),
    ),
    case(
        "with a title",
        "“The boats are gone and the pier is shut.\nU.S. Rep. Bo Orr.”\n\nThe town slept.",
        direct("The boats are gone and the pier is shut", "Bo Orr"),
    ),
)
def test_a_quotation_that_is_signed_inside_its_marks(case):
    check(case)
