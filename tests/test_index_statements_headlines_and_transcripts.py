"""What the layout tells: headlines, captions, labels before a colon, pull quotes, datelines, transcripts."""

from tests.reading import case, cases, check, direct, indirect


@cases(
    case(
        "a headline with a colon",
        "Mayor Holm: Ferry will sail again by Friday\n\nThe mayor of Velm, Eva Holm, spoke on Monday.",
        indirect("Ferry will sail again by Friday", "Eva Holm"),
    ),
    case(
        "a headline with the source at its end",
        "Dam was never inspected, engineer says\n\nThe engineer, Pavel Urban, has worked at the site since May.",
        indirect("Dam was never inspected", "Pavel Urban"),
    ),
    case(
        "a pull quote with a dash",
        "The last keeper left in 1988.\n\n“You do not get lonely, you get used to your own jokes.” — Olga Stern, "
        "lighthouse keeper\n\nToday the lamp is automatic.",
        direct("You do not get lonely, you get used to your own jokes", "Olga Stern"),
    ),
    case(
        "a colon after a name",
        "Osman Bey: “We have waited eleven years for this road.”",
        direct("We have waited eleven years for this road", "Osman Bey"),
    ),
    case(
        "a caption",
        "Photo: Farmers block the bridge at Osterby. “We are not leaving,” said Lars Dahl, 52.",
        direct("We are not leaving", "Lars Dahl"),
    ),
    case(
        "wire: a dateline and an update",
        "GHENT, March 3 (BNS) — Two dockers died when a crane fell at the north quay on Monday, the port authority "
        "said.\n\nThe victims, aged 31 and 44, worked for a subcontractor, spokeswoman Lotte Claes told reporters. "
        "“We have stopped all lifting until we know more,” she added.",
        indirect("Two dockers died when a crane fell at the north quay on Monday", None),
        indirect("The victims, aged 31 and 44, worked for a subcontractor", "Lotte Claes"),
        direct("We have stopped all lifting until we know more", "Lotte Claes"),
    ),
    case(
        "live blog: entries with times",
        "14:05 The mayor, Ines Kruger, has arrived at the scene.\n\n14:12 Kruger: “The fire is under "
        "control.”\n\n14:20 The fire service says two people were treated for smoke.",
        direct("The fire is under control", "Ines Kruger"),
        indirect("two people were treated for smoke", None),
    ),
    case(
        "live blog: bullets",
        "What we know so far:\n\n- The governor, Tom Reyes, says the bridge will stay shut.\n- Engineers warn "
        "that a second span may be cracked.\n- Nobody was hurt.",
        indirect("the bridge will stay shut", "Tom Reyes"),
        indirect("a second span may be cracked", None),
    ),
)
def test_headlines_captions_dashes_and_colons(case):
    check(case)


@cases(
    case(
        "a transcript",
        "This is an excerpt of Ruth Keller's interview with Jon March.\n\nJON MARCH: Did you see the contract?\n\n"
        "RUTH KELLER: I saw a contract. I cannot say that it was this one.\n\nMARCH: Who showed it to you?",
        direct("Did you see the contract?", "Jon March"),
        direct("I saw a contract. I cannot say that it was this one", "Ruth Keller"),
        direct("Who showed it to you?", "Jon March"),
    ),
    case(
        "interview: questions and answers by initials",
        "Wilma Stokes spoke to Dara Quinn about her third album.\n\nDQ: Why so short?\n\nWS: Because I said what I had "
        "to say.",
        direct("Why so short?", "Dara Quinn"),
        direct("Because I said what I had to say", "Wilma Stokes"),
    ),
)
def test_transcripts(case):
    check(case)
