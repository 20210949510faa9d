"""What is said: the order of source, cue and content, split and long contents, indirect speech, complements, nouns."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "source cue content",
        "Deputy mayor Ingrid Solheim said the tram line would open in spring, six months late.",
        indirect("the tram line would open in spring, six months late", "Ingrid Solheim"),
    ),
    case(
        "content source cue",
        "“We found no trace of the virus in the wells,” Dr. Amadou Keita said on Tuesday.",
        direct("We found no trace of the virus in the wells", "Amadou Keita"),
    ),
    case(
        "content cue source",
        "“Nobody phoned us until the water was in the kitchen,” said Margaret Doyle, who has lived on Quay Street "
        "since 1971.",
        direct("Nobody phoned us until the water was in the kitchen", "Margaret Doyle"),
    ),
    case(
        "cue first",
        "Said Colonel Petra Novak: “The bridge is ours and it will stay ours.”",
        direct("The bridge is ours and it will stay ours", "Petra Novak"),
    ),
    case(
        "cue first with an adverbial",
        "Added the fire chief, Luis Ortega, later that night: “Two more houses may have to come down.”",
        direct("Two more houses may have to come down", "Luis Ortega"),
    ),
    case(
        "reported clause first, no marks",
        "The reservoir will be empty by August, the water board's director, Hannah Brandt, said.",
        indirect("The reservoir will be empty by August", "Hannah Brandt"),
        weak="the content is cut otherwise",
    ),
)
def test_source_cue_and_content_in_every_order(case):
    check(case)


@cases(
    case(
        "after a comma",
        "“The jury,” Judge Ellen Marsh said, “will disregard the last answer.”",
        direct("The jury … will disregard the last answer", "Ellen Marsh"),
    ),
    case(
        "after a full stop",
        "“I never signed it,” said Tomas Vrba. “Show me the paper and I will eat my hat.”",
        direct("I never signed it … Show me the paper and I will eat my hat", "Tomas Vrba"),
    ),
    case(
        "reported speech around its cue",
        "The strike, union leader Rosa Campos said, would go on until the last contract was renewed.",
        indirect("The strike … would go on until the last contract was renewed", "Rosa Campos"),
    ),
    case(
        "narration after the second piece",
        "Shaun Farrell has repaired boats here for thirty years.\n\n“Look,” Farrell said, leaning on the counter, “you "
        "can have it cheap.” He paused. “You cannot have it soon.”",
        direct("Look … you can have it cheap … You cannot have it soon", "Shaun Farrell"),
    ),
    case(
        "cue with an adverbial between the pieces",
        "“When the lights went out,” recalled Mina Aoki, 34, a nurse on the ward that night, “we sang.”",
        direct("When the lights went out … we sang", "Mina Aoki"),
    ),
    case(
        "a clause without marks before the cue",
        "When the last ferry left the island, Nora Quist said, “nobody even waved.”",
        mixed("When the last ferry left the island … nobody even waved", "Nora Quist"),
    ),
    case(
        "an adverbial behind the cue's comma",
        "But, as engineer Paul Moor observed, in a wet year the dyke is “a sponge with a road on top.”",
        mixed("But … in a wet year the dyke is “a sponge with a road on top", "Paul Moor"),
    ),
)
def test_content_split_around_its_cue(case):
    check(case)


@cases(
    case(
        "several sentences in one pair of marks",
        "Pastor Daniel Osei said: “We buried four of them on Sunday. We will bury three more tomorrow. Then we will "
        "ask who sold the rifles.”",
        direct(
            "We buried four of them on Sunday. We will bury three more tomorrow. Then we will ask who sold the rifles",
            "Daniel Osei",
        ),
    ),
    case(
        "a paragraph that reopens with a mark only",
        "“The company knew about the crack in March,” said Joanna Wilk, the inspector. “It was in my report.\n\n"
        "“They put the report in a drawer, and in June the wall came down.”",
        direct(
            "The company knew about the crack in March … It was in my report … They put the report in a drawer, and "
            "in June the wall came down",
            "Joanna Wilk",
        ),
    ),
    case(
        "three paragraphs, the middle ones unclosed",
        "Senator Abel Tiongson told the chamber:\n\n“Mr. President, I came here as a young man.\n\n“I believed that "
        "this house kept its word.\n\n“Today I do not.”",
        direct(
            "Mr. President, I came here as a young man … I believed that this house kept its word … Today I do not",
            "Abel Tiongson",
        ),
    ),
    case(
        "questions and exclamations inside",
        "“Where is the money? Who has it? Give it back!” shouted Nadia Rahal outside the bank.",
        direct("Where is the money? Who has it? Give it back!", "Nadia Rahal"),
    ),
)
def test_content_over_several_sentences_with_one_cue(case):
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
)
def test_noun_and_medium_cues(case):
    check(case)


@cases(
    case(
        "a headline with a colon",
        "Mayor Holm: Ferry will sail again by Friday\n\nThe mayor of Velm, Eva Holm, spoke on Monday.",
        indirect("Ferry will sail again by Friday", "Eva Holm"),
    ),
    case(
        "a transcript",
        "This is an excerpt of Ruth Keller's interview with Jon March.\n\nJON MARCH: Did you see the contract?\n\n"
        "RUTH KELLER: I saw a contract. I cannot say that it was this one.\n\nMARCH: Who showed it to you?",
        direct("Did you see the contract?", "Jon March"),
        direct("I saw a contract. I cannot say that it was this one", "Ruth Keller"),
        direct("Who showed it to you?", "Jon March"),
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
        "a headline with the source at its end",
        "Dam was never inspected, engineer says\n\nThe engineer, Pavel Urban, has worked at the site since May.",
        indirect("Dam was never inspected", "Pavel Urban"),
    ),
)
def test_headlines_captions_dashes_transcripts_and_colons(case):
    check(case)


@cases(
    case(
        "two cues, one subject",
        "Governor Alicia Reyes questioned the board's figures and blamed the delay on two contractors.",
        indirect("the board's figures", "Alicia Reyes", act=Act.ASKS),
        indirect("the delay on two contractors", "Alicia Reyes"),
    ),
    case(
        "said and warned",
        "Seismologist Ivo Radic said the tremors had ended but warned that the slope could still move.",
        indirect("the tremors had ended", "Ivo Radic"),
        indirect("the slope could still move", "Ivo Radic"),
    ),
    case(
        "adding",
        "Manager Fiona Burke said the factory would reopen on Monday, adding that nobody would lose pay.",
        indirect("the factory would reopen on Monday", "Fiona Burke"),
        indirect("nobody would lose pay", "Fiona Burke"),
    ),
    case(
        "three in a row",
        "Lawyer Simon Achebe denied the charge, praised the police and said his client would appeal.",
        indirect("the charge", "Simon Achebe", act=Act.DENIES),
        indirect("the police", "Simon Achebe"),
        indirect("his client would appeal", "Simon Achebe"),
    ),
    case(
        "said and warned somebody",
        "Greenpeace said it was “deeply alarmed” by the leak and warned the plant to shut down.",
        mixed("it was “deeply alarmed” by the leak", "Greenpeace"),
        indirect("to shut down", "Greenpeace"),
    ),
)
def test_cues_that_share_a_subject(case):
    check(case)


@cases(
    case("scare quotes", "The so-called “peace garden” is a car park behind the station."),
    case("a title", "Her second novel, “The Weight of Snow,” sold forty copies in Bremen."),
    case("a nickname", "Arturo “The Hammer” Salazar lost his third fight in a row on Saturday night."),
    case(
        "a nickname inside a source",
        "“I am finished with boxing,” said Arturo “The Hammer” Salazar after the fight.",
        direct("I am finished with boxing", "Arturo “The Hammer” Salazar"),
        weak="the speaker stays unknown",
    ),
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
