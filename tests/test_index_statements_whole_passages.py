"""Short passages as twelve desks of a paper print them: each shows many things at once.

Somebody who did not know the rules wrote them before any rule had been tried on them. At first reading 82 of their 100
statements were right in everything, 90 in their words, 84 in words and speaker, and none had another's name
(docs/evaluation.md).
"""

from index.models import Act, Kind
from tests.reading import case, cases, check, direct, indirect, misread, mixed


@cases(
    case(
        "two rivals in one state",
        "DES MOINES — Former Gov. Carla Whitfield opened her third swing through Iowa on Tuesday by telling farmers in "
        "Adel that the tariff had “gutted” the soybean trade. Her closest rival, Rep. Doug Sandoval, was 90 miles away "
        "in Waterloo, where he accused her of discovering soybeans “about a week ago.”",
        mixed("the tariff had “gutted” the soybean trade", "Carla Whitfield"),
        mixed("her of discovering soybeans “about a week ago", "Doug Sandoval"),
    ),
    case(
        "a poll and a spokesman",
        "Whitfield leads Sandoval by six points in the latest Ridgeline poll, and half of likely voters view him "
        "unfavorably. Sandoval's spokesman, Pete Marrow, shrugged at the numbers. “We have never led a poll in October "
        "and never lost a race in November,” he said in an email. He would not say whether the campaign had bought any "
        "television time in Davenport.",
        direct("We have never led a poll in October and never lost a race in November", "Pete Marrow"),
        indirect("whether the campaign had bought any television time in Davenport", "Pete Marrow", act=Act.DECLINES),
    ),
    case(
        "husband and wife on the stump",
        "Introducing his wife in Manchester on Friday, Greg Tolland joked that he had been hoping for a quiet "
        "retirement. State Sen. Paula Tolland took the microphone and noted that he had also been hoping for a dog. "
        "“One out of two,” Ms. Tolland said, as a terrier was led onto the stage.",
        indirect("he had been hoping for a quiet retirement", "Greg Tolland"),
        indirect("he had also been hoping for a dog", "Paula Tolland"),
        direct("One out of two", "Paula Tolland"),
    ),
    case(
        "plans and beliefs only",
        "Ms. Tolland wants to cut the income tax in half and believes New Hampshire is ready for it. She has been "
        "endorsed by 14 sheriffs, spent $2 million on mailers and plans a rally in Nashua on Sunday. Her slogan, "
        "“Finish the Job,” is printed on everything, including the bus.",
    ),
)
def test_the_campaign_trail(case):
    check(case)


@cases(
    case(
        "across the aisle",
        "Sen. Ray Holcomb (R-Ohio) on Wednesday called on the Pentagon to release the inspector's findings in full. "
        "Sen. Judith Amaya (D-N.M.), the panel's ranking member, was blunter, calling the delay “a cover-up with a "
        "letterhead.” Neither has a vote to spare.",
        indirect("the Pentagon to release the inspector's findings in full", "Ray Holcomb", act=Act.ORDERS),
        mixed("the delay “a cover-up with a letterhead", "Judith Amaya"),
    ),
    case(
        "aides and a leader",
        "The farm bill will not reach the floor before the recess, according to two House aides. Majority Leader Clint "
        "Overby (R-Ga.) smiled when the subject came up. “The schedule is the schedule,” he told reporters, adding "
        "that members should “keep their bags unpacked.”",
        indirect("The farm bill will not reach the floor before the recess", None),
        direct("The schedule is the schedule", "Clint Overby"),
        mixed("members should “keep their bags unpacked", "Clint Overby"),
    ),
    case(
        "two members of one surname",
        "Rep. Luis Ortega (D-Texas) and Rep. Nina Ortega (D-Calif.), who are not related, split over the amendment. "
        "Nina Ortega warned that it would close clinics in her district. Luis Ortega countered that there were none "
        "left to close.",
        indirect("it would close clinics in her district", "Nina Ortega"),
        indirect("there were none left to close", "Luis Ortega"),
    ),
    case(
        "a letter to an agency",
        "In a letter to the agency's director, Sen. Beth Lindqvist demanded an explanation for the lost samples and "
        "asked who had authorized the transfer. The agency has until June 4 to reply. A spokeswoman for the Centers "
        "for Disease Control and Prevention said it had received the letter.",
        indirect("an explanation for the lost samples", "Beth Lindqvist", act=Act.ORDERS),
        indirect("who had authorized the transfer", "Beth Lindqvist", act=Act.ASKS),
        indirect("it had received the letter", "Centers for Disease Control and Prevention"),
    ),
)
def test_capitol_hill(case):
    check(case)


