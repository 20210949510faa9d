"""Stage two, reported speech: contents that are clauses, behind their cue, before it or around it."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, Frame, Verb, VerbUse, verbs_that
from index.models import Act, Span
from index.statements.content.clause_cuts import cut_at_cues
from index.statements.content.clause_edges import (
    clause_start,
    comma_behind,
    has_complement,
    through_coordination,
    without_cue,
)
from index.statements.content.reporting_words import made_clear, saying_below
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import FINITE, SUBJECTS, spans_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_QUOTING = verbs_that(VerbUse.QUOTES)
_WHEN = frozenset({"when", "whenever", "once"})


@rule(
    RuleId.CLAUSE,
    Concern.CONTENT,
    example="Ann Lee said the dam was safe.",
    gives="Ann Lee: the dam was safe",
    not_on="Ann Lee moved that the session be closed by noon.",
    literature="Levin 1993, §37.7 say verbs; Quirk et al. 1985, §16.30 ff.: factual verbs with that-clause",
)
def clause(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "said (that) it was over": the complement clause, before the cue, behind it or around it."""
    if Frame.CLAUSE not in entry.frames:
        return ()
    that = made_clear(verb)
    if that is not None:
        return cut_at_cues(verb, that.i, through_coordination(verb, that.head.right_edge.i + 1))
    clauses = _complements_of(verb, entry)
    if not clauses:
        return _bare_past(verb, entry)
    if _is_interposed(verb, clauses[0]):
        start = min(t.i for t in verb.subtree if t.i <= verb.i)
        return (*spans_of(verb.doc, verb.sent.start, start), *without_cue(verb, clauses[0]))
    several = _several(verb, clauses) if len(clauses) > 1 else ()
    return several or without_cue(verb, clauses[0])


def _complements_of(verb: "Token", entry: Verb) -> "Sequence[Token]":
    """The clauses that are what a verb says, also where the parse takes them for something else."""
    clauses = [c for c in verb.children if _is_complement(verb, c)]
    if not clauses and Frame.GERUND not in entry.frames:
        clauses = [c for c in verb.rights if _has_gerund_subject(c)]
    if entry.act is Act.ASKS:
        clauses = clauses or [c for c in verb.rights if _is_whether_clause(c)]
    else:
        clauses = [c for c in clauses if not _tells_when(verb, c)]
    if comma_behind(verb):  # "It was cheap, she noted, and it worked" has a half on either side
        return clauses
    return [c for c in clauses if c.i > verb.i] or clauses


def _is_complement(verb: "Token", clause: "Token") -> bool:
    return clause.dep_ == "ccomp" and not _stands_apart(verb, clause) and not _is_oneself(clause)


def _is_whether_clause(clause: "Token") -> bool:
    """ "asked workers if they planned to go": the parse takes the question for a condition."""
    return clause.dep_ == "advcl" and clause.left_edge.lower_ in {"if", "whether"}


def _is_oneself(clause: "Token") -> bool:
    """ "found himself alone": tells where somebody came to be."""
    return any(c.dep_ in SUBJECTS and c.lower_.endswith(("self", "selves")) for c in clause.lefts)


