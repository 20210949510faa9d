"""Faults that a reading of articles drawn at random from many houses showed, in wording of our own."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "a question put to a prime minister",
        "Prime Minister Jun Arata took questions at the press club on Monday. During the session Arata was asked, "
        "“Do you feel any guilt?” The prime minister admitted that he did.",
        direct("Do you feel any guilt?", None, act=Act.ASKS),
        indirect("that he did", "Jun Arata"),
    ),
    case(
        "a question put to a woman who answers",
        "When she was asked, “Will you resign?” Mayor Eva Holm responded: “I will not.”",
        direct("Will you resign?", None, act=Act.ASKS),
        direct("I will not.", "Eva Holm"),
    ),
    case(
        "somebody who is told something",
        "Eva Holm was told, “You must leave the lake.” She replied: “I never saw the lake.”",
        direct("You must leave the lake.", None),
        direct("I never saw the lake.", "Eva Holm"),
    ),
    case(
        "a hearer behind a long description",
        "“The lower you start, the more orbits you can have,” Jim Cantor, who worked at a rocket firm in its "
        "earliest days and is now CEO of launch startup Lark Space, told the crowd.",
        direct("The lower you start, the more orbits you can have,", "Jim Cantor"),
    ),
)
def test_who_is_spoken_to_does_not_speak(case):
    check(case)


@cases(
    case(
        "the defence minister",
        "Health Minister Ann Lee opened the ward on Monday. The defence minister said the dam was safe.",
        indirect("the dam was safe", None),
    ),
    case(
        "the health minister",
        "Health Minister Ann Lee opened the ward on Monday. The health minister said the dam was safe.",
        indirect("the dam was safe", "Ann Lee"),
    ),
    case(
        "the fire chief",
        "Police chief Bo Orr came to the bridge on Monday. The fire chief said the bridge was closed.",
        indirect("the bridge was closed", None),
    ),
    case(
        "the company president",
        "School board president Ann Lee opened the hall on Monday. The company president said the roof was safe.",
        indirect("the roof was safe", None),
    ),
    case(
        "the party leader",
        "Labour leader Ann Lee opened the hall on Monday. The party leader said the roof was safe.",
        indirect("the roof was safe", "Ann Lee"),
    ),
    case(
        "the education secretary beside a general secretary",
        "There is no more money for teachers, the education secretary has said. Union general secretary Andrea Brody "
        "said the offer was poor.",
        indirect("There is no more money for teachers", None),
        indirect("the offer was poor", "Andrea Brody"),
    ),
    case(
        "a mother of three and a mother of two",
        "The mother of three says she works until late. Saphina Ndlovu is a mother of two who sells tea nearby.",
        indirect("she works until late", None),
    ),
    case(
        "the officer before another officer",
        "One officer called at the house. The officer recalled: “I knocked for ten minutes.” Another officer, John "
        "Canning, said: “The television was on.”",
        direct("I knocked for ten minutes.", None),
        direct("The television was on.", "John Canning"),
    ),
    case(
        "a title in capitals",
        "MEC for Roads and Rural Affairs, Themba Dlodlo, said the bridge had been closed. The MEC said it would open "
        "again.",
        indirect("the bridge had been closed", "Themba Dlodlo"),
        indirect("it would open again", "Themba Dlodlo"),
    ),
)
def test_an_office_is_for_one_thing(case):
    check(case)


@cases(
    case(
        "a body's economist",
        "The numbers end the debate, said Certified Accountants of Velm’s chief economist, Daria Brass. The report "
        "beat every forecast, she said.",
        indirect("The numbers end the debate", "Daria Brass"),
        indirect("The report beat every forecast", "Daria Brass"),
    ),
    case(
        "a party for something",
        "During the debate, Democratic Party for the People leader Yuko Tamada urged the prime minister to resign.",
        indirect("the prime minister to resign", "Yuko Tamada", act=Act.ORDERS),
    ),
    case(
        "residents of several villages",
        "Residents of Ha Tuke, Mechaling, Ha Lephallo, Ha Pitso and Mokotane say they live in fear. They insist that "
        "the company should pay.",
        indirect("they live in fear", None),
        indirect("that the company should pay", None),
    ),
    case(
        "two kinds of justices",
        "Justice Clara Thomson and Chief Justice Jon Robson sat on Monday. In April, both conservative and liberal "
        "justices questioned the order’s legality.",
        indirect("the order’s legality", None, act=Act.ASKS),
    ),
    case(
        "a list with a name of two halves",
        "Germany, France and Bosnia and Herzegovina said the treaty was dead.",
        indirect("the treaty was dead", "Germany and France and Bosnia and Herzegovina"),
    ),
    case(
        "a body that speaks on a day",
        "Marsh’s campaign on Tuesday said it had opened 100 offices.",
        indirect("it had opened 100 offices", "Marsh’s campaign"),
    ),
    case(
        "a gerund before a name",
        "CEO Tim Cookson said on Tuesday that the plant would open. Cookson left by train.\n\nHosting Cookson at the "
        "lake “is our dream,” founder Marc Bender said.\n\nCookson joked that he was no singer.",
        indirect("the plant would open", "Tim Cookson"),
        mixed("Hosting Cookson at the lake “is our dream,”", "Marc Bender"),
        indirect("that he was no singer", "Tim Cookson"),
    ),
)
def test_who_is_named(case):
    check(case)


@cases(
    case(
        "a group whose head was named",
        "Sadeq Omar is the head of the Levant Dialogue Group in Velm, which says on its site that it aims for peace.",
        indirect("that it aims for peace", "Levant Dialogue Group"),
    ),
    case(
        "a body in a place",
        "Peter Amadi is a nurse at the Velm Relief Trust in Accra, which said the dam was safe.",
        indirect("the dam was safe", "Velm Relief Trust"),
    ),
    case(
        "a letter that goes on",
        "Lawmakers wrote to the FBI in May. The FBI had opened a case. “Only after this did the bureau act,” the "
        "letter stated. It described the stations as part of a larger effort.",
        direct("Only after this did the bureau act,", None),
        indirect("the stations as part of a larger effort", None),
    ),
    case(
        "a body's statement that goes on",
        "A Lake Union statement said a panel had fined Norway's Rowing Federation. It added that Norway had rowed in "
        "the wrong boats.",
        indirect("a panel had fined Norway's Rowing Federation", "Lake Union"),
        indirect("that Norway had rowed in the wrong boats", "Lake Union"),
    ),
    case(
        "a memo that was seen",
        "The dam will close, according to a memo seen by Reuters. Emails obtained by CNN say that the lake is dry.",
        indirect("The dam will close", None),
        indirect("that the lake is dry", None),
    ),
    case(
        "two brochures",
        "Sweden’s brochure came out in May. The Finnish brochure suggests that people keep warm. The brochure says: "
        "“Stay at home.”",
        indirect("that people keep warm", None),
        direct("Stay at home.", None),
    ),
)
def test_things_that_speak(case):
    check(case)


@cases(
    case(
        "the president, then he",
        "President Paul Marsh met Bo Orr on Monday. Orr was silent at lunch. The president is sure of himself. He "
        "said the firms had shown interest.",
        indirect("the firms had shown interest", "Paul Marsh"),
    ),
    case(
        "a name that women and men bear",
        "Sen. Lindsey Grant helped to make peace between President Paul Marsh and Gov. Bruce Kemper, whose feud had "
        "hurt the party. Grant told the paper he was worried.\n\n“Marsh was up six points, and now it’s close,” he "
        "said.",
        indirect("he was worried", "Lindsey Grant"),
        direct("Marsh was up six points, and now it’s close,", "Lindsey Grant"),
    ),
    case(
        "a minister who makes something clear before his words",
        "Communications Minister Fahim Fadil said today that the firms had paid for themselves. Prime Minister Anwar "
        "Idris was abroad.\n\nAnwar said on Monday that the trips were cheap.\n\nFahim also clarified Anwar’s "
        "daughter, Nura, joined him as an officer.\n\n“I got word from the secretary that she was invited.”",
        indirect("that the firms had paid for themselves", "Fahim Fadil"),
        indirect("that the trips were cheap", "Anwar Idris"),
        direct("I got word from the secretary that she was invited.", "Fahim Fadil"),
    ),
    case(
        "a verb behind a phrase with another name",
        "During the call, Mayor Peter Orr asked about the Lake Brotherhood, called Nora Velt a “traitor” and said, "
        "“Let her go.”",
        mixed("Nora Velt a “traitor”", "Peter Orr"),
        direct("Let her go.", "Peter Orr"),
    ),
)
def test_who_is_meant(case):
    check(case)


@cases(
    case(
        "an order that a clause tells",
        "The indictment claims that the unrest began with the jailing of Zondo, as ordered by the Constitutional "
        "Court.",
        indirect("that the unrest began with the jailing of Zondo, as ordered by the Constitutional Court", None),
    ),
    case(
        "a verb inside a report",
        "Colonel Stu Glenn said the drills were aimed at helping the US and its allies respond to “any crisis or "
        "storm.”",
        mixed("the drills were aimed at helping the US and its allies respond to “any crisis or storm.”", "Stu Glenn"),
    ),
    case(
        "a clause of time before a verb",
        "The film had been cut to show Mayor Stark failing to answer a question, when, in fact, he responded quickly.",
    ),
    case(
        "a verb that the tagger takes for another form",
        "Women like Sloan challenge the image of the mother as a woman of means, said Jessica Carlo, a sociologist.",
        indirect("Women like Sloan challenge the image of the mother as a woman of means", "Jessica Carlo"),
    ),
    case(
        "two halves before a verb",
        "Selling a product is difficult, but altering behavior is much more difficult, Michelle Hegg said.",
        indirect("Selling a product is difficult, but altering behavior is much more difficult", "Michelle Hegg"),
    ),
    case(
        "a participle between a quotation and its verb",
        "“The president wants the option of a bigger deal than just the little deal” announced in October, said "
        "Derek Scisson, a scholar at the institute.",
        direct("The president wants the option of a bigger deal than just the little deal", "Derek Scisson"),
    ),
    case(
        "what critics charge somebody with",
        "Corbell, a stolid socialist, is accused by critics of promoting high-tax policies.",
        indirect("promoting high-tax policies", None),
    ),
    case(
        "since a day",
        "Mbumo said since the day Geingo left the country for the US, he was constantly in touch with the team.",
        indirect("since the day Geingo left the country for the US, he was constantly in touch with the team", "Mbumo"),
    ),
)
def test_what_is_said(case):
    check(case)


@cases(
    case(
        "a body that a noun describes before its name",
        "A director at energy regulator Velgem has quit. Christine Farn, who left, said she was sad. The regulator "
        "has said it would find another.",
        indirect("she was sad", "Christine Farn"),
        indirect("it would find another", "Velgem"),
    ),
    case(
        "a body that a sentence describes",
        "Nato is a military alliance of 32 members. Velm joined it in May. The alliance said the door was open.",
        indirect("the door was open", "Nato"),
    ),
)
def test_bodies_by_what_they_are_called(case):
    check(case)


@cases(
    case(
        "what prisoners are charged with",
        "Police arrested two people on Monday. They are held on these charges:\n\nElizabeth A. Burtin: Possession of a "
        "controlled substance, held in jail in lieu of $70,000 bond.\n\nRyan S. Hollmann: Dealing in stolen goods, "
        "held in jail in lieu of $326,000 bond.",
    ),
    case(
        "a date of birth",
        "David Robledo Jr., DOB: 4-23-88, was arrested on March 20 after officers searched his house in Velm.",
    ),
    case(
        "whence the news comes",
        "Washington, DC, United States: Getting to the lake, while not easy, has been done. Staying there has not.",
    ),
    case(
        "an answer without a verb",
        "Two of the town spoke.\n\nAnn Lee: Was the dam safe?\n\nBo Orr: No comment.\n\nAnn Lee: Who built it?\n\n"
        "Bo Orr: Not I, and not my father.",
        direct("Was the dam safe?", "Ann Lee"),
        direct("No comment.", "Bo Orr"),
        direct("Who built it?", "Ann Lee"),
        direct("Not I, and not my father.", "Bo Orr"),
    ),
)
def test_what_a_label_leads_to(case):
    check(case)


@cases(
    case(
        "an army that spoke in a statement",
        "Two men were killed in the crash, the US military said in a statement on Wednesday.\n\n“The cause is not "
        "known,” the statement said. It added that the names were withheld.",
        indirect("Two men were killed in the crash", "US military"),
        direct("The cause is not known,", "US military"),
        indirect("that the names were withheld", "US military"),
    ),
    case(
        "a body in capitals",
        "According to WHO, there were 3,248 cases of the fever between 2010 and 2015.",
        indirect("there were 3,248 cases of the fever between 2010 and 2015", "WHO"),
    ),
    case(
        "a manager of a body behind a verb",
        "“The watch is a fine thing, and we are glad of it,” adds Olive Bosch, General Manager of Life Care Solutions "
        "Europe at GE Healthcare.",
        direct("The watch is a fine thing, and we are glad of it,", "Olive Bosch"),
    ),
    case(
        "officials in a sentence that opens a text",
        "Three cases of fever were found, though officials say the risk of an outbreak is low.\n\nThe Velm "
        "Health Board said that the risk of an outbreak was low.",
        indirect("the risk of an outbreak is low", None),
        indirect("that the risk of an outbreak was low", "Velm Health Board"),
    ),
)
def test_several_who_speak(case):
    check(case)


@cases(
    case(
        "hearers whom a clause describes",
        "Teachers Association President Keith Gamble told a few thousand teachers who covered the lawn that the "
        "council should pay.\n\nMayor Ann Lee told a crowd of farmers who had come by bus that the road would "
        "be mended.",
        indirect("the council should pay", "Keith Gamble"),
        indirect("the road would be mended", "Ann Lee"),
    ),
    case(
        "a past form that looks like a participle",
        "The unions said more than 15,000 people registered for the rally.",
        indirect("more than 15,000 people registered for the rally", None),
    ),
    case(
        "a phrase before a clause that opens its sentence",
        "During a search of the garage, officers reportedly located heroin, scales, and two guns, Matt Harriss said.",
        indirect(
            "During a search of the garage, officers reportedly located heroin, scales, and two guns", "Matt Harriss"
        ),
    ),
    case(
        "a firm that has a chief executive",
        "Nvidio chief executive Jens Hwang opened the fair. Nvidio sells chips.\n\nOf late, he talks of more. He said "
        "that every town needs a plant.",
        indirect("every town needs a plant", "Jens Hwang"),
    ),
)
def test_told_at_length(case):
    check(case)


@cases(
    case(
        "another witness behind a verb",
        "The envoy was known for telling others “he was in charge of Velm,” said another witness in the probe, former "
        "adviser Fiona Hall.",
        mixed("The envoy was known for telling others “he was in charge of Velm,”", "Fiona Hall"),
    ),
    case(
        "lawyers for a baroness",
        "In December, lawyers for Baroness Moan said she had no role in it.",
        indirect("she had no role in it", None),
    ),
    case(
        "players of whom one is named",
        "Some of the club's star players, including England captain Harry Kant, who have praised Pochetti, may leave.",
        indirect("Pochetti", None),
    ),
    case(
        "a government that goes on",
        "The BBC was shown papers. In them the government claims the gowns did not fit. It also accuses Kestrel Med "
        "of a breach of contract.",
        indirect("the gowns did not fit", None),
        indirect("Kestrel Med of a breach of contract", None),
    ),
)
def test_nobody_in_particular(case):
    check(case)
