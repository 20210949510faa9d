"""Words that a noun, a text or a body carries: claims, statements, tweets, reports, studies, according to."""

from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "in a statement",
        "“The allegations are baseless,” Nordvik Energy said in a statement.",
        direct("The allegations are baseless", "Nordvik Energy"),
    ),
    case(
        "in a tweet, without a verb of saying",
        "In a tweet on Friday, Representative Carla Boone wrote that the bill was dead.",
        indirect("the bill was dead", "Carla Boone"),
    ),
    case(
        "a noun with its clause",
        "His claim that the tapes had been erased did not persuade the jury, which had heard Colin Frost for two days.",
        indirect("the tapes had been erased", None),
    ),
    case(
        "a named owner's claim",
        "Colin Frost's claim that the tapes had been erased did not persuade the jury.",
        indirect("the tapes had been erased", "Colin Frost"),
    ),
    case(
        "the text speaks",
        "A statement from the Lutheran Council read: “We grieve with the families.”",
        direct("We grieve with the families", "Lutheran Council"),
    ),
    case(
        "a letter as the place of the words",
        "In her letter of resignation, Justice Miriam Katz wrote, “I can no longer defend what I am asked to sign.”",
        direct("I can no longer defend what I am asked to sign", "Miriam Katz"),
    ),
    case(
        "crime: it emerged in messages",
        "In messages read to the jury, Tyler Boone wrote: “delete everything.” His co-defendant, Kyle Marsh, "
        "replied: “too late.”",
        direct("delete everything", "Tyler Boone"),
        direct("too late", "Kyle Marsh"),
    ),
    case(
        "live blog: a post embedded",
        "The singer broke her silence on Instagram. “I'm fine, stop ringing my mum,” wrote Kayla Nash.\n\nHer "
        "manager confirmed that the tour would go ahead.",
        direct("I'm fine, stop ringing my mum", "Kayla Nash"),
        indirect("the tour would go ahead", None),
    ),
)
def test_noun_and_medium_cues(case):
    check(case)


@cases(
    case(
        "court: a document speaks",
        "The indictment says the two men met in a garage in Split. In an affidavit, agent Rita Cole wrote that she had "
        "seen the envelope change hands.",
        indirect("the two men met in a garage in Split", None),
        indirect("she had seen the envelope change hands", "Rita Cole"),
    ),
    case(
        "parliament: a committee's findings",
        "The committee concluded that ministers had been warned four times. Its chair, Dame Ruth Ashby, said the "
        "warnings “went into a drawer and stayed there.”",
        indirect("ministers had been warned four times", None),
        mixed("the warnings “went into a drawer and stayed there", "Ruth Ashby"),
    ),
    case(
        "science: a study as the source",
        "Bees that sleep badly dance badly, according to a study published in Apidology on Friday. The researchers "
        "suggest that street lamps are to blame.",
        indirect("Bees that sleep badly dance badly", None),
        indirect("street lamps are to blame", None),
    ),
)
def test_documents_and_committees_speak(case):
    check(case)


@cases(
    case(
        "before the clause",
        "According to the biologist Wen Jiabao, the eels return every ninth year.",
        indirect("the eels return every ninth year", "Wen Jiabao"),
    ),
    case(
        "after the clause",
        "The pilots had been awake for nineteen hours, according to the accident board.",
        indirect("The pilots had been awake for nineteen hours", None),
    ),
    case(
        "inside the clause",
        "The suspect, according to Sheriff Dale Pruitt, crossed the river at dawn.",
        indirect("The suspect … crossed the river at dawn", "Dale Pruitt"),
    ),
    case(
        "a quotation with it",
        "The mood in the dressing room was “like a funeral,” according to captain Jens Riis.",
        mixed("The mood in the dressing room was “like a funeral,”", "Jens Riis"),
    ),
    case(
        "a named report",
        "Half of the city's cellars have no second exit, according to a report by the Fire Prevention Institute.",
        indirect("Half of the city's cellars have no second exit", "Fire Prevention Institute"),
    ),
)
def test_according_to_at_either_end(case):
    check(case)
