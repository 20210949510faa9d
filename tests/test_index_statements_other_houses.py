"""Passages in the ways of other houses, written before any rule was tried on them.

What was read at first stands in docs/evaluation.md.
"""

from index.models import Act
from tests.reading import added, case, cases, check, direct, indirect, misread, missed, mixed


@cases(
    case(
        "a county prosecutor",
        "FOR IMMEDIATE RELEASE\n\nTarn County District Attorney Lena Ostrow announced today that a Velm man has been "
        "sentenced to nine years in state prison. According to court filings, Gerald Pike, 44, took deposits for "
        'solar panels that were never built. "Forty families paid for sunlight and got a dark roof," District '
        'Attorney Ostrow said. "This sentence tells the next swindler that we read invoices too."\n\nDeputy '
        "District Attorney Hal Brandt told the court that Pike had spent the money on a boat. Pike's attorney, Rose "
        "Amari, asked the judge for leniency and argued that her client had meant to finish the work. Judge Ines "
        'Calder rejected the request. "A plan is not a panel," the judge said.\n\nThe District Attorney\'s Office '
        "thanks the Velm Police Department. Anyone who paid Pike is asked to call the office.",
        indirect("a Velm man has been sentenced to nine years in state prison", "Lena Ostrow"),
        indirect("Gerald Pike, 44, took deposits for solar panels that were never built", None),
        direct(
            "Forty families paid for sunlight and got a dark roof … This sentence tells the next swindler that "
            "we read invoices too",
            "Lena Ostrow",
        ),
        indirect("Pike had spent the money on a boat", "Hal Brandt"),
        added(indirect("leniency", "Rose Amari", act=Act.ORDERS)),
        indirect("her client had meant to finish the work", "Rose Amari"),
        indirect("the request", "Ines Calder"),
        direct("A plan is not a panel", "Ines Calder"),
        missed(indirect("the judge for leniency", "Rose Amari")),
        weak="whom a judge is asked is no part of it, and court filings are nobody",
    ),
    case(
        "a company and its quarter",
        "Brightwater Tools reports record quarter\n\nBrightwater Tools said on Tuesday that revenue rose 12 percent "
        'to 41 million crowns. "Our customers fixed their roofs this winter, and they fixed them with our '
        'hammers," said Chief Executive Officer Mina Halloran. "We enter the spring with a full order '
        'book."\n\nChief Financial Officer Piet Anders added that the company expects to open two plants next year. '
        "The company warned that steel prices could weigh on margins. In a separate statement, the Metal Workers' "
        'Union called the results "a feast to which the workers were not invited." Union president Carla Benn '
        "demanded a raise of six percent.\n\nHalloran declined to say whether the company would meet the union. She "
        "said only that talks were always possible.",
        indirect("revenue rose 12 percent to 41 million crowns", "Brightwater Tools"),
        direct(
            "Our customers fixed their roofs this winter, and they fixed them with our hammers … We enter the "
            "spring with a full order book",
            "Mina Halloran",
        ),
        indirect("the company expects to open two plants next year", "Piet Anders"),
        misread(indirect("steel prices could weigh on margins", "Brightwater Tools"), speaker=None),
        mixed('the results "a feast to which the workers were not invited', "Metal Workers' Union"),
        indirect("a raise of six percent", "Carla Benn", act=Act.ORDERS),
        indirect("whether the company would meet the union", "Mina Halloran", act=Act.DECLINES),
        indirect("talks were always possible", "Mina Halloran"),
        weak="the company is taken up behind its officers",
    ),
    case(
        "a space agency",
        "The Northern Space Agency's Lantern probe has reached the small moon Ida-7, mission controllers confirmed "
        'early Monday. "We heard her voice at 3:12 a.m., and the whole room stood up," said project scientist '
        "Tomas Weil of the agency's Velm laboratory. Lantern will map the ice for two years.\n\nWeil explained that "
        'the probe had slept for nine years to save power. "She woke up in a better mood than any of us," he '
        "joked. The images show that the moon has canyons, the agency said. Engineer Asha Roy, who built the camera, "
        'said she had not expected colour. "Grey was in the contract," Roy said.\n\nThe agency\'s director, Paul '
        "Mertens, thanked the teams in a recorded message and promised that a second probe would follow. The "
        "Parliament's budget committee has said that it will decide in June.",
        indirect("The Northern Space Agency's Lantern probe has reached the small moon Ida-7", None),
        misread(direct("We heard her voice at 3:12 a.m., and the whole room stood up", "Tomas Weil"), speaker=None),
        misread(indirect("the probe had slept for nine years to save power", "Tomas Weil"), speaker="Weil"),
        misread(direct("She woke up in a better mood than any of us", "Tomas Weil"), speaker="Tomas"),
        indirect("The images show that the moon has canyons", "Northern Space Agency"),
        indirect("she had not expected colour", "Asha Roy"),
        direct("Grey was in the contract", "Asha Roy"),
        added(indirect("the teams", "Paul Mertens")),
        indirect("a second probe would follow", "Paul Mertens"),
        indirect("it will decide in June", "Parliament's budget committee"),
        weak="a name that the model cuts in two",
    ),
)
def test_press_releases(case):
    check(case)


