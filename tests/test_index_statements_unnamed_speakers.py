"""Speakers whom the text does not name: crowds, officials, neighbours, nobody."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, misread, missed


@cases(
    case(
        "a collective",
        "Residents said the smell had been there since Easter.",
        indirect("the smell had been there since Easter", None),
    ),
    case(
        "nobody named",
        "“The whole street heard it,” said a woman who would not give her name. Councillor Ray Tilley lives nearby.",
        direct("The whole street heard it", None),
    ),
    case("a passive without an agent", "It was said that the abbot had gold under the altar."),
    case(
        "wire: anonymous officials",
        "Two officials familiar with the talks said the truce would be extended by a week. One of them said the "
        "prisoners would be exchanged on Sunday. The foreign ministry did not respond to a request for comment.",
        indirect("the truce would be extended by a week", None),
        indirect("the prisoners would be exchanged on Sunday", None),
    ),
    case(
        "village weekly: neighbours",
        "Neighbours described a loud bang shortly before six. “The windows shook,” one said. Another, Len Oakley, "
        "thought it was thunder.",
        indirect("a loud bang shortly before six", None),
        direct("The windows shook", None),
    ),
    case(
        "crime: police and a neighbour",
        "Police said a 19-year-old had been arrested on suspicion of arson. Detective Inspector Cath Orme "
        "appealed for witnesses to come forward. Neighbour Stan Wick, 71, said: “I smelt petrol and rang my "
        "daughter.”",
        indirect("a 19-year-old had been arrested on suspicion of arson", None),
        missed(indirect("witnesses to come forward", "Cath Orme", act=Act.ORDERS)),
        misread(direct("I smelt petrol and rang my daughter", "Stan Wick"), speaker="Neighbour Stan Wick"),
        weak="“appealed for” is no cue, and “Neighbour” is taken into the name",
    ),
    case(
        "feature: through an interpreter",
        "“They took the goats first,” Amadou Ba said through an interpreter. The village chief, who asked not to "
        "be named, said that the men had come from the north.",
        direct("They took the goats first", "Amadou Ba"),
        misread(indirect("the men had come from the north", None), speaker="Amadou Ba"),
        weak="“the village chief” is taken for the last speaker",
    ),
)
def test_speakers_without_a_name_stay_unknown(case):
    check(case)
