"""Stage two, reported speech: contents around a cue that is put into them, or behind which it stands."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, Frame, Verb
from index.models import Act, Span
from index.statements.content.clause_edges import around, comma_behind, has_complement
from index.statements.content.cues import verb_of
from index.statements.content.subjects import inverted_subject
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE, SUBJECTS, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = frozenset({"WRB", "WP", "WDT"})
_SHORT_REST = 6  # tokens behind a cue that ends its sentence


@rule(
    RuleId.PARENTHETICAL,
    Concern.CONTENT,
    example="But, as Ann Lee observed, the dam was safe.",
    gives="Ann Lee: But … the dam was safe",
    not_on="The plan, Ann Lee said that day, was dead and she knew it.",
    literature="Quirk et al. 1985, §15.54: comment clauses",
)
def parenthetical(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "The plan, he said, would fail": the clause into which the cue is put."""
    if Frame.CLAUSE not in entry.frames or verb.dep_ not in {"parataxis", "advcl", "ccomp"}:
        return ()
    goes_on = verb.lemma_ == "continue"  # "as the case continues in court"
    if goes_on or not any(c.dep_ in {"nsubj", "agent"} for c in verb.children):
        return ()
    if verb.dep_ == "advcl" and not any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
        return ()
    if verb.dep_ == "ccomp" and (verb.i < verb.head.i or any(c.dep_ == "mark" for c in verb.children)):
        return ()
    ordered = verb.dep_ == "advcl" and entry.act is Act.ORDERS  # "she was jailed, as ordered by the court"
    if ordered or _runs_on(verb) or has_complement(verb) or _is_complement(verb):
        return ()
    closed = comma_behind(verb)  # what follows belongs to the clause around it
    return around(verb.sent, [t for t in verb.subtree if not closed or t.i <= verb.i])


def _runs_on(verb: "Token") -> bool:
    """ "said it would help the town respond to floods": no comment begins without a mark before it."""
    first = verb.left_edge
    return verb.dep_ == "ccomp" and first.i > verb.sent.start and not first.nbor(-1).is_punct


def _is_complement(verb: "Token") -> bool:
    """ "to see how they answered", "Lee said he agreed with Orr": a clause that is asked or said, and no comment."""
    if any(c.tag_ in _ASKING for c in verb.lefts):
        return True
    return verb.dep_ == "ccomp" and verb_of(verb.head) is not None and not verb.doc[verb.left_edge.i - 1].is_punct


@rule(
    RuleId.SENTENCE_FINAL,
    Concern.CONTENT,
    example="Two dead, three hurt and the road is closed, the sheriff said.",
    gives="?: Two dead, three hurt and the road is closed",
    not_on="After the coup, the army ruled.",
)
def sentence_final(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "…, officials said.": where the parse breaks, the words before the last comma."""
    named = inverted_subject(verb) if Frame.CLAUSE in entry.frames and verb.lemma_ not in ADDRESSING else None
    if named is not None and any(t.tag_ in FINITE for t in verb.doc[verb.sent.start : verb.i]):
        return spans_of(verb.doc, verb.sent.start, verb.i)
    rest = [t for t in verb.sent if t.i > verb.i and not t.is_punct and not t.is_space]
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    when = any(c.tag_ in _ASKING for c in verb.lefts)  # "…, when, in fact, he replied quickly."
    if when or subject is None or Frame.CLAUSE not in entry.frames or has_complement(verb):
        return ()
    inverted = subject.i > verb.i and all(t in set(subject.subtree) for t in rest)  # "…, said the mayor, Eva Holm."
    addressed = {"dobj"} if verb.lemma_ in ADDRESSING else set()
    complements = any(t.dep_ in {"ccomp", "xcomp", "dobj"} - addressed for t in rest)
    if not inverted and (len(rest) > _SHORT_REST or complements):
        return ()
    start = verb.i if inverted else min(t.i for t in subject.subtree if t.i <= subject.i)
    if start == 0 or verb.doc[start - 1].text != "," or start - verb.sent.start < 4:
        return ()
    opening = verb.sent[0]
    asked = opening.tag_ in {"VBN", "VBG"} and opening.dep_ == "advcl"  # "Asked if the dam was safe, she said no."
    adverbial = opening.dep_ == "mark" and opening.head.dep_ == "advcl" and opening.head.head == verb
    if asked or adverbial or not any(t.tag_ in FINITE for t in verb.doc[verb.sent.start : start]):
        return ()  # "After the coup, the army ruled", "Though it was late, she replied with a shrug"
    return spans_of(verb.doc, verb.sent.start, start - 1)