@cases(
    case(
        "an economist and critics",
        "My neighbor thinks the new stadium will pay for itself, and I have stopped arguing. The economist Harold Zim "
        "put it best: “A stadium is a mall that is closed 280 days a year.” Critics say the bonds will outlive the "
        "roof. I suspect they will outlive me.",
        direct("A stadium is a mall that is closed 280 days a year", "Harold Zim"),
        indirect("the bonds will outlive the roof", None),
    ),
    case(
        "a senator supposed",
        "Suppose a senator told you that the sky was green. You might ask for evidence; you would not ask for a "
        "committee. Yet here we are, hiring consultants to look up.",
    ),
    case(
        "a line remembered and a claim weighed",
        "Grief, Marguerite Osei wrote in 2009, “is the rent we pay on love.” I thought of that line when Governor "
        "Frank Deal stood at the levee and posed for the cameras. His insistence that nobody could have foreseen the "
        "flood would be easier to swallow if his own engineers had not foreseen it.",
        misread(
            mixed("Grief … “is the rent we pay on love", "Marguerite Osei"),
            words="is the rent we pay on love",
            kind=Kind.DIRECT,
        ),
        indirect("nobody could have foreseen the flood", "Frank Deal"),
        weak="a single word before the cue is left out",
    ),
    case(
        "a figure checked",
        "At a rally in Tulsa, Rep. Gail Munro claimed that the state had lost 40,000 teachers since 2020. It has not. "
        "The true figure is closer to 1,900. Her campaign did not reply to an email. In a later interview with KTUL, "
        "Munro said she had “rounded up.”",
        indirect("the state had lost 40,000 teachers since 2020", "Gail Munro"),
        mixed("she had “rounded up", "Gail Munro", via="KTUL"),
    ),
    case(
        "a line never spoken",
        "The caption is false. Senator Owen Ballard did not say that pensions would be abolished. What he told the "
        "committee on March 3 was: “No pension will be touched while I am chairman.” The photograph is from 2014.",
        indirect("pensions would be abolished", "Owen Ballard", negated=True),
        direct("No pension will be touched while I am chairman", "Owen Ballard"),
    ),
)
def test_the_opinion_page_and_fact_checks(case):
    check(case)


@cases(
    case(
        "a woman who kept the books",
        "For six years, according to a woman who kept the clinic's books, patients were billed for visits that never "
        "happened. “We had a spreadsheet called Ghosts,” she said. She asked not to be identified because she still "
        "works in the industry. The clinic's owner, Lumen Care, denied that any patient had been overcharged and "
        "declined to say how many employees had left.",
        indirect("For six years … patients were billed for visits that never happened", None),
        direct("We had a spreadsheet called Ghosts", None),
        indirect("any patient had been overcharged", "Lumen Care", act=Act.DENIES),
        misread(indirect("how many employees had left", "Lumen Care", act=Act.DECLINES), speaker=None),
        weak="the second of two cues does not get the subject of the first",
    ),
    case(
        "an opinion and an appeal",
        "In a 41-page opinion, U.S. District Judge Leonard Wirth wrote that the policy “punishes silence.” He stayed "
        "his order for ten days. Attorney General Kim Dabrowski said in a statement that Ohio would appeal.",
        mixed("the policy “punishes silence", "Leonard Wirth"),
        indirect("Ohio would appeal", "Kim Dabrowski"),
    ),
    case(
        "a complaint",
        "The complaint, filed in Cook County Circuit Court, alleges that Harbor Freightways fired four drivers for "
        "refusing to falsify logs. “We stand by our safety record,” the company said in a statement. Its lawyer, Anita "
        "Kroll, called the suit “fan fiction.”",
        indirect("Harbor Freightways fired four drivers for refusing to falsify logs", None),
        direct("We stand by our safety record", "Harbor Freightways"),
        mixed("the suit “fan fiction", "Anita Kroll"),
    ),
)
def test_investigations_and_courts(case):
    check(case)