@cases(
    case(
        "a coup that failed",
        "PORT LUMA, March 9 (ANW) -- Soldiers loyal to President Amadou Keller have retaken the radio station, the "
        'defence ministry said on Sunday, after a night of shooting in which at least eleven people died.\n\n"The '
        'situation is under control and the authors of this adventure will answer for it," Defence Minister Sofia '
        "Lang told state television. She said 40 soldiers had been arrested. A resident near the port said that he "
        'had counted nine explosions. "I stopped counting when the windows went," the man, who asked not to be '
        "named, told ANW by telephone.\n\nThe Union of African Ports urged both sides to show restraint. "
        "Neighbouring Tarkia closed its border, its interior minister, Joel Stamm, said. Opposition leader Ruth "
        "Obama-Dee, speaking from exile, denied that she had known of the plot and accused Keller of staging "
        'it.\n\n"He shot at his own wall to sell us a new one," she said.',
        misread(
            indirect("Soldiers loyal to President Amadou Keller have retaken the radio station", None),
            speaker="defence ministry",
        ),
        direct("The situation is under control and the authors of this adventure will answer for it", "Sofia Lang"),
        indirect("40 soldiers had been arrested", "Sofia Lang"),
        indirect("he had counted nine explosions", None),
        direct("I stopped counting when the windows went", None, via="ANW"),
        indirect("both sides to show restraint", "Union of African Ports", act=Act.ORDERS),
        misread(
            indirect("Neighbouring Tarkia closed its border", "Joel Stamm"),
            words="Neighbouring Tarkia closed its border, its interior minister, Joel Stamm",
            speaker=None,
        ),
        indirect("she had known of the plot", "Ruth Obama-Dee", act=Act.DENIES),
        indirect("Keller of staging it", "Ruth Obama-Dee"),
        direct("He shot at his own wall to sell us a new one", "Ruth Obama-Dee"),
        weak="an interior minister of a country between commas",
    ),
    case(
        "a central bank",
        "VELM, May 2 (ANW) - The Bank of Velm raised its key rate to 4.5 percent on Thursday and said it might go "
        'further. Governor Ilse Brandt told reporters inflation was "stubborn, not stupid." "It goes where we do '
        'not look," Brandt said.\n\nEconomists at Lark Securities had predicted a smaller step. "They panicked '
        'politely," analyst Ben Okoro wrote in a note to clients. Finance Minister Carl Dreyer said the government '
        "respected the bank's independence, but warned that builders were already laying off workers. The Builders' "
        "Association said one in six firms was in trouble. Its head, Nora Pine, called on the governor to visit a "
        'building site.\n\nAsked whether she would go, Brandt replied: "If they lend me a helmet."\n\nThe next '
        "meeting is on June 14, according to the bank's website.",
        indirect("it might go further", "Bank of Velm"),
        misread(
            mixed("inflation was “stubborn, not stupid", "Ilse Brandt"),
            words='reporters inflation was "stubborn, not stupid',
        ),
        direct("It goes where we do not look", "Ilse Brandt"),
        added(indirect("a smaller step", "Lark Securities", act=Act.PREDICTS)),
        direct("They panicked politely", "Ben Okoro"),
        indirect("the government respected the bank's independence", "Carl Dreyer"),
        indirect("builders were already laying off workers", "Carl Dreyer"),
        indirect("one in six firms was in trouble", "Builders' Association"),
        indirect("the governor to visit a building site", "Nora Pine", act=Act.ORDERS),
        direct("If they lend me a helmet", "Ilse Brandt"),
        misread(indirect("The next meeting is on June 14", "Bank of Velm"), speaker=None),
        weak="an audience without an article",
    ),
)
def test_wire_reports(case):
    check(case)


