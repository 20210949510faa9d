"""Who does what a verb of saying says, where the subject stands far from it or the parse takes another word for it."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "a place between commas",
        "Petra Novak, in Bremen, said Tuesday that the foundry would not reopen.",
        indirect("the foundry would not reopen", "Petra Novak"),
    ),
    case(
        "a town and its state",
        "The Tide Centre in Tampa, Florida said the storm had turned east.",
        indirect("the storm had turned east", "Tide Centre"),
    ),
    case(
        "behind a dateline",
        "VELM -- Governor Ann Lee, opening the dam on Saturday, said it would stand for a century.",
        indirect("it would stand for a century", "Ann Lee"),
    ),
    case(
        "a place that speaks",
        "Florida said the storm had turned east.",
        indirect("the storm had turned east", "Florida"),
    ),
)
def test_where_somebody_is_does_not_speak(case):
    check(case)


@cases(
    case(
        "a statement to a paper",
        "In a statement to the Courier, her lawyer, Simon Bell, said the charge was false.",
        indirect("the charge was false", "Simon Bell"),
    ),
    case(
        "a state behind the name",
        "Saturday at the convention in Velm Sen. Eva Holm (D-MA) said the plan was a “proven failure” of nerve.",
        mixed("the plan was a “proven failure” of nerve", "Eva Holm"),
    ),
)
def test_what_a_preposition_ties_to_the_verb_does_not_speak(case):
    check(case)


@cases(
    case(
        "behind a quotation that ends in a comma",
        "Eva Holm told the council that the bridge “was a gift,” adding, “We never paid for it.”",
        mixed("the bridge “was a gift", "Eva Holm"),
        direct("We never paid for it", "Eva Holm"),
    ),
    case(
        "behind a verb that says nothing",
        "Band leader Tilda Moss shared the news with her fans last week, writing “The van is sold.”",
        direct("The van is sold", "Tilda Moss"),
    ),
    case(
        "whoever writes to somebody",
        "Mayor Eva Holm emailed supporters saying the vote was lost.",
        indirect("the vote was lost", "Eva Holm"),
    ),
    case(
        "a verb joined to another behind a noun",
        "Carl Ott took a chair and joked, “I was never any good at this.”",
        direct("I was never any good at this", "Carl Ott"),
    ),
)
def test_a_participle_or_a_second_verb_has_the_subject_of_its_clause(case):
    check(case)


@cases(
    case(
        "a company and who is named with it",
        "Some people like the ferry, such as Tom Bay of Velm Marine, who said that it would pay.",
        indirect("it would pay", "Tom Bay"),
    ),
    case(
        "a report and what it showed",
        "The army released a report by Colonel Ida Rusk that showed that the wells were dry.",
        indirect("the wells were dry", "Ida Rusk"),
    ),
)
def test_a_relative_clause_has_the_nearest_noun_that_may_speak(case):
    check(case)


@cases(
    case(
        "a quotation of two sentences before it",
        "Hospital director Ida Rusk said, “The boy is in surgery. He is awake,” adding that nine others were at home.",
        direct("The boy is in surgery. He is awake", "Ida Rusk"),
        indirect("nine others were at home", "Ida Rusk"),
    ),
    case(
        "two who tell the paper",
        "Ann Lee said, “The law adds to a growing consensus.” Bo Orr, an actor, told Velmnews “today marks "
        "another day in "
        "history! It is about time.”",
        direct("The law adds to a growing consensus", "Ann Lee"),
        direct("today marks another day in history! It is about time", "Bo Orr", via="Velmnews"),
    ),
    case(
        "a passive that nobody speaks",
        "Velm Radio came on at noon. It was widely reported, but not confirmed, that the harbour was closed.",
    ),
)
def test_the_words_beside_a_quotation_are_not_its_speakers(case):
    check(case)


@cases(
    case(
        "a body goes on",
        "The Harbour Company said it was over. They claimed Novak was a guest and claim she has a grudge against them.",
        indirect("it was over", "Harbour Company"),
        indirect("Novak was a guest and claim she has a grudge against them", "Harbour Company"),
        indirect("she has a grudge against them", "Harbour Company"),
    ),
    case(
        "a verb of denying",
        "The Harbour Company said it was over. They said Eva Novak was a guest and deny she was held.",
        indirect("it was over", "Harbour Company"),
        indirect("Eva Novak was a guest and deny she was held", "Harbour Company"),
        indirect("she was held", "Harbour Company", act=Act.DENIES),
    ),
)
def test_a_plural_verb_has_no_single_person_for_its_subject(case):
    check(case)
