"""The layout of a text: the same words say the same, however their lines are broken."""

import pytest

from index.english.layout import unwrapped
from tests.reading import case, cases, check, direct, indirect, mixed, read

PARAGRAPHS = (
    "Mayor Oda Brink opened the new quay on Monday before a crowd of dockers who had worked there for two winters.",
    "“We were told that it could not be done, and here it stands,” Brink said. She added that the old crane would be "
    "taken down before the autumn storms.",
    "Ivo Lang, the harbour master, did not agree. “The quay is too short for the ships that we have,” Lang said.",
)


def _wrapped(words: str, width: int) -> str:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


LAYOUTS = {
    "one line break a paragraph": "\n".join(PARAGRAPHS),
    "lines wrapped at 72": "\n\n".join(_wrapped(p, 72) for p in PARAGRAPHS),
    "lines wrapped at 60, one break a paragraph": "\n".join(_wrapped(p, 60) for p in PARAGRAPHS),
    "all on one line": " ".join(PARAGRAPHS),
    "straight marks": "\n\n".join(PARAGRAPHS).translate(str.maketrans("“”", '""')),
    "straight marks, all on one line": " ".join(PARAGRAPHS).translate(str.maketrans("“”", '""')),
    "double spaces": "\n\n".join(PARAGRAPHS).replace(". ", ".  "),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_same_words_say_the_same_in_every_layout(text):
    expected = [
        direct("We were told that it could not be done, and here it stands", "Oda Brink"),
        indirect("the old crane would be taken down before the autumn storms", "Oda Brink"),
        direct("The quay is too short for the ships that we have", "Ivo Lang"),
    ]

    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("The quay was opened on Monday by the mayor\nand closed again.", True),
        ("The quay was opened on Monday.\nThe mayor came.", False),
        ("QUAY OPENS\nThe mayor came on Monday.", False),
        ("The mayor named three things:\n- the quay\n- the crane", False),
    ],
)
def test_a_line_break_is_a_space_only_inside_a_sentence(text, joined):
    assert unwrapped(text) == (text.replace("\n", " ") if joined else text)


def test_offsets_stay_where_lines_are_joined():
    text = LAYOUTS["lines wrapped at 72"]

    assert len(unwrapped(text)) == len(text)


@cases(
    case(
        "a mark that is never closed",
        "“It took far too long, Oda Brink said.\nIvo Lang, the clerk, disagreed.\n“We were on time,” Lang said.",
        direct("It took far too long", "Oda Brink"),
        direct("We were on time", "Ivo Lang"),
    ),
)
def test_an_open_mark_ends_with_its_paragraph(case):
    check(case)


@cases(
    case(
        "the block is lost and the article goes on",
        "Oda Brink spoke of the quay. She said:\n\nThe harbour master, Ivo Lang, said that the quay was safe.",
        indirect("the quay was safe", "Ivo Lang"),
    ),
)
def test_a_paragraph_that_reports_is_no_block_quotation(case):
    check(case)


FILLER = (
    "The quay was built in three winters by forty dockers, and the harbour board paid for the stone and the tar. " * 10
)


@cases(
    case(
        "a transcript",
        f"{FILLER}LANG: Was the quay safe? BRINK: It was not. LANG: Then who opened it?",
        direct("Was the quay safe?", "Lang"),
        direct("It was not", "Brink"),
        direct("Then who opened it?", "Lang"),
    ),
    case(
        "quotations that are signed",
        f"{FILLER}“The quay is too short for us.” ― Oda Brink “It will do for a while.” ― Ivo Lang.",
        direct("The quay is too short for us", "Oda Brink"),
        direct("It will do for a while", "Ivo Lang"),
    ),
    case(
        "a mark that is forgotten",
        f"{FILLER}“We were told that it could not be done, Oda Brink said. Ivo Lang disagreed. “We were on time,” "
        "Lang said.",
        direct("We were told that it could not be done, Oda Brink said. Ivo Lang disagreed", None),
        direct("We were on time", "Ivo Lang"),
    ),
    case(
        "quotations side by side",
        f"{FILLER}“Nobody told us,” Oda Brink said. “We had to ask.” “They never came to us,” said Ivo Lang.",
        direct("Nobody told us … We had to ask", "Oda Brink"),
        direct("They never came to us", "Ivo Lang"),
    ),
)
def test_paragraphs_of_a_long_text_without_breaks(case):
    check(case)


@cases(
    case(
        "a sentence behind marks without a stop",
        'Orr said: "Our thoughts are with his family and with all the sailors" Adam Moss played for the Rovers.',
        direct("Our thoughts are with his family and with all the sailors", "Orr"),
    ),
    case(
        "the rest of a sentence behind marks",
        'Ann Lee said the plan was "dead and gone" to the first meeting of the club.',
        mixed('the plan was "dead and gone" to the first meeting of the club', "Ann Lee"),
    ),
    case(
        "another's sentence between two quotations",
        "Ann Lee warned that “any act will expose all traffic on the lake to danger.” Bo Orr said that the boats would "
        "leave on Thursday night. “No more fear, no more doubt.”",
        mixed("any act will expose all traffic on the lake to danger", "Ann Lee"),
        mixed("the boats would leave on Thursday night … No more fear, no more doubt", "Bo Orr"),
    ),
    case(
        "a quotation right beside another",
        'Ann Lee said that it has "few friends in the town" "It is a war. The radio is their tool," Bo Orr said.',
        mixed('it has "few friends in the town', "Ann Lee"),
        direct("It is a war. The radio is their tool", "Bo Orr"),
    ),
)
def test_where_a_sentence_ends_whose_break_is_lost(case):
    check(case)


@pytest.mark.parametrize("marks", ["“”", '""'], ids=["curly", "straight"])
def test_marks_inside_marks_belong_to_the_outer_ones(marks):
    opening, closing = marks
    text = f"{opening}They called it {opening}too loud{closing} or {opening}too long,{closing}{closing} Ann Lee said."

    (said,) = read(text)

    assert (said.speaker, "too long" in said.words) == ("Ann Lee", True)
