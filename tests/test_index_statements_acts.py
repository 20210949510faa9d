"""What is done with the words: denials, refusals, things not said, questions, predictions, orders, promises."""

import pytest

from index.models import Act, Article
from tests.reading import analyser, case, cases, check, direct, indirect, misread, mixed


@cases(
    case(
        "denied with a clause",
        "Banker Lionel Strand denied that he had moved the money to Cyprus.",
        indirect("he had moved the money to Cyprus", "Lionel Strand", act=Act.DENIES),
    ),
    case(
        "denied doing",
        "Banker Lionel Strand denies forging the signatures.",
        indirect("forging the signatures", "Lionel Strand", act=Act.DENIES),
    ),
    case(
        "has not said",
        "Premier Ilona Szabo has not said whether she will run again.",
        indirect("whether she will run again", "Ilona Szabo", negated=True),
    ),
    case(
        "never said",
        "Coach Dieter Baum never said the goalkeeper was injured.",
        indirect("the goalkeeper was injured", "Dieter Baum", negated=True),
    ),
    case(
        "declined to say",
        "Spokeswoman Tanya Reed declined to say how many officers had been suspended.",
        indirect("how many officers had been suspended", "Tanya Reed", act=Act.DECLINES),
    ),
    case("declined to comment", "Spokeswoman Tanya Reed declined to comment on the case."),
    case(
        "would not confirm",
        "The airline's chairman, Otto Brunner, would not confirm that talks were under way.",
        indirect("talks were under way", "Otto Brunner", act=Act.DECLINES),
    ),
    case(
        "did not deny",
        "Lobbyist Kurt Hale did not deny that he had paid for the trip.",
        indirect("he had paid for the trip", "Kurt Hale", act=Act.DENIES, negated=True),
    ),
    case(
        "rejected an accusation",
        "General Than Oo rejected accusations that his troops had burned the village.",
        misread(indirect("accusations that his troops had burned the village", "Than Oo"), speaker=None),
        weak="the general is taken for no speaker",
    ),
    case(
        "parliament: no comment",
        "Downing Street refused to say whether the letter had been read. A spokesman for the Treasury would only "
        "say that it had arrived.",
        indirect("whether the letter had been read", "Downing Street", act=Act.DECLINES),
        indirect("it had arrived", "Treasury"),
    ),
)
def test_negation_and_refusal_are_never_shown_as_assertions(case):
    check(case)


@cases(
    case(
        "asked whether",
        "Reporter Nell Hayes asked whether the bridge had ever been tested.",
        indirect("whether the bridge had ever been tested", "Nell Hayes", act=Act.ASKS),
    ),
    case(
        "asked in marks",
        "“Who gave the order to fire?” asked Senator Luz Aguirre.",
        direct("Who gave the order to fire?", "Luz Aguirre", act=Act.ASKS),
    ),
    case(
        "asked who",
        "Judge Abdul Karim asked who had unlocked the evidence room.",
        indirect("who had unlocked the evidence room", "Abdul Karim", act=Act.ASKS),
    ),
    case(
        "the one who was asked answers",
        "Asked whether he would resign, Minister Goran Petric said: “Ask me on Monday.”",
        direct("Ask me on Monday", "Goran Petric"),
    ),
    case(
        "wondered aloud",
        "“Is anybody still reading this?” wondered editor Pia Holst.",
        direct("Is anybody still reading this?", "Pia Holst", act=Act.ASKS),
    ),
    case(
        "court: question and answer",
        "Asked by Ms Maitland whether he owned a boat, the witness, Alan Roper, said that he had sold it in May.",
        misread(
            indirect("whether he owned a boat", "Maitland", act=Act.ASKS),
            words="whether he owned a boat, the witness, Alan Roper",
        ),
        misread(indirect("he had sold it in May", "Alan Roper"), speaker=None),
        weak="the answerer is taken into the question",
    ),
    case(
        "column: an argument reported",
        "The bishop insists that nobody was silenced. I have read the minutes. In them Father Leo Kunz asks, "
        "twice, who signed the cheque; Bishop Anton Moser does not answer.",
        indirect("nobody was silenced", "Anton Moser"),
        indirect("who signed the cheque", "Leo Kunz", act=Act.ASKS),
    ),
)
def test_questions(case):
    check(case)


