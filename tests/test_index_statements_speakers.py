"""Who said it: inherited speakers, via, pronouns, nominals, collectives, appositives, names, roles."""

from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "the next paragraph goes on",
        "“The river took the road,” said Amina Yusuf, a teacher.\n\n“The school is still standing.”",
        direct("The river took the road", "Amina Yusuf"),
        direct("The school is still standing", "Amina Yusuf"),
    ),
    case(
        "narration stands between",
        "Amina Yusuf, a teacher, was on the roof for two days.\n\n“The river took the road,” she said.\n\nHelicopters "
        "came on the third morning.\n\n“I waved a sheet until my arms gave out.”",
        direct("The river took the road", "Amina Yusuf"),
        direct("I waved a sheet until my arms gave out", "Amina Yusuf"),
    ),
    case(
        "an agency's report stands between",
        "“We will not negotiate under fire,” General Omar Safadi told the assembly.\n\nThe state agency SUNA reported "
        "that the assembly had stood to applaud.\n\n“Firmness is the only language they speak.”",
        direct("We will not negotiate under fire", "Omar Safadi"),
        indirect("the assembly had stood to applaud", "SUNA"),
        direct("Firmness is the only language they speak", "Omar Safadi"),
    ),
    case(
        "after reported speech",
        "Zoologist Freya Lindgren said the wolves had crossed the ice in January. “They walked, as we would.”",
        mixed("the wolves had crossed the ice in January … They walked, as we would", "Freya Lindgren"),
    ),
    case(
        "another speaker is introduced first",
        "“The vote was fair,” said commissioner Dora Meszaros.\n\nHer rival, Attila Boros, disagreed. “I counted the "
        "boxes. Two were missing.”",
        direct("The vote was fair", "Dora Meszaros"),
        direct("I counted the boxes. Two were missing", "Attila Boros"),
    ),
)
def test_a_quotation_without_a_cue_inherits_its_speaker(case):
    check(case)


@cases(
    case(
        "told an agency",
        "“The engines stopped one after the other,” pilot Henrik Moe told Reuters.",
        direct("The engines stopped one after the other", "Henrik Moe", via="Reuters"),
    ),
    case(
        "an outlet reports what somebody said",
        "Press TV reported that Oil Minister Bahram Sadeghi said exports would double by June.",
        indirect("exports would double by June", "Bahram Sadeghi", via="Press TV"),
    ),
    case(
        "according to an agency, at the end",
        "Oil Minister Bahram Sadeghi said exports would double by June, according to ISNA.",
        indirect("exports would double by June", "Bahram Sadeghi", via="ISNA"),
    ),
    case(
        "the agency alone is the source",
        "Kyodo reported that two ministers would resign before the summit.",
        indirect("two ministers would resign before the summit", "Kyodo"),
    ),
    case(
        "in an interview with",
        "In an interview with Der Spiegel, central banker Uta Brandt said inflation would fall below two per cent.",
        indirect("inflation would fall below two per cent", "Uta Brandt", via="Der Spiegel"),
        weak="the speaker stays unknown",
    ),
    case(
        "was quoted by",
        "“The border is open,” Interior Minister Tariq Aziz Khan was quoted as saying by the daily Dawn.",
        direct("The border is open", "Tariq Aziz Khan", via="Dawn"),
        weak="via is not told",
    ),
    case(
        "one person reports another",
        "Widow Clara Jessen said her husband had told her that the brakes were failing.",
        indirect("her husband had told her that the brakes were failing", "Clara Jessen"),
        indirect("the brakes were failing", None, via="Clara Jessen"),
    ),
)
def test_the_outlet_is_via_unless_it_alone_is_the_source(case):
    check(case)


