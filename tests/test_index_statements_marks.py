"""Quotation marks of every convention, nested and unbalanced ones, apostrophes, nicknames, odd white space."""

from index.models import Kind
from tests.reading import case, cases, check, direct, indirect, misread, mixed

RAIN = "Rain is only water and we have boats"


@cases(
    case("curly", f"“{RAIN},” said Olga Stern.", direct(RAIN, "Olga Stern")),
    case("plain", f'"{RAIN}," said Olga Stern.', direct(RAIN, "Olga Stern")),
    case("guillemets", f"«{RAIN}», said Olga Stern.", direct(RAIN, "Olga Stern")),
    case("low and high", f"„{RAIN}“, said Olga Stern.", direct(RAIN, "Olga Stern")),
    case("single curly", f"‘{RAIN},’ said Olga Stern.", direct(RAIN, "Olga Stern")),
    case("single plain", f"'{RAIN},' said Olga Stern.", direct(RAIN, "Olga Stern")),
    case("typewriter", f"``{RAIN},'' said Olga Stern.", direct(RAIN, "Olga Stern")),
    case("opened curly, closed plain", f'“{RAIN}," said Olga Stern.', direct(RAIN, "Olga Stern")),
    case("opened plain, closed curly", f'"{RAIN},” said Olga Stern.', direct(RAIN, "Olga Stern")),
    case(
        "a cry right behind its verb",
        "Strikers at the gate chanted “Not again!” and went home at dusk.",
        direct("Not again!", None),
    ),
    case(
        "a cry in the middle of a sentence",
        "The mayor was met with shouts of “Shame!” at the new station, according to Carla Nunez.",
        mixed("The mayor was met with shouts of “Shame!” at the new station", "Carla Nunez"),
    ),
)
def test_marks_of_every_convention(case):
    check(case)


@cases(
    case(
        "contractions in single marks",
        "‘It’s the dogs’ dinner and I won’t eat it,’ said Private Cole Hanna.",
        direct("It’s the dogs’ dinner and I won’t eat it", "Cole Hanna"),
    ),
    case(
        "plural possessive before a quotation",
        "The teachers’ leader, Ada Prentice, said: ‘We’ve asked for two things and got neither.’",
        direct("We’ve asked for two things and got neither", "Ada Prentice"),
    ),
    case(
        "plain apostrophes",
        "'Don't let anyone tell you that it's the farmers' fault,' said Bjorn Lie.",
        misread(direct("Don't let anyone tell you that it's the farmers' fault", "Bjorn Lie"), kind=Kind.MIXED),
        weak="plain apostrophes inside plain single marks end the quotation",
    ),
    case(
        "a decade and a clipped word",
        "Rosalind Pike said the band had peaked in the '90s and that rock 'n' roll was over.",
        misread(
            indirect("the band had peaked in the '90s and that rock 'n' roll was over", "Rosalind Pike"),
            kind=Kind.MIXED,
        ),
        weak="an apostrophe before a word is taken for a mark",
    ),
)
def test_an_apostrophe_closes_nothing(case):
    check(case)


@cases(
    case(
        "a closing mark is missing",
        "“The valve was shut, said engineer Tania Roth. She has run the plant since 2009.\n\n"
        "“It was open,” said her deputy, Uwe Klein.",
        misread(
            direct("The valve was shut", "Tania Roth"),
            words="The valve was shut, said engineer Tania Roth. She has run the plant since 2009",
            speaker=None,
        ),
        direct("It was open", "Uwe Klein"),
        weak="a quotation that is not closed takes in its cue",
    ),
    case(
        "an opening mark is missing",
        "The valve was shut,” said engineer Tania Roth.\n\n“It was open,” said her deputy, Uwe Klein.",
        indirect("The valve was shut", "Tania Roth"),
        direct("It was open", "Uwe Klein"),
    ),
    case(
        "a doubled mark",
        "““The valve was shut,” said engineer Tania Roth.\n\n“It was open,” said her deputy, Uwe Klein.",
        direct("The valve was shut", "Tania Roth"),
        direct("It was open", "Uwe Klein"),
    ),
    case(
        "a stray inch mark",
        'The 12" pipe burst at noon. "We had asked for a new one," said plumber Gus Oakes.',
        direct("We had asked for a new one", "Gus Oakes"),
    ),
    case(
        "an odd mark two paragraphs before",
        "The motto over the gate is “Work and wait.\n\nThe gate is locked.\n\n"
        "“They sold the key,” said the caretaker, Emil Brod.",
        direct("They sold the key", "Emil Brod"),
    ),
    case(
        "an odd mark in the first paragraph",
        "The oldest pub in the county, the “Anchor, reopened on Friday.\n\nThe windows are new.\n\n“I missed the "
        "smell,” said Len Harker.\n\nThe landlady, Di Moss, said the beer was the same.",
        direct("I missed the smell", "Len Harker"),
        indirect("the beer was the same", "Di Moss"),
    ),
    case(
        "a mark turned the wrong way",
        "“I missed it,” said Len Harker. ”So did the dog,” he added.",
        direct("I missed it", "Len Harker"),
        direct("So did the dog", "Len Harker"),
    ),
    case(
        "an odd mark at the very end",
        "“I missed it,” said Len Harker.\n\nThe landlady, Di Moss, said the beer was the same.”",
        direct("I missed it", "Len Harker"),
        indirect("the beer was the same", "Di Moss"),
    ),
)
def test_an_unbalanced_mark_spoils_nothing_else(case):
    check(case)


