"""Whose words they are: namesakes, joint speakers, acronyms, slips of the pen, givers of texts, verbs of others."""

from tests.reading import case, cases, check, direct, indirect


@cases(
    case(
        "brother and sister",
        "Ana Ruiz, a nurse, lost her house in the fire. Her brother Pedro Ruiz lost his van.\n\n"
        "“We have nothing left,” Ruiz said.",
        direct("We have nothing left", None),
    ),
    case(
        "the surname was one's before the other came",
        "Minister Tom Arden opened the dam. Arden said it would hold. His sister Lena Arden cut the ribbon, and Arden "
        "said it was a good day.",
        indirect("it would hold", "Tom Arden"),
        indirect("it was a good day", "Tom Arden"),
    ),
)
def test_a_surname_of_two_people_is_nobody_s_unless_something_tells(case):
    check(case)


@cases(
    case(
        "with titles",
        "Mayor Ada Stone and Police Chief Ben Kade said the square would be closed on Friday.",
        indirect("the square would be closed on Friday", "Ada Stone and Ben Kade"),
    ),
    case(
        "no joint speaker, only a comparison",
        "Ada Stone, like Ben Kade, said the square would be closed on Friday.",
        indirect("the square would be closed on Friday", "Ada Stone"),
    ),
)
def test_people_who_speak_together(case):
    check(case)


@cases(
    case(
        "an acronym that nobody introduces",
        "The Pacific Harbour Council met in Velm on Monday. The PHC said the quay was safe.",
        indirect("the quay was safe", "Pacific Harbour Council"),
    ),
    case(
        "a letter wrong",
        "Ada Stone opened the bridge. Stoen said the toll would fall.",
        indirect("the toll would fall", "Ada Stone"),
    ),
    case(
        "the government of a nation",
        "The French navy sank a boat. The Spanish government said the boat was empty.",
        indirect("the boat was empty", "Spanish government"),
    ),
    case(
        "authorities of a place are nobody by name",
        "Authorities in Cyprus said the boat was empty.",
        indirect("the boat was empty", None),
    ),
)
def test_bodies_and_names_that_are_written_in_two_ways(case):
    check(case)


@cases(
    case(
        "a statement saying",
        "Kestrel Foods released a statement saying that the plant would close.",
        indirect("the plant would close", "Kestrel Foods"),
    ),
    case(
        "believes, saying",
        "Tom Arden believes the vote will be lost, saying that the towns were never asked.",
        indirect("the towns were never asked", "Tom Arden"),
    ),
)
def test_whoever_brings_out_the_words_says_them(case):
    check(case)


@cases(
    case(
        "told, in a reported clause",
        "Mayor Ada Stone said that Tom Arden followed the boys and told them they could earn money.",
        indirect("Tom Arden followed the boys", "Ada Stone"),
        indirect("they could earn money", "Tom Arden"),
    ),
    case(
        "asked, as one of several deeds",
        "Mara Quill said that the girls left the house, but Tom Arden followed them to the station and asked them to "
        "come back.",
        indirect(
            "the girls left the house, but Tom Arden followed them to the station and asked them to come back",
            "Mara Quill",
        ),
    ),
)
def test_a_second_verb_of_a_reported_clause_has_its_own_subject(case):
    check(case)


@cases(
    case(
        "behind that",
        "Ada Stone said that, according to police, the man fled on a bicycle.",
        indirect("the man fled on a bicycle", "Ada Stone", via="police"),
    ),
    case(
        "behind the subject",
        "Ada Stone said the man, according to police, fled on a bicycle.",
        indirect("the man … fled on a bicycle", "Ada Stone", via="police"),
    ),
)
def test_a_clause_goes_on_behind_its_source(case):
    check(case)


@cases(
    case("guilty", "Sam Holt pleaded guilty to theft on Monday. Rosa Helm pleaded not guilty to two counts of fraud."),
)
def test_a_plea_in_court_is_no_request(case):
    check(case)


@cases(
    case(
        "a spokesman behind a sentence about a body",
        "Amnesty International published the figures. A spokesman said the camps were full.",
        indirect("the camps were full", "Amnesty International"),
    ),
    case(
        "two companies",
        "Shares in Kestrel Foods and in Lumen Care fell. The company said profits would halve.",
        indirect("profits would halve", None),
    ),
    case(
        "a spokesman behind a sentence about a person",
        "Tom Arden published the figures. A spokesman said the camps were full.",
        indirect("the camps were full", None),
    ),
)
def test_for_whom_a_spokesman_speaks_and_which_company_is_the_company(case):
    check(case)