@cases(
    case(
        "a city and its trees",
        "So the council finally met about the lindens on Mill Street, and I went so that you didn't have "
        "to.\n\nCouncillor Greta Holm opened by saying that nobody wanted to cut anything. Two minutes later the "
        'parks department admitted that it had already marked 31 trees. "Marked is not felled," said its head, '
        "Otto Reim, which got a laugh that he did not want.\n\nMy neighbour Selma Kroll has counted every tree "
        'twice. She told the meeting the survey was wrong. "You have an oak down as a lamp post," she said. Reim '
        "conceded the point. Holm then proposed a compromise: fell ten, plant thirty. Kroll called it a bad trade "
        "and said so three times.\n\nThe Mill Street Residents wrote on their page afterwards that they would chain "
        'themselves to number 14. I asked Reim what he would do then. "Bring coffee," he said.',
        indirect("nobody wanted to cut anything", "Greta Holm"),
        misread(indirect("it had already marked 31 trees", None), speaker="parks department"),
        direct("Marked is not felled", "Otto Reim"),
        indirect("the survey was wrong", "Selma Kroll"),
        direct("You have an oak down as a lamp post", "Selma Kroll"),
        added(indirect("the point", "Otto Reim")),
        indirect("a compromise: fell ten, plant thirty", "Greta Holm", act=Act.ORDERS),
        indirect("it a bad trade", "Selma Kroll"),
        indirect("they would chain themselves to number 14", "Mill Street Residents"),
        added(indirect("what he would do then", None, act=Act.ASKS)),
        direct("Bring coffee", "Otto Reim"),
        weak="what is conceded and what was asked in the first person",
    ),
    case(
        "activists abroad",
        "Since Monday the hashtag #LetUsRead has been everywhere in Sorania. It started when the culture minister, "
        'Viktor Hahn, said that libraries were "warehouses for people with time."\n\nPoet Maya Orlov answered on '
        'Twitter: "I had no time, no heating and no money. I had a library card." Her post was shared forty '
        "thousand times. Blogger Ismail Tek, who lives in the border town of Varn, noted that his library had closed "
        "in 2019. According to the Readers' League, 212 branches have gone since then.\n\nThe ministry later issued "
        'a statement saying that the remark had been taken out of context. Orlov was not convinced. "I would like '
        'to see the context in which it is fine," she told Sorania Today. Hahn has not apologised. His spokesman, '
        "Leon Fass, insisted that the minister loved books.\n\nHuman rights lawyer Dora Blum described the closures "
        'as "a quiet kind of censorship" and urged readers to write to their deputies.',
        mixed('libraries were "warehouses for people with time', "Viktor Hahn"),
        direct("I had no time, no heating and no money. I had a library card", "Maya Orlov"),
        indirect("his library had closed in 2019", "Ismail Tek"),
        indirect("212 branches have gone since then", "Readers' League"),
        indirect("the remark had been taken out of context", None),
        direct("I would like to see the context in which it is fine", "Maya Orlov"),
        indirect("the minister loved books", "Leon Fass"),
        mixed('the closures as "a quiet kind of censorship', "Dora Blum"),
        indirect("readers to write to their deputies", "Dora Blum", act=Act.ORDERS),
    ),
)
def test_blogs(case):
    check(case)