@cases(
    case(
        "two guests on two channels",
        "Speaking on CNN, Treasury nominee Alan Reeve predicted that inflation would fall below 3 percent by the "
        "summer. Reeve ducked a question about his taxes and talked instead about his grandchildren. The woman he "
        "would replace, Lena Fox, told MSNBC that she would “like some of whatever he is having.”",
        indirect("inflation would fall below 3 percent by the summer", "Alan Reeve", act=Act.PREDICTS, via="CNN"),
        mixed("she would “like some of whatever he is having", "Lena Fox", via="MSNBC"),
    ),
    case(
        "a chef by initials",
        "Tom Baird talks to chef Inés Palau about fire, failure and fish.\n\nTB: You closed at the top. "
        "Why?\n\nIP: I was tired of being right.",
        direct("You closed at the top. Why?", "Tom Baird"),
        direct("I was tired of being right", "Inés Palau"),
    ),
    case(
        "a chief at the podium",
        "At the podium for 40 minutes, Police Chief Dana Orton took 11 questions and answered three. A reporter asked "
        "whether the officer had been wearing a camera. “He was,” Orton said. “It was off.” Pressed on why, she said "
        "the department was still “gathering facts.”",
        indirect("whether the officer had been wearing a camera", None, act=Act.ASKS),
        direct("He was … It was off", "Dana Orton"),
        mixed("the department was still “gathering facts", "Dana Orton"),
    ),
    case(
        "a quotation over two paragraphs",
        "Former ambassador Ruth Kessler gave her first interview in a decade on Thursday. “I signed what I was given "
        "to sign,” she said. “That was the job.\n\n“Later I read it.”\n\nKessler said she regretted one signature in "
        "particular, but she would not say which one it was.",
        direct("I signed what I was given to sign … That was the job … Later I read it", "Ruth Kessler"),
        indirect("she regretted one signature in particular", "Ruth Kessler"),
        indirect("which one it was", "Ruth Kessler", act=Act.DECLINES),
    ),
)
def test_interviews_and_briefings(case):
    check(case)


@cases(
    case(
        "a wildfire",
        "A wildfire that jumped the Trinity River overnight has destroyed at least 60 homes, officials said Sunday. "
        "“It sounded like a train coming through the kitchen,” said Dolores Pruitt, who fled with two goats and a "
        "birth certificate. Residents were told by Fire Chief Ana Lobo that the bridge would close at noon.",
        indirect("A wildfire that jumped the Trinity River overnight has destroyed at least 60 homes", None),
        direct("It sounded like a train coming through the kitchen", "Dolores Pruitt"),
        indirect("the bridge would close at noon", "Ana Lobo"),
    ),
    case(
        "a baker awake at three",
        "The quake struck at 3:12 a.m., when most people in Kavran were asleep. Mehmet Yildirim, a baker, was not. "
        "“The flour rose before I felt anything,” he recalled, brushing his sleeves.\n\nThe death toll is likely to "
        "climb, the governor's office warned, because two villages have not been reached.",
        direct("The flour rose before I felt anything", "Mehmet Yildirim"),
        indirect("The death toll is likely to climb … because two villages have not been reached", None),
    ),
    case(
        "a ferry's captain",
        "The captain had just finished his tea when the ferry began to list. “I put a jacket on everyone I could "
        "reach,” the captain, Nils Aho, said from his hospital bed. The operator, Viking Strait Lines, said it was "
        "cooperating with investigators.",
        direct("I put a jacket on everyone I could reach", "Nils Aho"),
        indirect("it was cooperating with investigators", "Viking Strait Lines"),
    ),
    case(
        "nobody speaks",
        "Rescuers dug through the night with shovels and, where the mud allowed, with their hands. By dawn 14 people "
        "had been pulled out alive. Relatives waiting at the school fear the worst, and many have stopped checking "
        "their phones. A banner over the gate still advertised the “Festival of Rain.”",
    ),
)
def test_a_disaster(case):
    check(case)


