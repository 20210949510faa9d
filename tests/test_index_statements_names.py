"""Names: surnames, namesakes, kin, honorifics, acronyms, metonyms; and names that are not the speaker's."""

from index.english.parse_cache import parsed
from index.statements.cast.members import cast_of
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "surname only",
        "Juliet Okafor opened the debate. Two hours later Okafor said the motion was lost.",
        indirect("the motion was lost", "Juliet Okafor"),
    ),
    case(
        "a given name in -eer",
        "The head of the harbour, Sameer Hassan, says the quay is lost. Volunteer Ann Lee says it is not.",
        indirect("the quay is lost", "Sameer Hassan"),
        indirect("it is not", "Ann Lee"),
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
        "an acronym of a body that belongs to another",
        "NATO's World Glacier Survey (WGS) closed its office. The WGS said it could not pay the rent.",
        indirect("it could not pay the rent", "World Glacier Survey"),
    ),
    case(
        "a short form of the only name that it may stand for",
        "The Meridian Institute of Health ran the trial. Dana Webb left the Institute in May. The Institute said the "
        "trial would go on.",
        indirect("the trial would go on", "Meridian Institute of Health"),
    ),
    case(
        "a short form at the end of the name",
        "The World Ferry Agency met in Alder. The Agency said the boats were safe.",
        indirect("the boats were safe", "World Ferry Agency"),
    ),
    case(
        "an office with a place in it before a given name that the tables lack",
        "British Secretary of State for Defence Bas Holm said the crash was an accident. “It is dreadful,” he added.",
        indirect("the crash was an accident", "Bas Holm"),
        direct("It is dreadful", "Bas Holm"),
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
        "kin by their surname, and a surname that may be either's",
        "Tennis star Hugo Maier and Clara Maier parted in May. Maier said they were still friends. His ex-wife said "
        "they had never been.",
        indirect("they were still friends", None),
        indirect("they had never been", "Clara Maier"),
    ),
    case(
        "a transliterated name under two spellings",
        "Foreign Minister Fuad Hussein al-Jabiri left for Doha. Jabiri said the visit had been planned for months.",
        indirect("the visit had been planned for months", "Fuad Hussein al-Jabiri"),
    ),
    case(
        "a wife who shares the surname",
        "Councilman Victor Hale and his wife, Joan, were at home. Joan Hale said she had heard two shots. Mr. Hale "
        "told police that he had slept through it.",
        indirect("she had heard two shots", "Joan Hale"),
        indirect("he had slept through it", "Victor Hale"),
    ),
    case(
        "village weekly: a couple",
        "Gwen and Harold Pugh have kept the shop for fifty years. “I do the bread and he does the talking,” said Gwen. "
        "Harold said he would miss the gossip.",
        direct("I do the bread and he does the talking", "Gwen"),
        indirect("he would miss the gossip", "Harold Pugh"),
    ),
    case(
        "feature: two sisters",
        "Leyla Aksoy runs the oven; her sister Derya keeps the books. “We quarrel on Mondays,” says Leyla. “And "
        "on Tuesdays she forgives me,” Derya adds.",
        direct("We quarrel on Mondays", "Leyla Aksoy"),
        direct("And on Tuesdays she forgives me", "Derya"),
    ),
    case(
        "abroad: a metonym against a metonym",
        "Minsk says the drones came from the west. Vilnius has rejected the accusation as absurd.",
        indirect("the drones came from the west", "Minsk"),
        indirect("the accusation as absurd", "Vilnius"),
    ),
    case(
        "foreign desk: both sides",
        "Baku accused Yerevan of moving artillery to the border. Armenia's defence ministry dismissed the claim "
        "as “pure invention.”",
        indirect("Yerevan of moving artillery to the border", "Baku"),
        mixed("the claim as “pure invention", "Armenia's defence ministry"),
    ),
)
def test_surnames_honorifics_acronyms_and_metonyms(case):
    check(case)


@cases(
    case(
        "a name inside the content is not the speaker",
        "“Roberto Silva stole the boat,” said Marisol Cruz.",
        direct("Roberto Silva stole the boat", "Marisol Cruz"),
    ),
    case(
        "the nearest name is not the speaker",
        "Standing beside Roberto Silva, Marisol Cruz said the boat had been hers.",
        indirect("the boat had been hers", "Marisol Cruz"),
    ),
    case(
        "the person addressed is not the speaker",
        "Marisol Cruz had kept the watch that night. “You were asleep,” she told Roberto Silva.",
        direct("You were asleep", "Marisol Cruz"),
    ),
    case(
        "two speakers in one paragraph",
        "“It was my boat,” said Marisol Cruz. “It was nobody's boat,” said Roberto Silva.",
        direct("It was my boat", "Marisol Cruz"),
        direct("It was nobody's boat", "Roberto Silva"),
    ),
    case(
        "said of herself",
        "Marisol Cruz called herself “the last honest sailor.”",
        mixed("herself “the last honest sailor", "Marisol Cruz"),
    ),
    case(
        "wire: a rival's answer",
        "Premier Anja Reuter called the strike “blackmail.” Union leader Sven Holt replied: “She has never carried a "
        "suitcase in her life.”",
        mixed("the strike “blackmail", "Anja Reuter"),
        direct("She has never carried a suitcase in her life", "Sven Holt"),
    ),
)
def test_the_nearest_name_is_not_always_the_speaker(case):
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
        "two farmers",
        "“We were never asked,” said Ruth Calder and Simon Page, who farm above the dam.",
        direct("We were never asked", "Ruth Calder and Simon Page"),
    ),
    case(
        "two owners",
        "Ruth Calder and Simon Page said the fund was empty.",
        indirect("the fund was empty", "Ruth Calder and Simon Page"),
    ),
)
def test_several_who_speak_together(case):
    check(case)


@cases(
    case(
        "a minister with a middle initial",
        "Minister of Education Stella F. Marsh said the school would stay open.",
        indirect("the school would stay open", "Stella F. Marsh"),
    ),
    case(
        "an ambassador",
        "Ambassador to the United States Jane Q. Roe said the visas were valid.",
        indirect("the visas were valid", "Jane Q. Roe"),
    ),
    case(
        "advisers to somebody",
        "Advisers to Mr. Marsh, the former minister, said the school would stay open.",
        indirect("the school would stay open", None),
    ),
)
def test_a_name_that_ends_a_title_and_one_that_it_governs(case):
    check(case)


@cases(
    case(
        "a nickname in marks",
        "A man who goes by the name “Patches” slept in the boat house. Patches said the roof leaked.",
        indirect("the roof leaked", "Patches"),
    ),
    case(
        "a title between commas",
        "Lee Hae-won, the secretary general of the Lake Union, vowed not to go.",
        indirect("not to go", "Lee Hae-won"),
    ),
)
def test_what_the_text_gives_as_a_name(case):
    check(case)


def test_a_minus_sign_in_place_of_a_dash_is_no_speaker():
    (doc,) = parsed(
        ["Its sensor measures ultraviolet light − split among three bands − and sends it home, Ann Lee said."]
    )
    assert [member.name for member in cast_of(doc).members] == ["Ann Lee"]