@cases(
    case(
        "a radio talk",
        "The following is a transcript of Wednesday's Morning Desk.\n\nELLA VANCE, HOST: Good morning. The ferry has "
        "not sailed since Friday. Who is to blame?\n\nMARCUS DELL, HARBOUR MASTER: The wind is to blame. I only read "
        "the instruments.\n\nVANCE: The company says you closed the port too early.\n\nDELL: The company was not on "
        "the pier. I was.\n\nVANCE: Will it sail tomorrow?\n\nDELL (laughing): Ask the wind.",
        direct("Good morning. The ferry has not sailed since Friday. Who is to blame?", "Ella Vance"),
        direct("The wind is to blame. I only read the instruments", "Marcus Dell"),
        direct("The company says you closed the port too early", "Ella Vance"),
        direct("The company was not on the pier. I was", "Marcus Dell"),
        direct("Will it sail tomorrow?", "Ella Vance"),
        direct("Ask the wind", "Marcus Dell"),
    ),
)
def test_a_transcript(case):
    check(case)


@cases(
    case(
        "a weekly, wrapped at some sixty characters",
        "The old mill at Sorrel Bend will not be pulled down after\nall. Owner Agnes Tull said on Saturday that she "
        'had found\na buyer who wants to grind flour in it.\n\n"I was told that nobody bakes any more," Mrs. Tull '
        'said.\n"Then a baker knocked." The buyer, Jonas Reed, plans to\nopen in autumn. He said the wheel would '
        'turn again "if the\nriver lets it."\n\nThe Sorrel Bend Historical Society, which had collected\n900 '
        'signatures, welcomed the news. Its chairman, Dr.\nEdmund Pask, called the sale "the best thing to '
        'happen\nhere since the flood went down." Mayor Ida Finch warned\nthat the road to the mill was too narrow '
        'for lorries.\n\n"We will carry the flour out by hand," Reed answered.',
        indirect("she had found a buyer who wants to grind flour in it", "Agnes Tull"),
        direct("I was told that nobody bakes any more … Then a baker knocked", "Agnes Tull"),
        mixed('the wheel would turn again "if the river lets it', "Jonas Reed"),
        mixed('the sale "the best thing to happen here since the flood went down', "Edmund Pask"),
        indirect("the road to the mill was too narrow for lorries", "Ida Finch"),
        direct("We will carry the flour out by hand", "Jonas Reed"),
    ),
    case(
        "a bulletin, wrapped",
        "Health officials in Tarn confirmed two cases of lake fever\non Friday and advised residents to boil water. "
        "Dr. Nadia\nWren, who leads the county's health service, said both\npatients had swum near the old "
        'pier.\n\n"There is no reason to panic and every reason to shower,"\nDr. Wren said. She added that a third '
        "test was pending. The\nTarn Anglers' Club said it would move its contest to the\nnorth shore. Club "
        'secretary Bill Moor complained that\nnobody had told him about the first case.\n\nWren rejected that. "We '
        'called him on Tuesday," she said.\nAccording to the service, the lake will be tested every day\nuntil the '
        "end of August.",
        misread(indirect("two cases of lake fever", None), words="two cases of lake fever on Friday"),
        indirect("to boil water", None, act=Act.ORDERS),
        indirect("both patients had swum near the old pier", "Nadia Wren"),
        direct("There is no reason to panic and every reason to shower", "Nadia Wren"),
        indirect("a third test was pending", "Nadia Wren"),
        indirect("it would move its contest to the north shore", "Tarn Anglers' Club"),
        indirect("nobody had told him about the first case", "Bill Moor"),
        direct("We called him on Tuesday", "Nadia Wren"),
        indirect("the lake will be tested every day until the end of August", None),
        weak="a day is taken for a part of what was confirmed",
    ),
)
def test_hard_wrapped_text(case):
    check(case)