@cases(
    case(
        "a diplomat who is named later",
        "Ina Marsh, Velm's envoy to the Lake Council, criticised the levy. Speaking in Orvane, the diplomat said that "
        "the levy would sink every boat. She was with the Orvanian ambassador, Tom Brandt.",
        indirect("the levy", "Ina Marsh"),
        indirect("the levy would sink every boat", None),
    ),
    case(
        "the same office, told later",
        "The minister said the dam was safe. Ina Marsh, the minister for water, went home after that.",
        indirect("the dam was safe", "Ina Marsh"),
    ),
)
def test_who_is_named_later_bears_the_very_title(case):
    check(case)


@cases(
    case(
        "in apposition, beside another body",
        "The group, Rowers United, formed in May and wrote to the owners.\n\nThe group announced that Kestrel had "
        "reached a deal with the town.\n\nThe group said that the deal had confused the rowers.",
        indirect("Kestrel had reached a deal with the town", "Rowers United"),
        indirect("the deal had confused the rowers", "Rowers United"),
    ),
    case(
        "who the report is about",
        "Shares in Kestrel Foods fell.\n\nThe company said that Kestrel Foods would pay.",
        indirect("Kestrel Foods would pay", None),
    ),
    case(
        "who speaks of itself in marks",
        "Shares in Kestrel Foods fell.\n\n“Kestrel Foods will pay,” the company said.",
        direct("Kestrel Foods will pay", "Kestrel Foods"),
    ),
)
def test_a_group_is_the_one_called_so_and_not_the_one_it_reports_on(case):
    check(case)


@cases(
    case(
        "unnamed",
        "Tom Brandt said not all of his readers were pleased, with some calling him out, saying he was a bore.",
        indirect("not all of his readers were pleased, with some calling him out", "Tom Brandt"),
        indirect("he was a bore", None),
    ),
    case(
        "what cannot speak",
        "Tom Brandt left on Monday, with polls showing a loss, saying he was tired.",
        indirect("he was tired", "Tom Brandt"),
    ),
    case(
        "named",
        "The council met on Monday, with Ina Marsh attacking the mayor, claiming he had sold the dam.",
        indirect("he had sold the dam", "Ina Marsh"),
    ),
)
def test_a_phrase_with_a_subject_of_its_own_tells_who_speaks_behind_it(case):
    check(case)


@cases(
    case(
        "of a player",
        "Tom Brandt was named coach of Velm Rovers on Monday. The 56-year-old said that he was glad to be back.",
        indirect("he was glad to be back", "Tom Brandt"),
    ),
    case(
        "of a stranger",
        "A 20-year-old was hurt on Monday. Mayor Ina Marsh came. The 20-year-old said that he was glad to be back.",
        indirect("he was glad to be back", None),
    ),
    case(
        "of nobody",
        "Velm Rovers won on Monday. A 56-year-old said that he was glad to be back.",
        indirect("he was glad to be back", None),
    ),
)
def test_an_age_stands_for_whom_the_text_is_about(case):
    check(case)


@cases(
    case(
        "behind an office",
        "Deputy Director of Public Works Anna-Lena Holt said the dam was old. “It leaks,” Holt said.",
        indirect("the dam was old", "Anna-Lena Holt"),
        direct("It leaks", "Anna-Lena Holt"),
    ),
    case(
        "another sound",
        "Director of Public Works Jean-Luc Orr said the dam was old.",
        indirect("the dam was old", "Jean-Luc Orr"),
    ),
)
def test_a_hyphen_parts_no_name(case):
    check(case)


@cases(
    case(
        "a platform",
        "The names stood on Twitter for a day. Twitter said it was sorry.",
        indirect("it was sorry", "Twitter"),
    ),
    case(
        "that pledges",
        "The names stood on Tinder for a day. Tinder pledged to close the gap.",
        indirect("to close the gap", "Tinder"),
    ),
    case("a headline", "Whistleblower says dam was old.", indirect("dam was old", None)),
    case("a word for people", "Engineers said the dam was old.", indirect("the dam was old", None)),
    case(
        "a paper that ends as a person's title",
        "The dam cost two million, according to the Velm Falls Argus Leader.",
        indirect("The dam cost two million", None),
    ),
)
def test_an_ending_makes_no_person_of_a_name(case):
    check(case)


@cases(
    case(
        "of a house",
        "There was a letter about the end of St Brigid’s:\n\n“You took it over in March and you will not "
        "even meet with the nurses who worked there.”",
        direct("You took it over in March and you will not even meet with the nurses who worked there", None),
    ),
    case(
        "of a person",
        "And from Ina Marsh:\n\n“You took it over in March and you will not even meet with the nurses.”",
        direct("You took it over in March and you will not even meet with the nurses", "Ina Marsh"),
    ),
)
def test_a_name_before_a_colon_speaks_only_where_words_come_from_it(case):
    check(case)
