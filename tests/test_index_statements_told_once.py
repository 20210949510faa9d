"""What is told once: a report of one's own words within them, and where the next report or sentence begins."""

from index.models import Act
from tests.reading import case, cases, check, direct, indirect, mixed


@cases(
    case(
        "a report of one's own telling",
        "Dana Gorsk said she had told the crew that the boats were ready.",
        indirect("she had told the crew that the boats were ready", "Dana Gorsk"),
    ),
    case(
        "a memory that is denied",
        "Tom Brandt said he did not recall whether the boats were ready.",
        indirect("he did not recall whether the boats were ready", "Tom Brandt"),
    ),
    case(
        "what somebody calls a thing",
        "Dana Gorsk condemned what she called a “brazen breach” of the rules.",
        mixed("what she called a “brazen breach” of the rules", "Dana Gorsk"),
    ),
    case(
        "a claim repeated",
        "Tom Brandt repeated his claim that the boats were ready.",
        indirect("that the boats were ready", "Tom Brandt"),
    ),
    case(
        "another's words stay a statement of their own",
        "Dana Gorsk said Tom Brandt had told the crew that the boats were ready.",
        indirect("Tom Brandt had told the crew that the boats were ready", "Dana Gorsk"),
        indirect("that the boats were ready", "Tom Brandt", via="Dana Gorsk"),
    ),
)
def test_ones_own_words_are_told_once(case):
    check(case)


@cases(
    case(
        "a sentence in marks behind a report",
        "Time, Mr. Brandt added, was on their side. ''It is early days, for heaven's sake,'' he said.",
        indirect("Time … was on their side", "Brandt"),
        direct("It is early days, for heaven's sake", "Brandt"),
    ),
    case(
        "a participle behind marks",
        "Tom Brandt told the Gazette that Dana Gorsk “had a crazy plan for the boats,” adding, “She lost them all.”",
        mixed("that Dana Gorsk “had a crazy plan for the boats", "Tom Brandt"),
        direct("She lost them all", "Tom Brandt"),
    ),
    case(
        "a second participle joined to the first",
        "Dana Gorsk raised her voice on Tuesday, telling the Gazette that Tom Brandt was a fake and questioning how he "
        "had won.",
        indirect("that Tom Brandt was a fake", "Dana Gorsk"),
        indirect("how he had won", "Dana Gorsk", act=Act.ASKS),
    ),
    case(
        "what was told to a paper, with no comma before the next clause",
        "The boats left just three days after Tom Brandt told the Alder Post he was not ready.",
        indirect("he was not ready", "Tom Brandt", via="the Alder Post"),
    ),
    case(
        "the next paragraph goes on behind a quotation in two halves",
        "“The river took the road,” said Amina Yusuf, a teacher. “It took the bridge.”\n\n“The school stands.”",
        direct("The river took the road … It took the bridge … The school stands", "Amina Yusuf"),
    ),
)
def test_a_report_ends_where_the_next_begins(case):
    check(case)


@cases(
    case("a connective", "The dam is old. That said, a flood would not break it at once, and the town knows it."),
    case("somebody who comes to be somewhere", "Tom Brandt found himself alone on the bridge."),
    case("a thing that is of some rank", "The flood ranks as the worst in the history of the town."),
    case(
        "an apology to somebody is for something",
        "Tom Brandt apologized to his crew and to Dana Gorsk for the noise.",
        indirect("the noise", "Tom Brandt"),
    ),
    case("an apology that does not tell for what", "Tom Brandt apologized to his crew."),
)
def test_what_is_no_statement(case):
    check(case)