@cases(
    case(
        "a court in the north",
        'A shop owner who sold lamps that caught fire told a court yesterday that he "never plugged one '
        'in".\n\nDesmond Carr, 58, of Low Street, denies four charges. Prosecuting, Helen Marsh said Carr had '
        "bought the lamps for £2 each and ignored three warnings. 'He was told by letter, by telephone and by the "
        "fire brigade,' she told the jury at Hexley Crown Court.\n\nFire officer Tom Airey said the lamps reached "
        "140C within minutes. Asked by the defence whether he had tested a new one, he replied: 'I tested what was "
        "left.'\n\nCarr's daughter, Emily, said her father was \"careful to the point of being a nuisance\". The "
        "judge, Mr Justice Lowe, told jurors to ignore what they had read in the papers. The trial continues.",
        mixed('he "never plugged one in', "Desmond Carr"),
        added(indirect("four charges", "Desmond Carr", act=Act.DENIES)),
        indirect("Carr had bought the lamps for £2 each and ignored three warnings", "Helen Marsh"),
        direct("He was told by letter, by telephone and by the fire brigade", "Helen Marsh"),
        added(indirect("she told the jury at Hexley Crown Court", None)),
        indirect("the lamps reached 140C within minutes", "Tom Airey"),
        added(indirect("whether he had tested a new one", None, act=Act.ASKS)),
        direct("I tested what was left", "Tom Airey"),
        misread(mixed('her father was "careful to the point of being a nuisance', "Emily Carr"), speaker="Emily"),
        indirect("to ignore what they had read in the papers", "Lowe"),
        weak="British court prose, single marks and a daughter without her surname",
    ),
    case(
        "a bridge and two ministers",
        "The Scottish transport secretary, Fiona Dunbar, has ruled out a toll on the Kyle bridge, saying it would be "
        "'a tax on going home'.\n\nHer Westminster counterpart, Giles Hartley, had suggested a charge of £3 a "
        "crossing. Hartley's spokesman said the minister stood by the idea. Labour's Ann Petrie said both "
        "governments were 'arguing over a hole'.\n\nIslanders were blunter. \"I've paid for that bridge three "
        'times," said Donald MacRae, who runs the Kyle garage. "Once in tax, once in tolls and once in tyres." '
        "The haulage firm Skerry Freight said a toll would cost it £90,000 a year. Its director, Morag Bain, urged "
        "Mr Hartley to drive across it in January.\n\nA decision is expected in spring, the BBC understands.",
        mixed("it would be 'a tax on going home", "Fiona Dunbar"),
        misread(indirect("the minister stood by the idea", None), speaker="Ann Petrie"),
        mixed("both governments were 'arguing over a hole", "Ann Petrie"),
        direct("I've paid for that bridge three times … Once in tax, once in tolls and once in tyres", "Donald MacRae"),
        indirect("a toll would cost it £90,000 a year", "Skerry Freight"),
        indirect("Mr Hartley to drive across it in January", "Morag Bain", act=Act.ORDERS),
        missed(indirect("a charge of £3 a crossing", "Giles Hartley")),
        weak="a spokesman behind a possessive, and a party before a name",
    ),
)
def test_british_papers(case):
    check(case)


@cases(
    case(
        "a cup tie",
        'Kelso Rovers threw away a two-goal lead and their manager did not hide it. "We defended like tourists," '
        "said Pat Greer after the 3-2 defeat at Velm. He admitted he had waited too long with his "
        'substitutes.\n\nCaptain Luis Moreno blamed the pitch. "It was a lake with goalposts," the midfielder told '
        'Rovers TV. Velm coach Sandra Ek, whose side meet Tarn in the final, said she had "never doubted it, except '
        'for the first hour".\n\nThe league confirmed that the final would be played on 8 May. Rovers have appealed '
        "against Moreno's red card, arguing that he had slipped.",
        direct("We defended like tourists", "Pat Greer"),
        indirect("he had waited too long with his substitutes", "Pat Greer"),
        added(indirect("the pitch", "Luis Moreno")),
        misread(direct("It was a lake with goalposts", "Luis Moreno", via="Rovers TV"), speaker=None),
        mixed('she had "never doubted it, except for the first hour', "Sandra Ek"),
        indirect("the final would be played on 8 May", None),
        misread(indirect("he had slipped", "Kelso Rovers"), speaker=None),
        weak="a nickname of his office: the midfielder",
    ),
)
def test_a_match_report(case):
    check(case)