@cases(
    case(
        "he and she by the evidence of the article",
        "Marta Kovacs met Peter Lowe at the gate. She had come alone. “He was late,” she said. “I was early,” he said.",
        direct("He was late", "Marta Kovacs"),
        direct("I was early", "Peter Lowe"),
    ),
    case(
        "a definite nominal by its role",
        "Defence minister Ana Botha inspected the fleet with Admiral Hugo Visser. The minister said three ships would "
        "be scrapped. The admiral said that he would miss them.",
        indirect("three ships would be scrapped", "Ana Botha"),
        indirect("he would miss them", "Hugo Visser"),
    ),
    case(
        "an office for the person who has just spoken without one",
        "Ana Botha said the fleet was too old. The defence minister said three ships would be scrapped.",
        indirect("the fleet was too old", "Ana Botha"),
        indirect("three ships would be scrapped", "Ana Botha"),
    ),
    case(
        "an office in another paragraph is not taken for the last speaker",
        "Ana Botha said the fleet was too old.\n\nThe defence minister said three ships would be scrapped.",
        indirect("the fleet was too old", "Ana Botha"),
        indirect("three ships would be scrapped", None),
    ),
    case(
        "a collective",
        "Residents said the smell had been there since Easter.",
        indirect("the smell had been there since Easter", None),
    ),
    case(
        "nobody named",
        "“The whole street heard it,” said a woman who would not give her name. Councillor Ray Tilley lives nearby.",
        direct("The whole street heard it", None),
    ),
    case(
        "it for an organisation",
        "Helvetia Rail cancelled forty trains. It said the snow had buried two switches.",
        indirect("the snow had buried two switches", "Helvetia Rail"),
    ),
    case("a passive without an agent", "It was said that the abbot had gold under the altar."),
    case(
        "two women, the topic goes on",
        "Prosecutor Lena Fischer opened with a photograph. Defendant Greta Holt looked away. “This is the knife,” "
        "Fischer said. She told the jurors that they would see it again.",
        direct("This is the knife", "Lena Fischer"),
        indirect("they would see it again", "Lena Fischer"),
    ),
)
def test_pronouns_nominals_collectives_and_nobody(case):
    check(case)


@cases(
    case(
        "an appositive",
        "Hugh Hill, a doctor at the county hospital, said the ward was full.",
        indirect("the ward was full", "Hugh Hill"),
    ),
    case(
        "a relative clause with a verb of its own",
        "Soraya Nazari, who left Herat in 1996 and now drives a bus in Graz, said she would go back tomorrow.",
        indirect("she would go back tomorrow", "Soraya Nazari"),
    ),
    case(
        "an aside between dashes",
        "Bernard Dufour — he turned ninety last week — says the vines have never flowered so early.",
        indirect("the vines have never flowered so early", "Bernard Dufour"),
        weak="something is missed",
    ),
    case(
        "a long title before the name",
        "Former Deputy Assistant Secretary of State for African Affairs Walter Nkemelu said the embassy had been "
        "warned twice.",
        indirect("the embassy had been warned twice", "Walter Nkemelu"),
    ),
    case(
        "a title after the name",
        "“Not a cent is missing,” said Ilse Vogel, treasurer of the Social Democratic Party.",
        direct("Not a cent is missing", "Ilse Vogel"),
    ),
    case(
        "party and state in brackets",
        "Rep. Dwayne Hurley (R-Ohio) said he would vote no.",
        indirect("he would vote no", "Dwayne Hurley"),
    ),
    case(
        "the state of a senator",
        "Sen. Paula Reyes (Ore.) met Sen. Jack Lund, D-Wis., at noon. The Oregon senator said the bill was dead; the "
        "Wisconsin senator said it was not.",
        indirect("the bill was dead", "Paula Reyes"),
        indirect("it was not", "Jack Lund"),
    ),
    case(
        "a verb that agrees with the last of two nouns",
        "The island is mainly Lutheran and the Church Council says nobody will leave.",
        indirect("nobody will leave", "Church Council"),
    ),
    case(
        "an age and a place",
        "Kofi Asante, 61, of Kumasi, said his shop had been looted twice.",
        indirect("his shop had been looted twice", "Kofi Asante"),
    ),
)
def test_appositives_asides_and_titles(case):
    check(case)


