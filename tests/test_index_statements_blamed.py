"""What public systems are blamed for."""

from tests.reading import case, cases, check, direct, indirect, mixed, read


@cases(
    case(
        "a long aside",
        "“We are not a bank,” Edith Crane, whose family has owned the pawnshop on Mill Lane since the reign of "
        "Queen Victoria, said with a sigh.",
        direct("We are not a bank", "Edith Crane"),
    ),
    case(
        "a clause with a verb of saying",
        "Rector Jonas Falk, whom the students say they never see, said the library would stay open.",
        indirect("they never see", None),
        indirect("the library would stay open", "Jonas Falk"),
    ),
    case(
        "a participle",
        "Driver Sami Aalto, wiping soot from his glasses, told reporters that the tunnel had filled with smoke in "
        "a minute.",
        indirect("the tunnel had filled with smoke in a minute", "Sami Aalto"),
    ),
    case(
        "two appositives",
        "Vera Lukic, a botanist and the author of three field guides, and one of the few who know the island, said "
        "the lily was extinct.",
        indirect("the lily was extinct", "Vera Lukic"),
    ),
)
def test_asides_between_name_and_verb(case):
    check(case)


@cases(
    case(
        "three sentences away",
        "Nkechi Obi founded the clinic in 2003. It began with two beds. Today it has sixty. The roof still leaks. "
        "“We never had a plan,” she said.",
        direct("We never had a plan", "Nkechi Obi"),
        weak="the speaker stays unknown",
    ),
    case(
        "another paragraph",
        "Sculptor Hans Bjork works in a former abattoir.\n\nThe hooks still hang from the ceiling, and in winter the "
        "drains freeze.\n\n“It keeps the critics away,” he says.",
        direct("It keeps the critics away", "Hans Bjork"),
    ),
    case(
        "a thing named in between",
        "Captain Lucia Ferro was the last on the bridge. The Santa Rosa was listing by then, and the coast guard's "
        "helicopter could not land. She told the crew that the boats were ready.",
        indirect("the boats were ready", "Lucia Ferro"),
        weak="the speaker is another",
    ),
    case(
        "a man named as an object",
        "Detective Joan Birch arrested Victor Mace on Thursday. She said the case was closed.",
        indirect("the case was closed", "Joan Birch"),
    ),
)
def test_pronouns_whose_referent_is_sentences_away(case):
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
        indirect("the trip had been cancelled", "Corin Vale"),
        weak="something is missed",
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


@cases(
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
def test_an_odd_number_of_marks_aborts_no_document(case):
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
)
def test_a_quoted_nickname_kills_no_quotation(case):
    check(case)


@cases(
    case(
        "said, and a new paragraph",
        "Hugh Hill, a doctor, said:\n\n“We ran out of oxygen at four in the morning.”",
        direct("We ran out of oxygen at four in the morning", "Hugh Hill"),
    ),
    case(
        "wrote on her page, and a new paragraph",
        "On her page, Councillor Iris Penn wrote:\n\n“I resign. Thank you for eleven good years.”\n\nHer seat will be "
        "filled in May.",
        direct("I resign. Thank you for eleven good years", "Iris Penn"),
    ),
    case(
        "a block quotation without marks",
        "In a letter to the staff, director Paul Ames wrote:\n\n> The museum will close on 1 March. Nobody will lose "
        "a pension.\n\nThe staff learned of it from the radio.",
        direct("The museum will close on 1 March. Nobody will lose a pension", "Paul Ames"),
    ),
    case(
        "a list",
        "The ombudsman, Sven Krogh, made three demands: that the cells be heated, that letters be delivered and that "
        "visits resume.",
        indirect(
            "that the cells be heated, that letters be delivered and that visits resume", "Sven Krogh", act="orders"
        ),
        weak="the content is cut otherwise",
    ),
)
def test_a_colon_and_a_new_paragraph(case):
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
)
def test_the_nearest_name_is_not_always_the_speaker(case):
    check(case)


def test_a_text_that_ends_anywhere_is_read(caplog):
    text = (
        "She said it was “over but” declined to say why, and Ann Lee, as she put it in a letter, told them to leave: "
        "“No,” according to the board, which expects that prices will fall because they refused"
    )
    words = text.split(" ")
    for count in range(1, len(words) + 1):
        read(" ".join(words[:count]))
    assert not caplog.records  # an analysis that fails is logged and loses its statements
