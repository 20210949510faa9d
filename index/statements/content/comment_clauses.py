"""Stage two, reported speech: contents around a cue that is put into them, or behind which it stands."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, Frame, Verb
from index.models import Act, Span
from index.statements.content.clause_edges import around, comma_behind, has_complement
from index.statements.content.reporting_words import verb_of
from index.statements.content.subjects import inverted_subject
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE, SUBJECTS, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

_ASKING = frozenset({"WRB", "WP", "WDT"})
_SHORT_REST = 6  # tokens behind a cue that ends its sentence
_SHORTEST = 4  # tokens before it, the comma with them, that may be a clause


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
    if Frame.CLAUSE not in entry.frames or not _is_put_into(verb, entry):
        return ()
    goes_on = verb.lemma_ == "continue"  # "as the case continues in court"
    if goes_on or not any(c.dep_ in {"nsubj", "agent"} for c in verb.children):
        return ()
    if _runs_on(verb) or has_complement(verb) or _is_complement(verb):
        return ()
    closed = comma_behind(verb)  # what follows belongs to the clause around it
    return around(verb.sent, [t for t in verb.subtree if not closed or t.i <= verb.i])


def _is_put_into(verb: "Token", entry: Verb) -> bool:
    """Whether the parse shows a comment clause: one beside the sentence, one with "as", or one before its verb.

    An order is no comment: "she was jailed, as ordered by the court".
    """
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    match verb.dep_:
        case "parataxis":
            return True
        case "advcl":
            return "as" in marks and entry.act is not Act.ORDERS
        case "ccomp":
            return verb.i >= verb.head.i and not marks
    return False


def _runs_on(verb: "Token") -> bool:
    """ "said it would help the town respond to floods": no comment begins without a mark before it."""
    first = verb.left_edge
    return verb.dep_ == "ccomp" and first.i > verb.sent.start and not first.nbor(-1).is_punct


def _is_complement(verb: "Token") -> bool:
    """ "to see how they answered", "Lee said he agreed with Orr": a clause that is asked or said, and no comment."""
    if _is_asked(verb):
        return True
    return verb.dep_ == "ccomp" and verb_of(verb.head) is not None and not verb.doc[verb.left_edge.i - 1].is_punct


def _is_asked(verb: "Token") -> bool:
    """ "to see how they answered", "…, when, in fact, he replied quickly.": a question word stands before the verb."""
    return any(c.tag_ in _ASKING for c in verb.lefts)


@rule(
    RuleId.SENTENCE_FINAL,
    Concern.CONTENT,
    example="Two dead, three hurt and the road is closed, the sheriff said.",
    gives="?: Two dead, three hurt and the road is closed",
    not_on="After the coup, the army ruled.",
)
def sentence_final(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "…, officials said.": where the parse breaks, the words before the last comma."""
    if Frame.CLAUSE not in entry.frames:
        return ()
    doc, opening = verb.doc, verb.sent.start
    if verb.lemma_ not in ADDRESSING and inverted_subject(verb) is not None and _has_finite(doc[opening : verb.i]):
        return spans_of(doc, opening, verb.i)
    start = _start_of_final_cue(verb)
    if start is None or start - opening < _SHORTEST or doc[start - 1].text != ",":
        return ()
    if _opens_adverbially(verb) or not _has_finite(doc[opening:start]):
        return ()
    return spans_of(doc, opening, start - 1)


def _start_of_final_cue(verb: "Token") -> int | None:
    """Where ", officials said." or ", said the mayor, Eva Holm." starts, if no more than that ends a sentence."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or has_complement(verb) or _is_asked(verb):
        return None
    rest = [t for t in verb.sent if t.i > verb.i and not t.is_punct and not t.is_space]
    named = set(subject.subtree)
    if subject.i > verb.i and all(t in named for t in rest):
        return verb.i  # "…, said the mayor, Eva Holm."
    if len(rest) > _SHORT_REST or _holds_complement(verb, rest):
        return None
    return min(t.i for t in subject.subtree if t.i <= subject.i)


def _holds_complement(verb: "Token", rest: "Sequence[Token]") -> bool:
    """Whether something said, or done to, follows; of "told the paper" the object is only spoken to."""
    complements = {"ccomp", "xcomp"} if verb.lemma_ in ADDRESSING else {"ccomp", "xcomp", "dobj"}
    return any(t.dep_ in complements for t in rest)


def _opens_adverbially(verb: "Token") -> bool:
    """Whether what stands before the comma only tells when or though what somebody spoke.

    "Asked if the dam was safe, she said no." "Though it was late, she replied with a shrug."
    """
    first = verb.sent[0]
    asked = first.tag_ in {"VBN", "VBG"} and first.dep_ == "advcl"
    return asked or (first.dep_ == "mark" and first.head.dep_ == "advcl" and first.head.head == verb)


def _has_finite(stretch: "Iterable[Token]") -> bool:
    """Whether a stretch tells something: "After the coup, the army ruled" has no finite verb before its comma."""
    return any(token.tag_ in FINITE for token in stretch)
