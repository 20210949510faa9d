"""Speakers who are described: "the minister", "the company", a role that the article ties to a name or does not."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, misread


@cases(
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
        "wire: ministers by title",
        "Energy Minister Dragan Ilic said on Thursday that households would pay a tenth more from July. The minister, "
        "who took office in January, denied that the rise had been agreed with the gas company. “Nobody dictated "
        "anything to me,” he told state television.",
        indirect("households would pay a tenth more from July", "Dragan Ilic"),
        indirect("the rise had been agreed with the gas company", "Dragan Ilic", act=Act.DENIES),
        direct("Nobody dictated anything to me", "Dragan Ilic", via=None),
    ),
    case(
        "sport: after the match",
        "“We were second best to every ball,” said a dejected Marco Fabbri. The Livorno coach refused to blame the "
        "pitch. “Both teams played on it,” he said with a shrug.",
        direct("We were second best to every ball", "Marco Fabbri"),
        direct("Both teams played on it", "Marco Fabbri"),
    ),
    case(
        "a role that changes hands",
        "Erik Lund, the outgoing ombudsman, handed the keys to Sofia Brask. The new ombudsman said she would read "
        "every letter.",
        misread(indirect("she would read every letter", "Sofia Brask"), speaker=None),
        weak="a role that is handed over is tied to nobody",
    ),
    case(
        "a party beside a place",
        "Ohio Gov. Juliet Okafor signed it on Friday. “It is a budget,” the Republican governor said.",
        direct("It is a budget", "Juliet Okafor"),
    ),
    case(
        "a party by its letters",
        "Republican nominee Juliet Okafor came. The GOP nominee said the hall was full.",
        indirect("the hall was full", "Juliet Okafor"),
    ),
    case(
        "a party is nobody of it",
        "Juliet Okafor, a Republican, came. The GOP said the hall was full.",
        indirect("the hall was full", "GOP"),
    ),
    case(
        "another party",
        "Libertarian nominee Juliet Okafor came. The GOP nominee said the hall was full.",
        indirect("the hall was full", None),
    ),
)
def test_a_description_means_the_bearer_of_its_role(case):
    check(case)


@cases(
    case(
        "an acronym and its people",
        "The Coastal Workers' Federation (CWF) walked out at noon. A CWF official said the offer was an insult.",
        indirect("the offer was an insult", "Coastal Workers' Federation"),
    ),
    case(
        "markets: results",
        "Shares in Kestrel Foods fell 9 per cent after the company warned that profits would halve. Chief "
        "executive Paula Stein blamed the price of cocoa. “We could not pass it on,” she told analysts.",
        indirect("profits would halve", "Kestrel Foods"),
        indirect("the price of cocoa", "Paula Stein"),
        direct("We could not pass it on", "Paula Stein"),
    ),
    case(
        "press release: a company speaks",
        "Balti Hinge today announced that it will close its plant in Narva. The company said the decision was final. "
        "It declined to say how many people would lose their jobs.",
        indirect("it will close its plant in Narva", "Balti Hinge"),
        misread(indirect("the decision was final", "Balti Hinge"), speaker=None),
        misread(indirect("how many people would lose their jobs", "Balti Hinge", act=Act.DECLINES), speaker=None),
        weak="“the company” is nobody, and so is “it”",
    ),
)
def test_a_description_of_a_body(case):
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
        "a commission, two sentences later",
        "The Lakes Commission met behind closed doors in May. Its members left without a word. The commission later "
        "said that the fish were safe to eat.",
        indirect("the fish were safe to eat", "Lakes Commission"),
    ),
)
def test_a_body_taken_up_by_the_noun_in_its_name(case):
    check(case)


@cases(
    case(
        "issued by",
        "“The ship is lost,” said a statement issued by the Harbour Command.",
        direct("The ship is lost", "Harbour Command"),
    ),
    case(
        "on a website",
        "A press release on the Kestrel Foods website said the mill had been sold.",
        indirect("the mill had been sold", "Kestrel Foods"),
    ),
    case(
        "taken up without its author",
        "A report by the Harbour Command came in May. The wind was up. The report said the ship was old.",
        indirect("the ship was old", "Harbour Command"),
    ),
    case(
        "of one of several",
        "A report by the Harbour Command and a report by Velm University came in May. The report said the "
        "ship was old.",
        indirect("the ship was old", None),
    ),
)
def test_a_text_speaks_for_whoever_made_it(case):
    check(case)


@cases(
    case(
        "an acronym of two letters with its article",
        "The Harbour Alliance met on Monday. The HA said the ship was old.",
        indirect("the ship was old", "Harbour Alliance"),
    ),
    case(
        "several bodies",
        "The Harbour Committee met on Monday. Both committees said the ship was old.",
        indirect("the ship was old", None),
    ),
)
def test_a_body_named_by_a_part_of_its_name(case):
    check(case)


@cases(
    case(
        "a man beside the president",
        "President Amadou Keller left at dawn. A resident said that he had counted nine shots. “I stopped "
        "counting,” the man said.",
        indirect("he had counted nine shots", None),
        direct("I stopped counting", None),
    ),
    case(
        "a ministry beside a league",
        "The Readers' League said 212 branches had closed. The ministry said the number was wrong.",
        indirect("212 branches had closed", "Readers' League"),
        indirect("the number was wrong", None),
    ),
    case(
        "a group that has just spoken",
        "The Readers' League said 212 branches had closed. The group said the number was right.",
        indirect("212 branches had closed", "Readers' League"),
        indirect("the number was right", "Readers' League"),
    ),
)
def test_a_phrase_that_fits_somebody_else_is_not_who_was_there(case):
    check(case)
