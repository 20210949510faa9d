"""Speech without quotation marks or with some: clauses, infinitives, objects, and cues that are rare."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, missed, mixed


@cases(
    case(
        "with that",
        "Finance minister Yusuf Demir said that the lira had found its floor and that no further rise in rates was "
        "planned.",
        indirect("the lira had found its floor and that no further rise in rates was planned", "Yusuf Demir"),
    ),
    case(
        "without that",
        "Helen Ashworth, who runs the shelter, says most of the dogs come from three streets.",
        indirect("most of the dogs come from three streets", "Helen Ashworth"),
    ),
    case(
        "partly in marks",
        "Harbour master Klaus Petersen told the inquiry that the crew were “half asleep and wholly drunk” when the "
        "ferry struck.",
        mixed("the crew were “half asleep and wholly drunk” when the ferry struck", "Klaus Petersen"),
    ),
    case(
        "that in the second clause only",
        "Officer Bea Lindqvist testified the door was open and that she heard two voices.",
        indirect("the door was open and that she heard two voices", "Bea Lindqvist"),
    ),
    case(
        "with a when-clause in front",
        "Aldo Ferri admitted that, when the alarm rang, he was playing cards.",
        indirect("when the alarm rang, he was playing cards", "Aldo Ferri"),
    ),
    case(
        "two fragments in marks",
        "The coach, Benita Achterberg, said the referee had been “generous” in the first half and “asleep” in the "
        "second.",
        mixed("the referee had been “generous” in the first half and “asleep” in the second", "Benita Achterberg"),
    ),
    case(
        "an adverbial clause without a comma",
        "The board sacked Peter Klint after he admitted under oath he had sold the same boat twice.",
        indirect("he had sold the same boat twice", "Peter Klint"),
    ),
    case(
        "what a colon opens",
        "Captain Marta Silva answered in the same way that she always had: We play, we win.",
        indirect("We play, we win", "Marta Silva"),
    ),
    case(
        "parliament: a vote explained",
        "Senator Lou Bianchi (D-Vt.) voted against the bill, saying it did nothing for dairy farmers.",
        indirect("it did nothing for dairy farmers", "Lou Bianchi"),
    ),
    case(
        "sport: a striker and her coach",
        "Striker Ines Duarte, who scored twice, said the second goal was for her grandmother. Beate Lorenz hailed "
        "her as the best finisher in the league.",
        indirect("the second goal was for her grandmother", "Ines Duarte"),
        indirect("her as the best finisher in the league", "Beate Lorenz"),
    ),
    case(
        "obituary: tributes",
        "Tributes were led by the conductor Simon Ferrant, who called her “the conscience of the orchestra.” The "
        "Arts Council said it had lost a friend.",
        mixed("her “the conscience of the orchestra", "Simon Ferrant"),
        indirect("it had lost a friend", "Arts Council"),
    ),
)
def test_indirect_and_mixed_speech(case):
    check(case)


@cases(
    case(
        "called on somebody to",
        "Foreign minister Anneli Korhonen called on both armies to leave the valley before winter.",
        indirect("both armies to leave the valley before winter", "Anneli Korhonen", act=Act.ORDERS),
    ),
    case(
        "vowed to",
        "Challenger Piet Maas vowed to close the mine within a year.",
        indirect("to close the mine within a year", "Piet Maas"),
    ),
    case(
        "accused of",
        "Opposition leader Grace Mutua accused the electoral commission of burning ballots.",
        indirect("the electoral commission of burning ballots", "Grace Mutua"),
    ),
    case(
        "called something something",
        "Critic Paolo Venturi called the new opera house “a shoebox with delusions.”",
        mixed("the new opera house “a shoebox with delusions", "Paolo Venturi"),
    ),
    case(
        "called for",
        "Archbishop Samuel Oduya called for an independent inquiry into the shooting.",
        indirect("an independent inquiry into the shooting", "Samuel Oduya", act=Act.ORDERS),
    ),
    case(
        "underscored the need",
        "Health commissioner Leila Haddad underscored the need to vaccinate the camps first.",
        indirect("the need to vaccinate the camps first", "Leila Haddad"),
    ),
    case(
        "a participle at the end",
        "President Marek Dvorak opened the session, stressing: “No province will be left behind.”",
        direct("No province will be left behind", "Marek Dvorak"),
    ),
    case(
        "described as",
        "Curator Olive Banerjee described the forgery as the best she had seen in twenty years.",
        indirect("the forgery as the best she had seen in twenty years", "Olive Banerjee"),
    ),
    case(
        "promised somebody",
        "The chancellor, Viktor Lang, promised farmers a tax holiday.",
        indirect("farmers a tax holiday", "Viktor Lang"),
    ),
    case(
        "quoted words in an object",
        "Auditor Jane Okoro alleged “gross neglect” of the pumps in the northern district.",
        mixed("gross neglect” of the pumps in the northern district", "Jane Okoro"),
    ),
    case(
        "a thing that is said, and then its words",
        "Councillor Dev Rao proposed a simple test for the canal: swim in it for an hour.",
        indirect("a simple test for the canal: swim in it for an hour", "Dev Rao", act=Act.ORDERS),
    ),
    case(
        "as, of a person",
        "Last week Kyle Brandt went after her as a “fraud with a podium.”",
        mixed("her as a “fraud with a podium", "Kyle Brandt"),
    ),
    case(
        "as the treasurer put it",
        "The new budget is “a wish list with a cover,” as the city's treasurer, Ana Lopes, put it.",
        mixed("The new budget is “a wish list with a cover", "Ana Lopes"),
    ),
    case(
        "ruled that",
        "Judge Aisha Grant ruled that the “midnight clause” of the contract was void.",
        mixed("the “midnight clause” of the contract was void", "Aisha Grant"),
    ),
)
def test_infinitival_and_nominal_complements(case):
    check(case)


@cases(
    case("quipped", "“I came for the soup,” quipped Lord Avery.", direct("I came for the soup", "Avery")),
    case(
        "fumed",
        "“This is a disgrace,” fumed shareholder Agnes Toll.",
        direct("This is a disgrace", "Agnes Toll"),
    ),
    case(
        "chimed in",
        "“And the rent is late,” chimed in her brother, Boris Toll.",
        direct("And the rent is late", "Boris Toll"),
    ),
    case(
        "let slip",
        "Aide Corin Vale let slip that the trip had been cancelled.",
        missed(indirect("the trip had been cancelled", "Corin Vale")),
        weak="“let slip” is no cue",
    ),
    case(
        "was blunt",
        "Analyst Mei Tan was blunt: “Sell it.”",
        direct("Sell it", "Mei Tan"),
    ),
    case(
        "had this to say",
        "Veteran goalkeeper Igor Babic had this to say: “The ball was round and they were better.”",
        direct("The ball was round and they were better", "Igor Babic"),
    ),
    case(
        "took to Facebook",
        "Singer Lola Prins took to Facebook on Sunday. “I am alive,” she posted.",
        direct("I am alive", "Lola Prins"),
    ),
)
def test_unusual_cues(case):
    check(case)