@cases(
    case(
        "a councilwoman and her mayor",
        "City Councilwoman Rosa Dietz wasted no time. Calling the budget “a love letter to consultants,” she moved to "
        "cut $4 million from it. Mayor Phil Garrity's assurance that no library would close did not sway her. “I have "
        "seen the spreadsheet, Phil,” she told him.",
        mixed("the budget “a love letter to consultants", "Rosa Dietz"),
        indirect("no library would close", "Phil Garrity"),
        direct("I have seen the spreadsheet, Phil", "Rosa Dietz"),
    ),
    case(
        "a zoning hearing",
        "Parking, not housing, dominated the hearing. Developer Vince Carbone said the towers would bring 300 "
        "apartments, a grocery and, “God willing, a dentist.” Few of the residents clapped. “Who is going to pay for "
        "the sewer?” asked Peg Donahue, 81.",
        mixed("the towers would bring 300 apartments, a grocery and, “God willing, a dentist", "Vince Carbone"),
        direct("Who is going to pay for the sewer?", "Peg Donahue", act=Act.ASKS),
    ),
    case(
        "questions to a prime minister in single marks",
        "The Prime Minister, Helen Stroud, insisted that no tax had been ‘dreamt up on a train’. The Leader of the "
        "Opposition, Sir Gavin Pryce, replied: ‘Then it must have been a bus.’ Labour backbenchers cheered.",
        mixed("no tax had been ‘dreamt up on a train", "Helen Stroud"),
        direct("Then it must have been a bus", "Gavin Pryce"),
    ),
    case(
        "a charge and its answer",
        "MSPs from three parties accused the health secretary, Neil Urquhart, of misleading Holyrood. The charge was "
        "dismissed by Mr Urquhart as “beneath contempt”, and his department said that the figures had been published "
        "in good faith. A vote of confidence is due on Thursday.",
        indirect("the health secretary, Neil Urquhart, of misleading Holyrood", None),
        misread(
            mixed("The charge … as “beneath contempt", "Neil Urquhart"), words="beneath contempt", kind=Kind.DIRECT
        ),
        indirect("the figures had been published in good faith", None),
        weak="the subject of a passive verb is left out",
    ),
)
def test_city_hall_and_westminster(case):
    check(case)