@cases(
    case(
        "surname only",
        "Juliet Okafor opened the debate. Two hours later Okafor said the motion was lost.",
        indirect("the motion was lost", "Juliet Okafor"),
    ),
    case(
        "honorific",
        "Juliet Okafor and Brian Webb share an office. Ms. Okafor said the roof leaked; Mr. Webb said it did not.",
        indirect("the roof leaked", "Juliet Okafor"),
        indirect("it did not", "Brian Webb"),
    ),
    case(
        "husband and wife",
        "Brian Webb and his wife, Dana Webb, own the mill. Mrs. Webb said it had been in her family since 1840.",
        indirect("it had been in her family since 1840", "Dana Webb"),
    ),
    case(
        "an acronym",
        "The World Glacier Survey (WGS) closed its office. The WGS said it could not pay the rent.",
        indirect("it could not pay the rent", "World Glacier Survey"),
    ),
    case(
        "a metonym",
        "Bucharest said the missiles would arrive in May.",
        indirect("the missiles would arrive in May", "Bucharest"),
    ),
    case(
        "a name with an Arabic article",
        "Foreign Minister Riyad al-Masri landed at noon. Al-Masri said the talks had been frank.",
        indirect("the talks had been frank", "Riyad al-Masri"),
    ),
    case(
        "first name only, as in a feature",
        "Noor Haddad is nine. “I want to be a vet,” Noor said.",
        direct("I want to be a vet", "Noor Haddad"),
    ),
    case(
        "two of one surname in a digest",
        "Mayor Carl Benson opened the fair, and Benson cut the ribbon.\n\n"
        + "The sun shone on the stalls. " * 80
        + "\n\n4:15 p.m.\n\nFire marshal Lena Benson says the barn is out. Benson said nobody was hurt.",
        indirect("the barn is out", "Lena Benson"),
        indirect("nobody was hurt", "Lena Benson"),
    ),
    case(
        "a surname before its bearer's namesake",
        "President Ortega opened the dam. Mr. Ortega said it would hold. His daughter Camila Ortega cut the ribbon, "
        "and Ortega said it was a good day.",
        indirect("it would hold", "Ortega"),
        indirect("it was a good day", "Ortega"),
    ),
    case(
        "no company is a who",
        "Ida Brandt of Kestrel Foods, who said the recall was over, flew home.",
        indirect("the recall was over", "Ida Brandt"),
    ),
    case(
        "a name of two places",
        "Valeska Lima, an Austrian nurse and former rower, has claimed that the club kept her wages. Lima said she "
        "would sue.",
        indirect("the club kept her wages", "Valeska Lima"),
        indirect("she would sue", "Valeska Lima"),
    ),
    case(
        "kin by their surname",
        "Tennis star Hugo Maier and Clara Maier parted in May. Maier said they were still friends. His ex-wife said "
        "they had never been.",
        indirect("they were still friends", "Hugo Maier"),
        indirect("they had never been", "Clara Maier"),
    ),
)
def test_surnames_honorifics_acronyms_and_metonyms(case):
    check(case)


@cases(
    case(
        "a role that nobody is tied to",
        "Olga Stern waited outside. The finance minister said taxes would rise.",
        indirect("taxes would rise", None),
    ),
    case(
        "a former holder is not the holder",
        "Former prime minister Janek Wolski watched from the gallery. The prime minister said the budget was balanced.",
        indirect("the budget was balanced", None),
    ),
    case(
        "the holder of another country's office",
        "Norwegian foreign minister Sigrid Dahl flew home. The Swedish foreign minister said talks would go on.",
        indirect("talks would go on", None),
    ),
    case(
        "tied by a later sentence",
        "The interior minister said the curfew would end at six. The minister, Pilar Sosa, spoke on the radio.",
        indirect("the curfew would end at six", "Pilar Sosa"),
    ),
)
def test_a_role_that_the_article_does_not_tie_to_a_name_is_not_guessed(case):
    check(case)


@cases(
    case(
        "the next sentence names the holder",
        "Vermont’s tax commissioner says no file was leaked.\n\nAnn Lee says she checked on Monday.",
        indirect("no file was leaked", "Ann Lee"),
        indirect("she checked on Monday", "Ann Lee"),
    ),
    case(
        "whom the next sentence names has another title",
        "Vermont’s tax commissioner says no file was leaked.\n\nSenator Ann Lee says she checked on Monday.",
        indirect("no file was leaked", None),
        indirect("she checked on Monday", "Ann Lee"),
    ),
    case(
        "whom the next sentence names was named before",
        "Ann Lee came back on Sunday. Vermont’s tax commissioner says no file was leaked. Ann Lee says she checked.",
        indirect("no file was leaked", None),
        indirect("she checked", "Ann Lee"),
    ),
)
def test_a_lead_identifies_its_speaker_in_the_sentence_behind_it(case):
    check(case)


@cases(
    case(
        "a programme in marks behind the verb",
        "“Nobody asked us,” Keller, a member of the board, said on Monday on the radio’s “Voices and Views.”\n\n"
        "Ruth Keller was elected in May.",
        direct("Nobody asked us", "Ruth Keller"),
    ),
)
def test_what_stands_in_marks_is_no_speaker(case):
    check(case)


@cases(
    case(
        "a genitive keeps a man in mind",
        "It was under Mr. Halloran’s watch that the bridge was closed. The council paid for two studies. In May, he "
        "said the cables would last.",
        indirect("the cables would last", "Halloran"),
    ),
)
def test_the_only_man_within_reach_is_meant(case):
    check(case)
