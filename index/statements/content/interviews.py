"""Stage two, interviews in questions and answers: "Q. … A. …", in which nobody's name stands at the turns."""

import re
from collections.abc import Sequence

from index.english.quotation_marks import paragraphs
from index.models import Kind, Span
from index.statements.content.reading import Reading, laid_out
from index.statements.drafts import Draft
from index.statements.rules import Concern, RuleId, rule

_TURN = re.compile(r"(?P<who>[QA])(?:[.:]|\s*[–—-])\s+(?=\S)")
_LEAST = 2  # answers: a single "A." may begin a list


@rule(
    RuleId.INTERVIEW,
    Concern.CONTENT,
    example="Ten minutes with Ann Lee\n\nQ. Was the dam safe?\n\nA. It was not.\n\n"
    "Q. And the pumps?\n\nA. I saw no pumps.",
    gives="Ann Lee: It was not. | Ann Lee: I saw no pumps.",
    not_on="A. The dam was not safe.\n\nB. The pumps were old.",
)
def interviews(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """ "Q. Was it safe? A. It was not.": the answers are of the one person whom the text names before the questions."""
    text = reading.text
    taken = laid_out(drafts)
    blocks = [p for p in paragraphs(text) if not any(p.overlaps(one) for one in taken)]
    turns = [(p, _TURN.match(text, p.start, p.end)) for p in blocks]
    asked = next((p.start for p, turn in turns if turn and turn["who"] == "Q"), None)
    answers = sum(bool(turn) and turn["who"] == "A" for _, turn in turns if turn)
    if asked is None or answers < _LEAST:
        return list(drafts)
    mention = _interviewed(reading, asked)
    if mention is None:
        return list(drafts)
    found = [
        Draft((Span(turn.end(), p.end),), Kind.DIRECT, RuleId.INTERVIEW, mention=mention)
        for p, turn in turns
        if turn and turn["who"] == "A" and p.start > asked
    ]
    return [*drafts, *found]


def _interviewed(reading: Reading, end: int) -> Span | None:
    """The one person named before the first question."""
    people = [e for e in reading.doc.ents if e.label_ == "PERSON" and e.end_char <= end]
    names = {e.text for e in people if not any(e.text != other.text and e.text in other.text for other in people)}
    return Span(people[0].start_char, people[0].end_char) if len(names) == 1 else None