@cases(
    case(
        "a crossing to reopen",
        "Jordan's foreign minister, Samir Qatawneh, said the crossing would reopen within days, the state-run Petra "
        "news agency reported on Sunday. An Israeli military spokesman, Lt. Col. Avi Sharon, said no decision had been "
        "taken.",
        indirect("the crossing would reopen within days", "Samir Qatawneh", via="state-run Petra news agency"),
        indirect("no decision had been taken", "Avi Sharon"),
    ),
    case(
        "quoted by an agency",
        "Yonhap quoted North Korea's deputy trade minister, Ri Chol-su, as saying that the talks were “finished for a "
        "generation.” Seoul's unification ministry urged Pyongyang to return to the table.",
        mixed("the talks were “finished for a generation", "Ri Chol-su", via="Yonhap"),
        indirect("Pyongyang to return to the table", "Seoul's unification ministry", act=Act.ORDERS),
    ),
    case(
        "a doctor named late",
        "A doctor in the Yemeni city of Taiz told Reuters that nine children had died of cholera since Friday. “We are "
        "treating them in the corridor,” said the doctor, Huda Saleh. The Houthis deny blocking medicine.",
        indirect("nine children had died of cholera since Friday", "Huda Saleh", via="Reuters"),
        direct("We are treating them in the corridor", "Huda Saleh"),
        indirect("blocking medicine", "Houthis", act=Act.DENIES),
    ),
    case(
        "a port not for sale",
        "HANOI — The port of Ha Long will not be sold, Vietnam's prime minister, Pham Quoc Dat, said on Tuesday. Dat, "
        "who took office in May, later told Kyodo that the idea was “a rumour with a suit on.” Several Chinese "
        "companies are thought to want the port.",
        indirect("The port of Ha Long will not be sold", "Pham Quoc Dat"),
        mixed("the idea was “a rumour with a suit on", "Pham Quoc Dat", via="Kyodo"),
    ),
)
def test_foreign_reports(case):
    check(case)


@cases(
    case(
        "a chipmaker's quarter",
        "Shares of Norvell Semiconductor rose 11% after the chipmaker said demand from carmakers had “turned a "
        "corner.” Chief Financial Officer Irene Bloch told analysts that margins would recover by the fourth quarter. "
        "The company declined to say how much it had spent on the Dresden plant.",
        mixed("demand from carmakers had “turned a corner", "Norvell Semiconductor"),
        indirect("margins would recover by the fourth quarter", "Irene Bloch"),
        indirect("how much it had spent on the Dresden plant", "Norvell Semiconductor", act=Act.DECLINES),
    ),
    case(
        "rates on hold",
        "The Bank of Norland left its benchmark rate at 4.25%, citing “persistent pressure” on wages. Economists at "
        "Fjord Capital predicted a cut in September; traders expect one sooner.",
        mixed("persistent pressure” on wages", "Bank of Norland"),
        indirect("a cut in September", "Fjord Capital", act=Act.PREDICTS),
    ),
    case(
        "an airline and its pilots",
        "Altamar Airlines blamed the pilots' union for the 212 cancellations, saying it had been given two hours' "
        "notice. The union's president, Joan Figueroa, said the airline was “short of planes, not pilots.” She has led "
        "the union since 2019.",
        indirect("the pilots' union for the 212 cancellations", "Altamar Airlines"),
        indirect("it had been given two hours' notice", "Altamar Airlines"),
        mixed("the airline was “short of planes, not pilots", "Joan Figueroa"),
    ),
)
def test_business_and_banks(case):
    check(case)


@cases(
    case(
        "a study of naps",
        "People who nap for more than an hour a day are likelier to develop diabetes, according to a study published "
        "on Tuesday. The lead author, Dr. Keiko Brandt of the University of Bergen, cautioned that the link might run "
        "the other way. “Sick people sleep,” she said. “That is not news.”",
        indirect("People who nap for more than an hour a day are likelier to develop diabetes", None),
        indirect("the link might run the other way", "Keiko Brandt"),
        direct("Sick people sleep … That is not news", "Keiko Brandt"),
    ),
    case(
        "a regulator's warning",
        "The Food and Drug Administration warned on Thursday that eye drops sold by Clarivue could cause blindness. "
        "The agency urged consumers to throw them away. Clarivue, which is based in Tampa, did not return messages.",
        indirect("eye drops sold by Clarivue could cause blindness", "Food and Drug Administration"),
        indirect("consumers to throw them away", "Food and Drug Administration", act=Act.ORDERS),
    ),
    case(
        "a couple of entomologists",
        "Not everyone is convinced. Mosquitoes, notes Rafael Quintero, an entomologist in Belém, “do not read "
        "guidelines.” His wife and collaborator, Lúcia Quintero, argues that the nets work if they are washed. Both "
        "believe the trial should be repeated.",
        misread(
            mixed("Mosquitoes … “do not read guidelines", "Rafael Quintero"),
            words="Rafael Quintero, an entomologist in Belém, “do not read guidelines",
        ),
        indirect("the nets work if they are washed", "Lúcia Quintero"),
        weak="the source is taken into the content, and what stands before the cue is left out",
    ),
)
def test_health_and_science(case):
    check(case)


