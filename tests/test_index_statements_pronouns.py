"""He, she and it: by gender and number, by what the text keeps in mind, over sentences and paragraphs."""

from tests.reading import case, cases, check, direct, indirect, misread


@cases(
    case(
        "he and she by the evidence of the article",
        "Marta Kovacs met Peter Lowe at the gate. She had come alone. “He was late,” she said. “I was early,” he said.",
        direct("He was late", "Marta Kovacs"),
        direct("I was early", "Peter Lowe"),
    ),
    case(
        "it for an organisation",
        "Helvetia Rail cancelled forty trains. It said the snow had buried two switches.",
        indirect("the snow had buried two switches", "Helvetia Rail"),
    ),
    case(
        "two women, the topic goes on",
        "Prosecutor Lena Fischer opened with a photograph. Defendant Greta Holt looked away. “This is the knife,” "
        "Fischer said. She told the jurors that they would see it again.",
        direct("This is the knife", "Lena Fischer"),
        indirect("they would see it again", "Lena Fischer"),
    ),
    case(
        "crime: a mother's words",
        "The boy's mother, Rukhsana Malik, wept as she left the court. “Nothing brings him back,” she said. Her "
        "sister added that the family would appeal.",
        direct("Nothing brings him back", "Rukhsana Malik"),
        indirect("the family would appeal", None),
    ),
    case(
        "obituary: a life in quotations",
        "Born in Lodz in 1931, Irena Wolff arrived in Leeds with one suitcase. “It had no lock and nothing to "
        "steal,” she liked to say.",
        direct("It had no lock and nothing to steal", "Irena Wolff"),
    ),
    case(
        "obituary: her own verdict",
        "Asked in 1998 whether she regretted anything, Wolff answered: “Only the second marriage.” Irena Wolff "
        "died on Friday.",
        direct("Only the second marriage", "Irena Wolff"),
    ),
)
def test_he_she_and_it_by_the_evidence_of_the_article(case):
    check(case)


@cases(
    case(
        "three sentences away",
        "Nkechi Obi founded the clinic in 2003. It began with two beds. Today it has sixty. The roof still leaks. "
        "“We never had a plan,” she said.",
        misread(direct("We never had a plan", "Nkechi Obi"), speaker=None),
        weak="“she” reaches no further than a few sentences",
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
        misread(indirect("the boats were ready", "Lucia Ferro"), speaker="Santa Rosa"),
        weak="a ship is taken for the woman",
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
    case(
        "a genitive keeps a man in mind",
        "It was under Mr. Halloran’s watch that the bridge was closed. The council paid for two studies. In May, he "
        "said the cables would last.",
        indirect("the cables would last", "Halloran"),
    ),
)
def test_the_only_man_within_reach_is_meant(case):
    check(case)


@cases(
    case(
        "the one who met is named in what is said",
        "Viktor Hale met Oskar Lund at the harbour on Friday. He said that Hale owed the crew two years' pay.",
        indirect("Hale owed the crew two years' pay", "Oskar Lund"),
    ),
)
def test_nobody_speaks_of_himself_by_name(case):
    check(case)
