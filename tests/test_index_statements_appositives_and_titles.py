"""What stands beside a name: titles, appositives, clauses, asides, ages and places."""

import pytest

from index.english.parse_cache import parsed
from index.models import Act
from index.statements.cast.members import cast_of
from tests.reading import case, cases, check, direct, indirect, misread, missed, mixed


@cases(
    case(
        "an appositive",
        "Hugh Hill, a doctor at the county hospital, said the ward was full.",
        indirect("the ward was full", "Hugh Hill"),
    ),
    case(
        "a relative clause with a verb of its own",
        "Soraya Nazari, who left Herat in 1996 and now drives a bus in Graz, said she would go back tomorrow.",
        indirect("she would go back tomorrow", "Soraya Nazari"),
    ),
    case(
        "an aside between dashes",
        "Bernard Dufour — he turned ninety last week — says the vines have never flowered so early.",
        missed(indirect("the vines have never flowered so early", "Bernard Dufour")),
        weak="nothing is found around a clause between dashes",
    ),
    case(
        "a long title before the name",
        "Former Deputy Assistant Secretary of State for African Affairs Walter Nkemelu said the embassy had been "
        "warned twice.",
        indirect("the embassy had been warned twice", "Walter Nkemelu"),
    ),
    case(
        "a title after the name",
        "“Not a cent is missing,” said Ilse Vogel, treasurer of the Social Democratic Party.",
        direct("Not a cent is missing", "Ilse Vogel"),
    ),
    case(
        "party and state in brackets",
        "Rep. Dwayne Hurley (R-Ohio) said he would vote no.",
        indirect("he would vote no", "Dwayne Hurley"),
    ),
    case(
        "the state of a senator",
        "Sen. Paula Reyes (Ore.) met Sen. Jack Lund, D-Wis., at noon. The Oregon senator said the bill was dead; the "
        "Wisconsin senator said it was not.",
        indirect("the bill was dead", "Paula Reyes"),
        indirect("it was not", "Jack Lund"),
    ),
    case(
        "a verb that agrees with the last of two nouns",
        "The island is mainly Lutheran and the Church Council says nobody will leave.",
        indirect("nobody will leave", "Church Council"),
    ),
    case(
        "an age and a place",
        "Kofi Asante, 61, of Kumasi, said his shop had been looted twice.",
        indirect("his shop had been looted twice", "Kofi Asante"),
    ),
    case(
        "court: a judge sentences",
        "Sentencing him to nine years, Judge Priscilla Obi said: “You preyed on people who trusted you. You have shown "
        "not a flicker of remorse.”",
        direct("You preyed on people who trusted you. You have shown not a flicker of remorse", "Priscilla Obi"),
    ),
    case(
        "court: a witness and a lawyer",
        "Opening the case for the Crown, Fiona Maitland KC told the jury that Craig Dunn had lied about where he was. "
        "Mr Dunn, 38, of Leith, denies murder. His solicitor, Ewan Baird, said outside the court that his client was "
        "“bewildered.”",
        misread(indirect("Craig Dunn had lied about where he was", "Fiona Maitland"), speaker=None),
        indirect("murder", "Craig Dunn", act=Act.DENIES),
        mixed("his client was “bewildered", "Ewan Baird"),
        weak="a name with letters behind it is not seen",
    ),
    case(
        "parliament: a debate",
        "Opening the debate, Transport Secretary Moira Kay told MPs that the line would be finished in 2031. Her "
        "Liberal counterpart, Huw Prys, called the date “a fairy tale.” Ms Kay retorted: “He has believed in "
        "worse.”",
        indirect("the line would be finished in 2031", "Moira Kay"),
        misread(mixed("the date “a fairy tale", "Huw Prys"), speaker=None),
        direct("He has believed in worse", "Moira Kay"),
        weak="the name behind “her counterpart” is not seen",
    ),
    case(
        "village weekly: the parish council",
        "Cllr Mavis Trent told the meeting that the bus shelter was a disgrace. Cllr Roy Beddoes agreed, and said he "
        "had found a badger in it.",
        indirect("the bus shelter was a disgrace", "Mavis Trent"),
        indirect("he had found a badger in it", "Roy Beddoes"),
    ),
    case(
        "science: authors and an outsider",
        "Lead author Chiara Bassi, a glaciologist at the University of Trento, said the ice had thinned by a third. "
        "“We did not expect it this fast,” she said. Tom Weller of Kiel University, who was not involved in the study, "
        "warned that one valley proves little.",
        indirect("the ice had thinned by a third", "Chiara Bassi"),
        direct("We did not expect it this fast", "Chiara Bassi"),
        indirect("one valley proves little", "Tom Weller"),
    ),
    case(
        "press release: quotation before a long title",
        "“This merger creates the leading maker of hinges in the Baltic,” said Kristjan Tamm, chairman and chief "
        "executive officer of Balti Hinge. “We are delighted.”",
        direct("This merger creates the leading maker of hinges in the Baltic … We are delighted", "Kristjan Tamm"),
    ),
)
def test_appositives_asides_and_titles(case):
    check(case)


@cases(
    case(
        "a long aside",
        "“We are not a bank,” Edith Crane, whose family has owned the pawnshop on Mill Lane since the reign of "
        "Queen Victoria, said with a sigh.",
        direct("We are not a bank", "Edith Crane"),
    ),
    case(
        "a clause with a verb of saying",
        "Rector Jonas Falk, whom the students say they never see, said the library would stay open.",
        indirect("they never see", None),
        indirect("the library would stay open", "Jonas Falk"),
    ),
    case(
        "a participle",
        "Driver Sami Aalto, wiping soot from his glasses, told reporters that the tunnel had filled with smoke in "
        "a minute.",
        indirect("the tunnel had filled with smoke in a minute", "Sami Aalto"),
    ),
    case(
        "two appositives",
        "Vera Lukic, a botanist and the author of three field guides, and one of the few who know the island, said "
        "the lily was extinct.",
        indirect("the lily was extinct", "Vera Lukic"),
    ),
)
def test_asides_between_name_and_verb(case):
    check(case)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hanna Reed, a teacher who is not related to him, stands for the Greens.", "teacher"),
        ("“It is safe,” said Lena Okoye, a civil engineer who led the inspection.", "civil engineer"),
        ("Omar Diallo, the president of the drivers' union, was there.", "president of the drivers' union"),
    ],
)
def test_a_role_ends_where_a_relative_clause_begins(text, role):
    (doc,) = parsed([text])

    assert [member.roles for member in cast_of(doc).members if member.roles] == [(role,)]