@cases(
    case(
        "sisters on court",
        "Elena Vasko beat her sister Mira in straight sets and then went to find their mother. “She had made us both "
        "breakfast,” Elena Vasko explained. Mira Vasko, who double-faulted nine times, said the eggs were cold.",
        direct("She had made us both breakfast", "Elena Vasko"),
        indirect("the eggs were cold", "Mira Vasko"),
    ),
    case(
        "a manager fined",
        "Manager Lou Petrakis asked the league to review the strike zone and was fined for throwing his cap. “It was "
        "the size of a mailbox,” Petrakis said. He believes he will lose his appeal.",
        indirect("the league to review the strike zone", "Lou Petrakis", act=Act.ORDERS),
        direct("It was the size of a mailbox", "Lou Petrakis"),
    ),
    case(
        "a goose goes viral",
        "The clip had 3 million views by lunch. “Somebody get that goose an agent,” tweeted the comedian Desi Fuller. "
        "Another user wrote: “I have been that goose.” The zoo, for its part, posted that the goose was resting.",
        direct("Somebody get that goose an agent", "Desi Fuller"),
        direct("I have been that goose", None),
        indirect("the goose was resting", None),
    ),
)
def test_sport_and_social_media(case):
    check(case)


@cases(
    case(
        "a dancing teacher",
        "Milo Prentiss, who taught three generations of Chicagoans to dance the Lindy Hop, died on Monday in Evanston. "
        "He was 97. The cause was heart failure, his daughter, Carol Prentiss, said. Mr. Prentiss once told an "
        "interviewer that knees were “for people with time.”",
        indirect("The cause was heart failure", "Carol Prentiss"),
        mixed("knees were “for people with time", "Milo Prentiss"),
    ),
    case(
        "a novelist and her editor",
        "The novelist Anjali Rao described her editor, Bettina Kranz, as “the only reader who finished.” Kranz herself "
        "was less generous. In her memoir, “Second Draft,” Kranz wrote that she had skimmed most of it.",
        mixed("her editor, Bettina Kranz, as “the only reader who finished", "Anjali Rao"),
        indirect("she had skimmed most of it", "Bettina Kranz"),
    ),
    case(
        "a cellist and a painter",
        "Ask Odile Marchetti about the fire and she looks at her hands. “I went back for the score,” she says. “Not "
        "for the cello.” Her husband, the painter Jonas Reck, has another version. “She went back for the cat,” says "
        "Reck.",
        direct("I went back for the score … Not for the cello", "Odile Marchetti"),
        direct("She went back for the cat", "Jonas Reck"),
    ),
    case(
        "a review",
        "“Low Tide,” the third film from the director of “Harbor Master,” is two hours of weather. The leads have the "
        "so-called “chemistry” of wet cement, and the score hopes to be noticed. Audiences in Venice walked out; the "
        "jury gave it a prize. I loved it.",
    ),
    case(
        "a disputed statue",
        "The Alder Museum's claim that the statue was bought in good faith has not survived the summer. “It was bought "
        "in a car park,” said Yannis Petridis, a historian. The museum's director, Sue Wain, declined to comment.",
        indirect("the statue was bought in good faith", "Alder Museum"),
        direct("It was bought in a car park", "Yannis Petridis"),
    ),
)
def test_obituaries_and_culture(case):
    check(case)
