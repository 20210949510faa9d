"""Speakers whom a sentence tells from others: clefts, comparisons, kin, participles in between, another's report."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect

_MET = "Mayor Ruth Keller and Otto Brandt met on Monday. "


@cases(
    case(
        "it was not she",
        _MET + "It was not Ruth Keller who said the bridge was safe.",
        indirect("the bridge was safe", None),
    ),
    case(
        "it was not the mayor",
        _MET + "It wasn't the mayor who told the council that the money was gone.",
        indirect("the money was gone", None),
    ),
    case(
        "he, not she",
        _MET + "It was Brandt, not Keller, who said the bridge was safe.",
        indirect("the bridge was safe", "Otto Brandt"),
    ),
    case(
        "he and not she",
        _MET + "It was Brandt and not Ruth Keller who said the bridge was safe.",
        indirect("the bridge was safe", "Otto Brandt"),
    ),
    case(
        "he rather than she",
        _MET + "It had been Brandt rather than Keller who said the bridge was safe.",
        indirect("the bridge was safe", "Otto Brandt"),
    ),
    case(
        "not she but he",
        _MET + "It was not Keller but Otto Brandt who said the bridge was safe.",
        indirect("the bridge was safe", "Otto Brandt"),
    ),
    case(
        "not only she",
        _MET + "It was not only Keller who said the bridge was safe.",
        indirect("the bridge was safe", "Ruth Keller"),
    ),
    case(
        "a negated sentence that is no cleft",
        _MET + "It was not a good day for Keller, who said she was ill.",
        indirect("she was ill", "Ruth Keller"),
    ),
    case(
        "a subject from which another is told",
        _MET + "Otto Brandt, and not Ruth Keller, told the council that the bridge was safe.",
        indirect("the bridge was safe", "Otto Brandt"),
    ),
)
def test_who_is_told_from_the_speaker_in_a_cleft_is_not_the_speaker(case):
    check(case)


@cases(
    case(
        "like somebody, another's deputy",
        _MET + "Like Keller, Brandt's deputy Jan Roth said the bridge was safe.",
        indirect("the bridge was safe", "Jan Roth"),
    ),
    case(
        "unlike her predecessor",
        _MET + "Unlike her predecessor Brandt, Keller said the bridge was safe.",
        indirect("the bridge was safe", "Ruth Keller"),
    ),
    case(
        "after somebody",
        _MET + "After Keller, the council's chairwoman Ida Holm said the bridge was safe.",
        indirect("the bridge was safe", "Ida Holm"),
    ),
)
def test_who_is_compared_with_the_speaker_is_not_the_speaker(case):
    check(case)


@cases(
    case(
        "the wife of, and her given name",
        "Otto Brandt was arrested. The road was open, said the wife of Brandt, Eva.",
        indirect("The road was open", "Eva"),
    ),
    case(
        "his brother by a given name",
        "Otto Brandt was arrested. “He is innocent,” said Otto Brandt's brother, Paul, on Monday.",
        direct("He is innocent", "Paul"),
    ),
    case(
        "his lawyer",
        "Otto Brandt was arrested. “He is innocent,” said Brandt’s lawyer, Jan Roth.",
        direct("He is innocent", "Jan Roth"),
    ),
    case(
        "a friend without a name",
        "Otto Brandt was arrested. “He is innocent,” said a friend of Brandt.",
        direct("He is innocent", None),
    ),
)
def test_whoever_belongs_to_somebody_speaks_under_their_own_name(case):
    check(case)


@cases(
    case(
        "asked about it",
        _MET + "Brandt said the road would open in May, and Keller, asked about it, said the bridge was safe.",
        indirect("the road would open in May", "Otto Brandt"),
        indirect("the bridge was safe", "Ruth Keller"),
    ),
    case(
        "flanked by police",
        _MET + "Brandt said the road would open in May, and Keller, flanked by police, warned that the bridge was old.",
        indirect("the road would open in May", "Otto Brandt"),
        indirect("the bridge was old", "Ruth Keller"),
    ),
    case(
        "asked twice, and declining",
        _MET + "Brandt denied the road was shut, and Keller, asked twice, declined to say whether the bridge was safe.",
        indirect("the road was shut", "Otto Brandt", act=Act.DENIES),
        indirect("whether the bridge was safe", "Ruth Keller", act=Act.DECLINES),
    ),
    case(
        "no comma before the other's report",
        "Otto Brandt said the road would open in May and Ruth Keller added that the bridge was safe.",
        indirect("the road would open in May", "Otto Brandt"),
        indirect("the bridge was safe", "Ruth Keller"),
    ),
    case(
        "the other refuses",
        "Otto Brandt said the road would open in May, and Ruth Keller refused to comment.",
        indirect("the road would open in May", "Otto Brandt"),
    ),
    case(
        "a title in the same sentence is somebody else",
        "Otto Brandt said the road would open in May, and the mayor warned that the bridge would fall.",
        indirect("the road would open in May", "Otto Brandt"),
        indirect("the bridge would fall", None),
    ),
)
def test_a_report_ends_before_that_of_another(case):
    check(case)


@cases(
    case(
        "a promise, and what is unclear",
        "Ruth Keller promised to close the camp, and the implications for cases pending review are unclear.",
        indirect("to close the camp", "Ruth Keller"),
    ),
    case(
        "a report in the past, and what goes on now",
        "Ruth Keller said the dam was safe, and the police are still looking for the men.",
        indirect("the dam was safe", "Ruth Keller"),
    ),
    case(
        "a report that goes on in the past",
        "Ruth Keller said the dam would hold, and the town was safe.",
        indirect("the dam would hold, and the town was safe", "Ruth Keller"),
    ),
    case(
        "a report in the present that goes on so",
        "Ruth Keller says the dam is safe, and the town is lucky.",
        indirect("the dam is safe, and the town is lucky", "Ruth Keller"),
    ),
)
def test_a_report_in_the_past_ends_where_the_paper_speaks_of_the_present(case):
    check(case)


@cases(
    case(
        "no longer says",
        "Ruth Keller no longer claims that the dam will hold.",
        indirect("the dam will hold", "Ruth Keller", negated=True),
    ),
    case(
        "neither confirmed nor denied",
        "Ruth Keller neither confirmed nor denied that the dam was unsafe.",
        indirect("the dam was unsafe", "Ruth Keller", act=Act.DENIES, negated=True),
    ),
    case("did not refuse to say", "Ruth Keller did not refuse to say whether the dam was safe."),
    case("did not go on to say", "Ruth Keller did not go on to say that the dam was safe."),
    case("has yet to say", "Ruth Keller has yet to say whether the dam was safe."),
    case("without saying", "Ruth Keller left without saying that the dam was safe."),
    case("instead of saying", "Instead of saying that the dam was safe, Ruth Keller left."),
    case("avoided saying", "Ruth Keller avoided saying that the dam was safe."),
    case(
        "could not resist saying",
        "Ruth Keller could not resist saying that the dam was safe.",
        indirect("the dam was safe", "Ruth Keller"),
    ),
)
def test_what_is_not_said_is_no_statement_or_shown_as_denied(case):
    check(case)
