"""Texts that somebody issued in their own name, as the headline says: statements, remarks, speeches, letters."""

import pytest

from index.models import Article
from index.statements.issuer import Issuer, issuer_of
from tests.reading import analyser, case, cases, check, direct, indirect

_BODY = "I was told that the dam was safe. It was not.\n\nWe shall rebuild it, and I shall pay for it."


@cases(
    case(
        "a statement by",
        f"Statement by Mayor Ann Lee on the dam\n\n{_BODY}",
        direct("I was told that the dam was safe. It was not", "Ann Lee"),
        direct("We shall rebuild it, and I shall pay for it", "Ann Lee"),
    ),
    case(
        "words of another in it stay theirs",
        "Remarks by President Ann Lee\n\nI thank you for coming. Engineer Bo Orr told me that the dam would hold.",
        direct("I thank you for coming. Engineer Bo Orr told me that the dam would hold", "Ann Lee"),
        indirect("the dam would hold", "Bo Orr", via="Ann Lee"),
    ),
    case(
        "greetings, asides and headings are not said",
        "Mayor Ann Lee's speech in Velm\n\nDear friends,\n\nThe dam\n\nI was told that it was safe, and we believed it."
        "\n\n(Applause.)\n\n###",
        direct("I was told that it was safe, and we believed it", "Ann Lee"),
    ),
    case(
        "a report on a statement",
        "Statement by Mayor Ann Lee on the dam\n\nMayor Ann Lee said that the dam was safe. “I saw it,” she said. We "
        "asked our reader.",
        indirect("the dam was safe", "Ann Lee"),
        direct("I saw it", "Ann Lee"),
    ),
    case(
        "somebody who writes on a speech",
        "Mayor Ann Lee's speech on the dam\n\nI heard it on the radio and we wept. Never has Ann Lee been better.",
    ),
    case(
        "a sentence is no headline",
        "Mayor Ann Lee's speech on the dam made me weep.\n\nI heard it on the radio, and we had to stop the car.",
    ),
    case(
        "a text without anybody's I",
        "Statement by Mayor Ann Lee on the dam\n\nThe dam is eighty years old. It stands above Velm.",
    ),
)
def test_a_headline_says_whose_words_a_text_is(case):
    check(case)


def test_a_title_apart_from_the_text_names_its_speaker_and_their_office():
    (analysis,) = analyser().analyse([Article("a", _BODY, title="Statement by Mayor Ann Lee on the dam")])
    assert [statement.speaker for statement in analysis.statements] == ["Ann Lee", "Ann Lee"]
    assert [(member.name, member.roles) for member in analysis.cast] == [("Ann Lee", ("Mayor",))]


@pytest.mark.parametrize(
    ("headline", "issuer"),
    [
        (
            "Text of the opening statement by Water Secretary Ann Lee before the council",
            Issuer("Ann Lee", "Water Secretary"),
        ),
        ("Remarks as prepared for delivery by Governor Ann Lee", Issuer("Ann Lee", "Governor")),
        ("A message from Bishop Tom Orr to the parish", Issuer("Tom Orr", "Bishop")),
        ("Statement by the Ministry of Water on the dam", Issuer("Ministry of Water")),
        ("Joint statement by Ann Lee and Bo Orr on the dam", None),
        ("Letter from Velm", None),
        ("Statement of accounts", None),
        ("Ann Lee gives the speech of her life", None),
        ("Networks cut away from Ann Lee's speech", None),
        ("Mayor Ann Lee's speech at the opening", Issuer("Ann Lee", "Mayor")),
        ("Mayor Ann Lee's speech moves the council", None),
    ],
)
def test_who_issued_a_text(headline, issuer):
    assert issuer_of(headline, "") == issuer