@cases(
    case(
        "non-breaking spaces",
        "«\xa0We leave at nine,\xa0» said Captain\xa0Yves Morin.",
        direct("We leave at nine", "Yves Morin"),
    ),
    case(
        "lines broken inside a quotation",
        "“We leave at nine\nand we do not wait,” said\nCaptain Yves Morin.",
        direct("We leave at nine\nand we do not wait", "Yves Morin"),
    ),
    case(
        "double spaces and a tab",
        "Captain  Yves Morin\tsaid  the boat  would leave at nine.",
        indirect("the boat  would leave at nine", "Yves Morin"),
    ),
    case(
        "zero-width and thin spaces",
        "“We\u2009leave at nine,”\u200b said Captain Yves Morin.",
        direct("We\u2009leave at nine", "Yves Morin"),
    ),
    case(
        "carriage returns",
        "“We leave at nine,” said Captain Yves Morin.\r\n\r\n“I will be late,” said his cook, Ana Prado.\r\n",
        direct("We leave at nine", "Yves Morin"),
        direct("I will be late", "Ana Prado"),
    ),
)
def test_odd_white_space(case):
    check(case)


@cases(
    case(
        "a quotation in a quotation",
        "“My father always said, ‘Never sell the well,’ and we never did,” said Rana Odeh.",
        direct("My father always said, ‘Never sell the well,’ and we never did", "Rana Odeh"),
    ),
    case(
        "marks of one kind inside each other",
        "“They wrote “closed until further notice” on our door,” said baker Milo Hart.",
        direct("They wrote “closed until further notice” on our door", "Milo Hart"),
    ),
    case(
        "a title in a quotation",
        "“I have read ‘The Weight of Snow’ twice and understood it once,” said reviewer Tess Lund.",
        direct("I have read ‘The Weight of Snow’ twice and understood it once", "Tess Lund"),
    ),
    case(
        "fragments in marks beside a whole quotation",
        "Bishop Orla Quinn called the apology “late” and “cold.” “We had hoped for tears,” she said.",
        mixed("the apology “late” and “cold", "Orla Quinn"),
        direct("We had hoped for tears", "Orla Quinn"),
    ),
)
def test_marks_inside_marks(case):
    check(case)


@cases(
    case(
        "in the quotation",
        "“Everybody called him ‘the Bishop’ because he never swore,” said Maureen Daly.",
        direct("Everybody called him ‘the Bishop’ because he never swore", "Maureen Daly"),
    ),
    case(
        "between name and verb",
        "William “Buddy” Krantz said the factory had poisoned the creek.",
        indirect("the factory had poisoned the creek", "William “Buddy” Krantz"),
    ),
    case(
        "beside a quotation",
        "“I sold hats for forty years,” said Krantz, known as “Buddy.” William Krantz closed the shop in May.",
        direct("I sold hats for forty years", "William Krantz"),
    ),
    case(
        "a nickname inside a source",
        "“I am finished with boxing,” said Arturo “The Hammer” Salazar after the fight.",
        misread(direct("I am finished with boxing", "Arturo “The Hammer” Salazar"), speaker=None),
        weak="a nickname in marks cuts the name in two",
    ),
)
def test_a_quoted_nickname_kills_no_quotation(case):
    check(case)


@cases(
    case(
        "behind the closing mark",
        'Talks end.\n\n"The pledges of today are not enough,"Otto Lindqvist, the head of the port, said.',
        direct("The pledges of today are not enough", "Otto Lindqvist"),
    ),
    case("before the opening mark", 'Olga Stern said,"We will not pay."', direct("We will not pay.", "Olga Stern")),
    case("behind a colon", 'Olga Stern added:"We will not pay."', direct("We will not pay.", "Olga Stern")),
)
def test_a_blank_that_is_missing_beside_a_mark(case):
    check(case)