@cases(
    case(
        "predicted that",
        "Economist Rui Tavares predicted that rents would fall by a tenth.",
        indirect("rents would fall by a tenth", "Rui Tavares", act=Act.PREDICTS),
    ),
    case(
        "forecast a thing",
        "The Met Office forecast two more weeks of frost.",
        indirect("two more weeks of frost", "Met Office", act=Act.PREDICTS),
    ),
    case(
        "urged to",
        "Nurse Abigail Teo urged parents to keep feverish children at home.",
        indirect("parents to keep feverish children at home", "Abigail Teo", act=Act.ORDERS),
    ),
    case(
        "ordered to",
        "Judge Abdul Karim ordered the ministry to hand over the files.",
        indirect("the ministry to hand over the files", "Abdul Karim", act=Act.ORDERS),
    ),
    case(
        "demanded that",
        "Striker Zoe Lim demanded that the league publish its accounts.",
        indirect("the league publish its accounts", "Zoe Lim", act=Act.ORDERS),
    ),
    case(
        "warned against",
        "Toxicologist Ravi Menon warned against eating mussels from the bay.",
        indirect("against eating mussels from the bay", "Ravi Menon"),
    ),
    case(
        "what a body expects",
        "The Harvest Fund expects that prices will fall by a fifth. Ida Brandt expects the worst.",
        indirect("prices will fall by a fifth", "Harvest Fund", act=Act.PREDICTS),
    ),
    case(
        "markets: a forecast",
        "The central bank expects to hold rates, but economists at Danske predict a cut by June. The bank's "
        "governor, Lars Friis, said on Tuesday there was “no hurry.”",
        indirect("a cut by June", "Danske", act=Act.PREDICTS),
        mixed("there was “no hurry", "Lars Friis"),
    ),
)
def test_predictions_and_orders(case):
    check(case)


@cases(
    case(
        "a promise in marks",
        "Candidate Efua Mensah promised to “drain the swamp with a spoon.”",
        mixed("to “drain the swamp with a spoon", "Efua Mensah"),
    ),
    case(
        "a threat",
        "The union's chief, Dov Peretz, threatened to shut the ports.",
        indirect("to shut the ports", "Dov Peretz"),
    ),
    case(
        "an offer",
        "Premier Ilona Szabo offered to meet the strikers.",
        indirect("to meet the strikers", "Ilona Szabo"),
    ),
)
def test_promises_threats_and_offers(case):
    check(case)


@cases(
    case(
        "disclosed that",
        "Minister Ann Lee disclosed that the dam had cracked.",
        indirect("the dam had cracked", "Ann Lee"),
    ),
    case("disclosed before marks", "“It leaks,” Lee disclosed.", direct("It leaks", "Lee")),
    case(
        "concluded that",
        "The inquiry's chairwoman, Ann Lee, concluded that the dam had cracked.",
        indirect("the dam had cracked", "Ann Lee"),
    ),
    case("concluded behind marks", "“It is over,” Lee concluded.", direct("It is over", "Lee")),
    case(
        "wondered whether",
        "Minister Ann Lee wondered whether the dam would hold.",
        indirect("whether the dam would hold", "Ann Lee", act=Act.ASKS),
    ),
)
def test_a_verb_of_several_classes_has_the_complements_of_each(case):
    check(case)


@pytest.mark.parametrize(
    ("text", "cue"),
    [("“It is over,” Lee concluded.", "concluded"), ("Minister Ann Lee disclosed that the dam leaked.", "disclosed")],
)
def test_the_verb_of_several_classes_is_the_cue(text, cue):
    (analysis,) = analyser().analyse([Article("a", text)])
    (statement,) = analysis.statements
    assert statement.cue.of(text) == cue
