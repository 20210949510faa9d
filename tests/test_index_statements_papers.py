"""Passages from further corners of a paper: parliament, markets, crime, obituaries, columns, live blogs, features."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "a debate",
        "Opening the debate, Transport Secretary Moira Kay told MPs that the line would be finished in 2031. Her "
        "Liberal counterpart, Huw Prys, called the date “a fairy tale.” Ms Kay retorted: “He has believed in "
        "worse.”",
        indirect("the line would be finished in 2031", "Moira Kay"),
        mixed("the date “a fairy tale", "Huw Prys"),
        direct("He has believed in worse", "Moira Kay"),
        weak="the speaker stays unknown",
    ),
    case(
        "a vote explained",
        "Senator Lou Bianchi (D-Vt.) voted against the bill, saying it did nothing for dairy farmers.",
        indirect("it did nothing for dairy farmers", "Lou Bianchi"),
    ),
    case(
        "a committee's findings",
        "The committee concluded that ministers had been warned four times. Its chair, Dame Ruth Ashby, said the "
        "warnings “went into a drawer and stayed there.”",
        indirect("ministers had been warned four times", None),
        mixed("the warnings “went into a drawer and stayed there", "Ruth Ashby"),
    ),
    case(
        "no comment",
        "Downing Street refused to say whether the letter had been read. A spokesman for the Treasury would only "
        "say that it had arrived.",
        indirect("whether the letter had been read", "Downing Street", act=Act.DECLINES),
        indirect("it had arrived", "Treasury"),
    ),
)
def test_parliament(case):
    check(case)


@cases(
    case(
        "results",
        "Shares in Kestrel Foods fell 9 per cent after the company warned that profits would halve. Chief "
        "executive Paula Stein blamed the price of cocoa. “We could not pass it on,” she told analysts.",
        indirect("profits would halve", "Kestrel Foods"),
        indirect("the price of cocoa", "Paula Stein"),
        direct("We could not pass it on", "Paula Stein"),
    ),
    case(
        "an analyst",
        "“It is a value trap,” said Bo Zhang, an analyst at Morland Securities, who rates the stock a sell.",
        direct("It is a value trap", "Bo Zhang"),
        indirect("the stock a sell", "Bo Zhang"),
    ),
    case(
        "a forecast",
        "The central bank expects to hold rates, but economists at Danske predict a cut by June. The bank's "
        "governor, Lars Friis, said on Tuesday there was “no hurry.”",
        indirect("a cut by June", "Danske", act=Act.PREDICTS),
        mixed("there was “no hurry", "Lars Friis"),
    ),
)
def test_markets(case):
    check(case)


@cases(
    case(
        "police and a neighbour",
        "Police said a 19-year-old had been arrested on suspicion of arson. Detective Inspector Cath Orme "
        "appealed for witnesses to come forward. Neighbour Stan Wick, 71, said: “I smelt petrol and rang my "
        "daughter.”",
        indirect("a 19-year-old had been arrested on suspicion of arson", None),
        indirect("witnesses to come forward", "Cath Orme", act=Act.ORDERS),
        direct("I smelt petrol and rang my daughter", "Stan Wick"),
        weak="something is missed",
    ),
    case(
        "a mother's words",
        "The boy's mother, Rukhsana Malik, wept as she left the court. “Nothing brings him back,” she said. Her "
        "sister added that the family would appeal.",
        direct("Nothing brings him back", "Rukhsana Malik"),
        indirect("the family would appeal", None),
    ),
    case(
        "it emerged in messages",
        "In messages read to the jury, Tyler Boone wrote: “delete everything.” His co-defendant, Kyle Marsh, "
        "replied: “too late.”",
        direct("delete everything", "Tyler Boone"),
        direct("too late", "Kyle Marsh"),
    ),
)
def test_crime(case):
    check(case)


@cases(
    case(
        "a life in quotations",
        "Born in Lodz in 1931, Irena Wolff arrived in Leeds with one suitcase. “It had no lock and nothing to "
        "steal,” she liked to say.",
        direct("It had no lock and nothing to steal", "Irena Wolff"),
    ),
    case(
        "tributes",
        "Tributes were led by the conductor Simon Ferrant, who called her “the conscience of the orchestra.” The "
        "Arts Council said it had lost a friend.",
        mixed("her “the conscience of the orchestra", "Simon Ferrant"),
        indirect("it had lost a friend", "Arts Council"),
    ),
    case(
        "her own verdict",
        "Asked in 1998 whether she regretted anything, Wolff answered: “Only the second marriage.” Irena Wolff "
        "died on Friday.",
        direct("Only the second marriage", "Irena Wolff"),
    ),
)
def test_an_obituary(case):
    check(case)


@cases(
    case(
        "entries with times",
        "14:05 The mayor, Ines Kruger, has arrived at the scene.\n\n14:12 Kruger: “The fire is under "
        "control.”\n\n14:20 The fire service says two people were treated for smoke.",
        direct("The fire is under control", "Ines Kruger"),
        indirect("two people were treated for smoke", None),
    ),
    case(
        "a post embedded",
        "The singer broke her silence on Instagram. “I'm fine, stop ringing my mum,” wrote Kayla Nash.\n\nHer "
        "manager confirmed that the tour would go ahead.",
        direct("I'm fine, stop ringing my mum", "Kayla Nash"),
        indirect("the tour would go ahead", None),
    ),
    case(
        "bullets",
        "What we know so far:\n\n- The governor, Tom Reyes, says the bridge will stay shut.\n- Engineers warn "
        "that a second span may be cracked.\n- Nobody was hurt.",
        indirect("the bridge will stay shut", "Tom Reyes"),
        indirect("a second span may be cracked", None),
    ),
)
def test_a_live_blog(case):
    check(case)


@cases(
    case(
        "an argument reported",
        "The bishop insists that nobody was silenced. I have read the minutes. In them Father Leo Kunz asks, "
        "twice, who signed the cheque; Bishop Anton Moser does not answer.",
        indirect("nobody was silenced", "Anton Moser"),
        indirect("who signed the cheque", "Leo Kunz", act=Act.ASKS),
    ),
    case(
        "imagined words are nobody's",
        "You can hear them already: we did not know, we were not told. A wiser party would say sorry.",
    ),
    case(
        "a maxim",
        "As Mark Twain never said, history does not repeat itself. It does, wrote Professor Ada Lovett in these "
        "pages last year, “clear its throat.”",
        indirect("history does not repeat itself", "Mark Twain", negated=True),
        mixed("It does … “clear its throat", "Ada Lovett"),
        weak="the content is cut otherwise",
    ),
)
def test_a_column(case):
    check(case)


@cases(
    case(
        "a guide through a valley",
        "Tenzin Dorje, our guide, pointed at the ridge. “That is where the glacier ended when I was a boy.” Now "
        "it ends two miles higher. He says the apricots ripen in June.",
        direct("That is where the glacier ended when I was a boy", "Tenzin Dorje"),
        indirect("the apricots ripen in June", "Tenzin Dorje"),
    ),
    case(
        "two sisters",
        "Leyla Aksoy runs the oven; her sister Derya keeps the books. “We quarrel on Mondays,” says Leyla. “And "
        "on Tuesdays she forgives me,” Derya adds.",
        direct("We quarrel on Mondays", "Leyla Aksoy"),
        direct("And on Tuesdays she forgives me", "Derya"),
    ),
    case(
        "through an interpreter",
        "“They took the goats first,” Amadou Ba said through an interpreter. The village chief, who asked not to "
        "be named, said that the men had come from the north.",
        direct("They took the goats first", "Amadou Ba"),
        indirect("the men had come from the north", None),
        weak="something is added",
    ),
    case(
        "a letter home",
        "“Dear Mother,” he wrote in March 1916, “the mud is worse than the shells.” Corporal Ned Tully was nineteen.",
        direct("Dear Mother … the mud is worse than the shells", None),
    ),
)
def test_a_feature(case):
    check(case)


@cases(
    case(
        "an agency within an agency",
        "Yemen's Houthi-run Saba news agency quoted health minister Taha Anwar as saying that three hospitals "
        "had run out of fuel.",
        indirect("three hospitals had run out of fuel", "Taha Anwar", via="Saba news agency"),
        weak="the content is cut otherwise",
    ),
    case(
        "an official to an agency",
        "A senior Turkish official told AFP that the talks had collapsed.",
        indirect("the talks had collapsed", None, via="AFP"),
    ),
    case(
        "both sides",
        "Baku accused Yerevan of moving artillery to the border. Armenia's defence ministry dismissed the claim "
        "as “pure invention.”",
        indirect("Yerevan of moving artillery to the border", "Baku"),
        mixed("the claim as “pure invention", "Armenia's defence ministry"),
        weak="the speaker is another",
    ),
    case(
        "a newspaper's interview",
        "“There will be no second term,” President Ilir Doda said in an interview published by Shekulli on Sunday.",
        direct("There will be no second term", "Ilir Doda", via="Shekulli"),
        weak="via is not told",
    ),
)
def test_a_foreign_desk(case):
    check(case)
