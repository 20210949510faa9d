"""Forms in which news report words, beside "said that": requests, judgements, split clauses; and what only looks so."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "for somebody to do something",
        "Councillor Dev Rao has called for the bridge to be closed at night.",
        indirect("the bridge to be closed at night", "Dev Rao", act=Act.ORDERS),
    ),
    case(
        "doing something",
        "Mayor Eva Holm proposed closing the bridge at night.",
        indirect("closing the bridge at night", "Eva Holm", act=Act.ORDERS),
    ),
    case(
        "against something",
        "Bishop Carl Ott advises against all travel to the outer islands.",
        indirect("against all travel to the outer islands", "Carl Ott", act=Act.ORDERS),
    ),
    case(
        "a demand and what it is for",
        "Carl Ott repeated his demand for a new vote.",
        indirect("a new vote", "Carl Ott", act=Act.ORDERS),
    ),
    case(
        "an accusation and what it is of",
        "The judge found nothing in Eva Holm's accusation of fraud.",
        indirect("fraud", "Eva Holm"),
    ),
)
def test_what_is_asked_for(case):
    check(case)


@cases(
    case(
        "referred to as",
        "Bo Orr referred to Ann Lee as “a bright, restless leader” on Monday.",
        mixed("Ann Lee as “a bright, restless leader”", "Bo Orr"),
    ),
    case("referred to", "Bo Orr referred to the flood of May on Monday."),
    case(
        "by somebody, as something",
        "The measure was condemned by Bishop Carl Ott as a tax on bread.",
        indirect("The measure … as a tax on bread", "Carl Ott"),
    ),
    case(
        "quoted as being",
        "Eva Holm was quoted as being “proud to be the first woman in the chair.”",
        mixed("being “proud to be the first woman in the chair", "Eva Holm"),
    ),
)
def test_what_something_is_called(case):
    check(case)


@cases(
    case(
        "to call",
        "Juliet Okafor was furious, going so far as to call the sale “a theft”.",
        mixed("the sale “a theft”", "Juliet Okafor"),
    ),
    case(
        "calling",
        "Juliet Okafor went as far as calling the sale “a theft”.",
        mixed("the sale “a theft”", "Juliet Okafor"),
    ),
    case(
        "to say",
        "Juliet Okafor went as far as to say that the sale was a theft.",
        indirect("that the sale was a theft", "Juliet Okafor"),
    ),
    case("not so far", "Juliet Okafor did not go so far as to call the sale “a theft”."),
    case("not as far", "Juliet Okafor did not go as far as calling the sale “a theft”."),
)
def test_how_far_somebody_goes(case):
    check(case)


@cases(
    case("a name is given", "He joined a movement called the League of the Lamp."),
    case("a name is taken", "He joined a movement that calls itself the Lamp."),
    case("a telephone call", "Ida Rusk wrote to the editor and called Naomi Hart."),
    case("evidence", "Wet footprints suggest that the bus was empty."),
    case("advice as a trade", "Ida Rusk is advising Velm Marine."),
    case("an invitation", "Ida Rusk invited him to come to the harbour."),
    case("a welcome", "Ida Rusk welcomed the guests in the hall."),
    case("an editor's note", "Editor’s Note: the price of the ferry was changed in June."),
    case("a count", "Votes in Velm:\n\nAnn Lee: 547\n\nBo Orr: 46"),
    case(
        "a title with its full stop inside",
        "Carl Ott is the host of a show, once “The Nightly Lamp with Otto.”",
    ),
)
def test_what_only_looks_like_a_report(case):
    check(case)


@cases(
    case(
        "the cue between a judgement and its clause",
        "It is no surprise, Simon Bell said, that the jury took a week.",
        indirect("It is no surprise … that the jury took a week", "Simon Bell"),
    ),
    case(
        "the cue with its addressee",
        "The answer, Simon Bell told them, was simple.",
        indirect("The answer … was simple", "Simon Bell"),
    ),
    case(
        "the cue before a long subject",
        "The mill is under pressure from cheap imports, said the company's chief executive, Jan Ferrer.",
        indirect("The mill is under pressure from cheap imports", "Jan Ferrer"),
    ),
    case(
        "a clause behind a day",
        "Simon Bell said after the convention he would not accept the post.",
        indirect("he would not accept the post", "Simon Bell"),
    ),
    case(
        "behind a conjunction",
        "The port is calm, but according to Velm Radio, the islanders are afraid of another wave.",
        indirect("the islanders are afraid of another wave", "Velm Radio"),
    ),
    case(
        "on condition of anonymity",
        "“The leak is real,” Simon Bell said, speaking on condition that nobody film him, “and we are looking for it.”",
        direct("The leak is real … and we are looking for it", "Simon Bell"),
    ),
    case(
        "a second verb behind a comma",
        "Simon Bell said the dam was safe, and accused the mayor of panic.",
        indirect("the dam was safe", "Simon Bell"),
        indirect("the mayor of panic", "Simon Bell"),
    ),
)
def test_where_the_words_stand(case):
    check(case)


@cases(
    case(
        "deeds that police tell of",
        "According to Sheriff Ida Rusk, officers saw the man leave with a bag, and they ordered him to stop.",
        indirect("officers saw the man leave with a bag, and they ordered him to stop", "Ida Rusk"),
        indirect("him to stop", None, act=Act.ORDERS, via="Ida Rusk"),
    ),
    case(
        "a report inside a report",
        "Sheriff Ida Rusk said the crew reported that a door was open.",
        indirect("the crew reported that a door was open", "Ida Rusk"),
        indirect("a door was open", None, via="Ida Rusk"),
    ),
)
def test_both_levels_of_a_report_are_kept(case):
    check(case)
