"""Passages as different kinds of papers print them: wire, court, sport, science, village weekly, interview, release."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "a dateline and an update",
        "GHENT, March 3 (BNS) — Two dockers died when a crane fell at the north quay on Monday, the port authority "
        "said.\n\nThe victims, aged 31 and 44, worked for a subcontractor, spokeswoman Lotte Claes told reporters. "
        "“We have stopped all lifting until we know more,” she added.",
        indirect("Two dockers died when a crane fell at the north quay on Monday", None),
        indirect("The victims, aged 31 and 44, worked for a subcontractor", "Lotte Claes"),
        direct("We have stopped all lifting until we know more", "Lotte Claes"),
    ),
    case(
        "ministers by title",
        "Energy Minister Dragan Ilic said on Thursday that households would pay a tenth more from July. The minister, "
        "who took office in January, denied that the rise had been agreed with the gas company. “Nobody dictated "
        "anything to me,” he told state television.",
        indirect("households would pay a tenth more from July", "Dragan Ilic"),
        indirect("the rise had been agreed with the gas company", "Dragan Ilic", act=Act.DENIES),
        direct("Nobody dictated anything to me", "Dragan Ilic", via=None),
    ),
    case(
        "anonymous officials",
        "Two officials familiar with the talks said the truce would be extended by a week. One of them said the "
        "prisoners would be exchanged on Sunday. The foreign ministry did not respond to a request for comment.",
        indirect("the truce would be extended by a week", None),
        indirect("the prisoners would be exchanged on Sunday", None),
    ),
    case(
        "a rival's answer",
        "Premier Anja Reuter called the strike “blackmail.” Union leader Sven Holt replied: “She has never carried a "
        "suitcase in her life.”",
        mixed("the strike “blackmail", "Anja Reuter"),
        direct("She has never carried a suitcase in her life", "Sven Holt"),
    ),
)
def test_a_wire_report(case):
    check(case)


@cases(
    case(
        "a witness and a lawyer",
        "Opening the case for the Crown, Fiona Maitland KC told the jury that Craig Dunn had lied about where he was. "
        "Mr Dunn, 38, of Leith, denies murder. His solicitor, Ewan Baird, said outside the court that his client was "
        "“bewildered.”",
        indirect("Craig Dunn had lied about where he was", "Fiona Maitland"),
        indirect("murder", "Craig Dunn", act=Act.DENIES),
        mixed("his client was “bewildered", "Ewan Baird"),
        weak="the speaker stays unknown",
    ),
    case(
        "a judge sentences",
        "Sentencing him to nine years, Judge Priscilla Obi said: “You preyed on people who trusted you. You have shown "
        "not a flicker of remorse.”",
        direct("You preyed on people who trusted you. You have shown not a flicker of remorse", "Priscilla Obi"),
    ),
    case(
        "a document speaks",
        "The indictment says the two men met in a garage in Split. In an affidavit, agent Rita Cole wrote that she had "
        "seen the envelope change hands.",
        indirect("the two men met in a garage in Split", None),
        indirect("she had seen the envelope change hands", "Rita Cole"),
    ),
    case(
        "question and answer",
        "Asked by Ms Maitland whether he owned a boat, the witness, Alan Roper, said that he had sold it in May.",
        indirect("whether he owned a boat", "Maitland", act=Act.ASKS),
        indirect("he had sold it in May", "Alan Roper"),
        weak="the content is cut otherwise",
    ),
)
def test_a_court_report(case):
    check(case)


@cases(
    case(
        "after the match",
        "“We were second best to every ball,” said a dejected Marco Fabbri. The Livorno coach refused to blame the "
        "pitch. “Both teams played on it,” he said with a shrug.",
        direct("We were second best to every ball", "Marco Fabbri"),
        direct("Both teams played on it", "Marco Fabbri"),
    ),
    case(
        "a striker and her coach",
        "Striker Ines Duarte, who scored twice, said the second goal was for her grandmother. Beate Lorenz hailed "
        "her as the best finisher in the league.",
        indirect("the second goal was for her grandmother", "Ines Duarte"),
        indirect("her as the best finisher in the league", "Beate Lorenz"),
    ),
    case(
        "split and continued",
        "“If you had told me in August,” Lorenz said, “that we would be third at Christmas, I would have laughed.”\n\n"
        "“Now I am a little disappointed.”\n\nBeate Lorenz signed until 2027.",
        direct(
            "If you had told me in August … that we would be third at Christmas, I would have laughed", "Beate Lorenz"
        ),
        direct("Now I am a little disappointed", "Beate Lorenz"),
    ),
)
def test_a_sports_page(case):
    check(case)


@cases(
    case(
        "authors and an outsider",
        "Lead author Chiara Bassi, a glaciologist at the University of Trento, said the ice had thinned by a third. "
        "“We did not expect it this fast,” she said. Tom Weller of Kiel University, who was not involved in the study, "
        "warned that one valley proves little.",
        indirect("the ice had thinned by a third", "Chiara Bassi"),
        direct("We did not expect it this fast", "Chiara Bassi"),
        indirect("one valley proves little", "Tom Weller"),
    ),
    case(
        "a study as the source",
        "Bees that sleep badly dance badly, according to a study published in Apidology on Friday. The researchers "
        "suggest that street lamps are to blame.",
        indirect("Bees that sleep badly dance badly", None),
        indirect("street lamps are to blame", None),
    ),
    case(
        "a prediction and a caution",
        "Seismologist Jun Hayashi predicts that the fault will move again within thirty years, but cautions that "
        "nobody can say where.",
        indirect("the fault will move again within thirty years", "Jun Hayashi", act=Act.PREDICTS),
        indirect("nobody can say where", "Jun Hayashi"),
    ),
)
def test_a_science_page(case):
    check(case)


@cases(
    case(
        "the parish council",
        "Cllr Mavis Trent told the meeting that the bus shelter was a disgrace. Cllr Roy Beddoes agreed, and said he "
        "had found a badger in it.",
        indirect("the bus shelter was a disgrace", "Mavis Trent"),
        indirect("he had found a badger in it", "Roy Beddoes"),
    ),
    case(
        "a couple",
        "Gwen and Harold Pugh have kept the shop for fifty years. “I do the bread and he does the talking,” said Gwen. "
        "Harold said he would miss the gossip.",
        direct("I do the bread and he does the talking", "Gwen"),
        indirect("he would miss the gossip", "Harold Pugh"),
    ),
    case(
        "neighbours",
        "Neighbours described a loud bang shortly before six. “The windows shook,” one said. Another, Len Oakley, "
        "thought it was thunder.",
        indirect("a loud bang shortly before six", None),
        direct("The windows shook", None),
    ),
)
def test_a_village_weekly(case):
    check(case)


@cases(
    case(
        "questions and answers by initials",
        "Wilma Stokes spoke to Dara Quinn about her third album.\n\nDQ: Why so short?\n\nWS: Because I said what I had "
        "to say.",
        direct("Why so short?", "Dara Quinn"),
        direct("Because I said what I had to say", "Wilma Stokes"),
    ),
    case(
        "a profile",
        "Nadia Ferhat lights a cigarette. She never wanted to direct, she says; she wanted to sleep late. “Directors "
        "get up at four,” she sighs. “Somebody should have told me.”",
        indirect("She never wanted to direct … she wanted to sleep late", "Nadia Ferhat"),
        direct("Directors get up at four … Somebody should have told me", "Nadia Ferhat"),
        weak="the content is cut otherwise",
    ),
    case(
        "present tense and a cue in front",
        "Says Ferhat: “I hate premieres.” Her producer, Luc Simenon, laughs. “She cries at all of them,” he says.",
        direct("I hate premieres", "Ferhat"),
        direct("She cries at all of them", "Luc Simenon"),
    ),
)
def test_an_interview_or_a_profile(case):
    check(case)


@cases(
    case(
        "quotation before a long title",
        "“This merger creates the leading maker of hinges in the Baltic,” said Kristjan Tamm, chairman and chief "
        "executive officer of Balti Hinge. “We are delighted.”",
        direct("This merger creates the leading maker of hinges in the Baltic … We are delighted", "Kristjan Tamm"),
    ),
    case(
        "a company speaks",
        "Balti Hinge today announced that it will close its plant in Narva. The company said the decision was final. "
        "It declined to say how many people would lose their jobs.",
        indirect("it will close its plant in Narva", "Balti Hinge"),
        indirect("the decision was final", "Balti Hinge"),
        indirect("how many people would lose their jobs", "Balti Hinge", act=Act.DECLINES),
        weak="the speaker stays unknown",
    ),
    case(
        "an appeal",
        "Save the Marshes urged the government to withdraw the plan and demanded an apology for the trees already "
        "felled.",
        indirect("the government to withdraw the plan", "Save the Marshes", act=Act.ORDERS),
        indirect("an apology for the trees already felled", "Save the Marshes", act=Act.ORDERS),
        weak="the speaker is another",
    ),
)
def test_a_press_release(case):
    check(case)


@cases(
    case(
        "through an agency",
        "Iran's deputy oil minister, Kaveh Rostami, said the refinery would be repaired by autumn, the semi-official "
        "Tasnim news agency reported on Saturday.",
        indirect("the refinery would be repaired by autumn", "Kaveh Rostami", via="Tasnim news agency"),
        weak="via is not told",
    ),
    case(
        "on the radio",
        "Speaking on Radio Zagreb, former president Vesna Juric accused her party of cowardice. Her party's leader, "
        "Ante Maric, later told N1 that she was “a tourist in politics.”",
        indirect("her party of cowardice", "Vesna Juric", via="Radio Zagreb"),
        mixed("she was “a tourist in politics", "Ante Maric", via="N1"),
        weak="via is not told",
    ),
    case(
        "a post",
        "“Not one euro more,” Finance Minister Otto Graf posted on X, after Bild had reported that he would raise the "
        "petrol tax.",
        direct("Not one euro more", "Otto Graf", via=None),
        indirect("he would raise the petrol tax", "Bild"),
    ),
    case(
        "a metonym against a metonym",
        "Minsk says the drones came from the west. Vilnius has rejected the accusation as absurd.",
        indirect("the drones came from the west", "Minsk"),
        indirect("the accusation as absurd", "Vilnius"),
    ),
)
def test_news_from_abroad(case):
    check(case)


@cases(
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
        "an acronym and its people",
        "The Coastal Workers' Federation (CWF) walked out at noon. A CWF official said the offer was an insult.",
        indirect("the offer was an insult", "Coastal Workers' Federation"),
    ),
    case(
        "a role that changes hands",
        "Erik Lund, the outgoing ombudsman, handed the keys to Sofia Brask. The new ombudsman said she would read "
        "every letter.",
        indirect("she would read every letter", "Sofia Brask"),
        weak="the speaker stays unknown",
    ),
)
def test_who_is_who(case):
    check(case)
