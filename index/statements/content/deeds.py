"""Stage two, at its end: reports inside what is reported, which tell what somebody did rather than said."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.models import Kind
from index.statements.content.reading import Reading
from index.statements.drafts import Draft
from index.statements.rules import CLAUSES, Concern, RuleId, rule

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLAIN = frozenset({RuleId.OBJECT, RuleId.PREPOSITIONAL, RuleId.INFINITIVE, RuleId.GERUND})


@rule(
    RuleId.EMBEDDED,
    Concern.CONTENT,
    example="Ann Lee said Bo Orr ran to the car and threatened to burn it.",
    gives="Ann Lee: Bo Orr ran to the car and threatened to burn it",
    not_on="Ann Lee said Bo Orr called the plan “a gift to the town.”",
)
def embedded(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """A report without a clause and without marks, inside another's words or behind a preposition, is what they did.

    "Lee said Orr had praised the plan", "by condemning the plan".
    """
    if RuleId.EMBEDDED not in reading.rules:
        return list(drafts)
    return [draft for draft in drafts if not _is_embedded(reading, draft, drafts)]


def _is_embedded(reading: Reading, draft: Draft, drafts: Sequence[Draft]) -> bool:
    verb = _verb(reading, draft)
    if draft.rule not in _PLAIN or draft.kind is not Kind.INDIRECT or draft.cue is None or verb is None:
        return False
    if verb.dep_ == "pcomp":
        return True
    others = [other for other in drafts if other is not draft]
    if draft.rule is RuleId.INFINITIVE:  # what somebody is told to do is said to them, unless it is one deed of several
        others = [other for other in others if other.rule in CLAUSES and verb.dep_ == "conj"]
    around = (part for other in others for part in other.parts)
    return any(part.covers(draft.cue) for part in around)


def _verb(reading: Reading, draft: Draft) -> "Token | None":
    cue = draft.cue
    found = reading.doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
    return found.root if found is not None else None
