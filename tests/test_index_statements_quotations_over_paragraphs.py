"""Quotations of several sentences and paragraphs, and those whose cue stands in another paragraph."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, misread, mixed


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
        "the next paragraph goes on",
        "“The river took the road,” said Amina Yusuf, a teacher.\n\n“The school is still standing.”",
        direct("The river took the road … The school is still standing", "Amina Yusuf"),
    ),
    case(
        "narration stands between",
        "Amina Yusuf, a teacher, was on the roof for two days.\n\n“The river took the road,” she said.\n\nHelicopters "
        "came on the third morning.\n\n“I waved a sheet until my arms gave out.”",
        direct("The river took the road", "Amina Yusuf"),
        direct("I waved a sheet until my arms gave out", "Amina Yusuf"),
    ),
    case(
        "several paragraphs without any cue",
        "Amina Yusuf, a teacher, said the school would open again.\n\n“The river took the road.\n\n“It did not take "
        "the children.”",
        indirect("the school would open again", "Amina Yusuf"),
        direct("The river took the road … It did not take the children", "Amina Yusuf"),
    ),
    case(
        "several paragraphs behind what somebody wants",
        "Amina Yusuf, a teacher, wants to see the road mended by May.\n\n“The bus cannot pass.\n\n“The children "
        "walk for two hours.”",
        direct("The bus cannot pass … The children walk for two hours", "Amina Yusuf"),
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
    case(
        "sport: split and continued",
        "“If you had told me in August,” Lorenz said, “that we would be third at Christmas, I would have laughed.”\n\n"
        "“Now I am a little disappointed.”\n\nBeate Lorenz signed until 2027.",
        direct(
            "If you had told me in August … that we would be third at Christmas, I would have laughed … Now I am a "
            "little disappointed",
            "Beate Lorenz",
        ),
    ),
    case(
        "feature: a guide through a valley",
        "Tenzin Dorje, our guide, pointed at the ridge. “That is where the glacier ended when I was a boy.” Now "
        "it ends two miles higher. He says the apricots ripen in June.",
        direct("That is where the glacier ended when I was a boy", "Tenzin Dorje"),
        indirect("the apricots ripen in June", "Tenzin Dorje"),
    ),
)
def test_a_quotation_without_a_cue_inherits_its_speaker(case):
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
        misread(
            indirect(
                "that the cells be heated, that letters be delivered and that visits resume",
                "Sven Krogh",
                act=Act.ORDERS,
            ),
            words="the cells be heated",
        ),
        weak="a list of clauses is cut after its first",
    ),
)
def test_a_colon_and_a_new_paragraph(case):
    check(case)


@cases(
    case(
        "others have come in between",
        "“The river took the road,” said Amina Yusuf. Her neighbours had gone to the police. They had filed a "
        "complaint. "
        "“We have begun proceedings against the town and its mayor.”",
        direct("The river took the road", "Amina Yusuf"),
        direct("We have begun proceedings against the town and its mayor", None),
    ),
    case(
        "somebody quoted in a sentence of its own",
        "“The river took the road,” said Amina Yusuf.\n\nColonel Ida Rusk is quoted in the Courier as saying. "
        "“Our people "
        "are the first concern.”",
        direct("The river took the road", "Amina Yusuf"),
        direct("Our people are the first concern", "Ida Rusk"),
    ),
    case(
        "a colon that nobody's name stands before",
        "“The river took the road,” said Amina Yusuf.\n\nOne line is painted on the wall: “The sea will take "
        "the rest.”",
        direct("The river took the road", "Amina Yusuf"),
        direct("The sea will take the rest", None),
    ),
)
def test_a_quotation_that_other_words_lead_to_is_not_the_last_speakers(case):
    check(case)