def _bare_past(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "said 300 people registered for it": a past form that the tagger takes for a participle of the noun before it.

    Verbs that take no object but a clause ("said") leave no other reading.
    """
    if Frame.OBJECT in entry.frames or verb.lemma_ in ADDRESSING or verb.tag_ not in FINITE:
        return ()
    subject = next((c for c in verb.rights if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1), None)
    if subject is None or subject.pos_ != "NOUN" or subject.i + 1 >= verb.sent.end:
        return ()
    past = subject.nbor(1)
    bare = past.tag_ == "VBN" and past.dep_ == "acl" and not any(c.dep_ == "agent" for c in past.rights)
    return cut_at_cues(verb, verb.i + 1, through_coordination(verb, past.right_edge.i + 1)) if bare else ()


def _several(verb: "Token", clauses: "Sequence[Token]") -> tuple[Span, ...]:
    """What several clauses tell together: on both sides of the cue, all before it, or all behind it."""
    first, last = clauses[0], clauses[-1]
    if first.i < verb.i < last.i and last.left_edge.lower_ == "that":
        return (*without_cue(verb, first), *without_cue(verb, last))  # "It is no surprise, she said, that …"
    if last.i < verb.i:  # "This is hard, but that is harder, she said"
        return spans_of(verb.doc, first.left_edge.i, last.right_edge.i + 1)
    if first.left_edge.i > verb.i:
        start = clause_start(verb, first.left_edge.i)
        return cut_at_cues(verb, start, through_coordination(verb, last.right_edge.i + 1))
    return ()


def _tells_when(verb: "Token", clause: "Token") -> bool:
    """ "When I mention the dam, he interrupts me": a clause of time before the verb is none of what is said."""
    first = clause.left_edge
    led = first.lower_ in _WHEN and first.dep_ in {"advmod", "mark"}
    done_to = verb.lemma_ not in ADDRESSING and any(c.dep_ == "dobj" and c.pos_ == "PRON" for c in verb.rights)
    return clause.i < verb.i and led and (done_to or first.head == clause)


def _has_gerund_subject(token: "Token") -> bool:
    """ "said legalising it could help": the parse takes the subject of the reported clause for what governs it."""
    finite = (c for c in token.rights if c.dep_ == "ccomp" and any(t.tag_ in FINITE for t in (c, *c.children)))
    return token.dep_ == "xcomp" and token.tag_ == "VBG" and any(finite)


def _is_interposed(verb: "Token", clause: "Token") -> bool:
    """ "It is no surprise, she said, that …": the cue stands between a judgement and its clause."""
    that = clause.left_edge
    parted = that.lower_ == "that" and that.i == verb.i + 2 and comma_behind(verb)
    return parted and verb.dep_ == "parataxis" and verb.head.i < verb.i


def _stands_apart(verb: "Token", clause: "Token") -> bool:
    """Whether a semicolon or colon ends the clause before the cue's: "It is over; he said that …"."""
    if clause.i < verb.i and not any(t.tag_ in FINITE for t in (clause, *clause.children)) and not _is_whole(clause):
        return True  # "With work almost done, they said …"
    between = verb.doc[clause.i + 1 : verb.i]
    return any(token.text in {";", ":"} for token in between)


def _is_whole(clause: "Token") -> bool:
    """ "The storm damaged the town, she said": a verb with a subject of its own is finite, whatever its tag."""
    opening = clause.left_edge
    whole = any(c.dep_ in {"pobj", "pcomp"} for c in opening.rights)  # "During a search, officers found …"
    led = opening.dep_ in {"prep", "mark"} and opening.head == clause and not whole
    bare = clause.tag_ in {"VB", "VBN"} and not any(c.dep_ in {"aux", "auxpass"} for c in clause.lefts)
    active = any(c.dep_ == "nsubj" and c.i < clause.i for c in clause.lefts)
    return active and bare and not led and any(c.dep_ in {"dobj", "prep", "ccomp", "xcomp"} for c in clause.rights)


@rule(
    RuleId.COLON,
    Concern.CONTENT,
    example="Ann Lee answered as before: it is too late.",
    gives="Ann Lee: it is too late",
    not_on="Ann Lee answered twice: on Monday, on Friday.",
)
def after_colon(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "She answered as before: it is too late": what a colon opens, where the verb has no other complement."""
    if Frame.CLAUSE not in entry.frames or has_complement(verb):
        return ()
    sentence = verb.sent
    colon = next((t.i for t in verb.doc[verb.i + 1 : sentence.end] if t.text == ":"), None)
    if colon is None or not (verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.head.i > colon)):
        return ()
    clause = verb.doc[colon + 1 : sentence.end]
    whole = any(t.tag_ in FINITE for t in clause) and any(t.dep_ in SUBJECTS for t in clause)
    if not whole and not clause.text.isupper():  # "on Monday, on Friday"; of capitals the tagger makes names
        return ()
    return spans_of(verb.doc, colon + 1, sentence.end)


@rule(
    RuleId.QUOTED_SOURCE,
    Concern.CONTENT,
    example="Velm Radio quoted Ann Lee as saying that the dam was safe.",
    gives="Ann Lee (Velm Radio): that the dam was safe",
    not_on="The agency quoted Ann Lee at length.",
)
def quoted_source(verb: "Token", entry: Verb) -> tuple[Span, ...]:  # noqa: ARG001 - a finder as the others
    """ "SANA quoted an official as saying (that) …", and the same after what was said."""
    saying = saying_below(verb) if verb.lemma_ in _QUOTING else None
    if saying is None:
        being = [g for c in verb.rights if c.lower_ == "as" for g in c.rights if g.lower_ == "being"]
        described = verb.lemma_ == "quote" and bool(being)
        return spans_of(verb.doc, being[0].i, being[0].right_edge.i + 1) if described else ()
    for owner in (saying, verb):
        if clause := next((c for c in owner.children if c.dep_ == "ccomp" and c != saying), None):
            return without_cue(verb, clause)
    return ()
