"""Stage two, reported speech: contents that are no clause (to go, X a Y, of X, “words” of X)."""

from typing import TYPE_CHECKING

from index.english.lexicon import ADDRESSING, CHARACTERISING, CITING, DEEDS, NAMING, Frame, Verb
from index.models import Act, Span
from index.statements.content.clause_edges import (
    cut_at_cues,
    without_cue,
)
from index.statements.content.cues import characterised_by
from index.statements.rules import Concern, RuleId, rule
from index.statements.tokens import MARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

_IDENTIFYING = frozenset({"name", "identify", "quote"})
_OUTSIDE = frozenset({"conj", "cc", "advcl", "punct", "parataxis", "relcl"})
_ADJACENT = frozenset({"on", "for"})  # "called on her to go", not "called her on Friday"
_KEPT = frozenset({"against"})  # "warned against swimming" warns of the contrary without it


@rule(
    RuleId.INFINITIVE,
    Concern.CONTENT,
    example="Ann Lee vowed to stay in the race.",
    gives="Ann Lee: to stay in the race",
    not_on="Ann Lee was advised to stay in the race.",
    literature="Levin 1993, §37.1 ff.; Quirk et al. 1985, §16.38 ff.",
)
def infinitive(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "vowed to stay", "urged her to stay"."""
    if Frame.INFINITIVE not in entry.frames or _lacks_agent(verb):
        return ()
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            if verb.lemma_ == "ask" and _is_unnamed(child):
                return ()
            asked = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < child.i), None)
            if asked is not None and Frame.OBJECT in entry.frames:
                return cut_at_cues(verb, asked.left_edge.i, child.right_edge.i + 1)
            return without_cue(verb, child)
    return ()


def _is_unnamed(verb: "Token") -> bool:
    """ "asked not to be named": what newsrooms write of a source, no request of the story."""
    return verb.tag_ == "VBN" and any(c.dep_ == "neg" for c in verb.children) and verb.lemma_ in _IDENTIFYING


def _lacks_agent(verb: "Token") -> bool:
    """Whether a passive names nobody who speaks ("she was advised to wait")."""
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    return passive and not any(c.dep_ == "agent" for c in verb.children)


@rule(
    RuleId.GERUND,
    Concern.CONTENT,
    example="Ann Lee denied taking the money.",
    gives="Ann Lee: taking the money",
    not_on="Ann Lee enjoyed taking the money.",
    literature="Quirk et al. 1985, §16.39 f.",
)
def gerund(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "denied taking the money"."""
    if Frame.GERUND not in entry.frames:
        return ()
    found = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VBG"), None)
    return without_cue(verb, found) if found is not None else ()


@rule(
    RuleId.OBJECT,
    Concern.CONTENT,
    example="Ann Lee called the plan a fraud.",
    gives="Ann Lee: the plan a fraud",
    not_on="Ann Lee called the police.",
    literature="Levin 1993, §29.2 characterize verbs, §33 judgment verbs",
)
def object_phrase(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "called X a Y", "condemned X": the object and what follows it in the clause."""
    if Frame.OBJECT not in entry.frames:
        return ()
    if _lacks_agent(verb):
        return ()
    if entry.act is Act.DENIES and _refuses_something(verb):
        return ()
    objects = [c for c in verb.children if c.i > verb.i and (c.dep_ in {"dobj", "oprd", "attr"} or _is_what_clause(c))]
    if (verb.lemma_ in DEEDS or (verb.lemma_ in NAMING and all(o.dep_ == "dobj" for o in objects))) and not _is_said_of(
        verb
    ):
        return ()
    if not objects or all(o.pos_ == "PRON" and o.lower_ in {"it", "that", "this", "what"} for o in verb.rights):
        return ()
    end = max((t.i for c in verb.rights if c.dep_ not in _OUTSIDE for t in c.subtree), default=verb.i)
    if verb.lemma_ in NAMING:  # "called the plot to do so a crime": the parse may hang "to do so" on the verb
        purposes = (c for c in verb.rights if c.dep_ == "advcl" and c.tag_ == "VB" and c.left_edge.i == end + 1)
        end = next((c.right_edge.i for c in purposes), end)
    return cut_at_cues(verb, verb.i + 1, end + 1)


@rule(
    RuleId.CHARACTERISATION,
    Concern.CONTENT,
    example="Bo Orr admires Ann Lee as a “strong leader” of the town.",
    gives="Bo Orr: Ann Lee as a “strong leader” of the town",
    not_on="Bo Orr admires Ann Lee as a leader of the town.",
    literature="Levin 1993, §29.2 characterize verbs, §31.2 admire verbs",
)
def characterisation(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "has gone after her as a 'fraud'": whom, and as what."""
    found = characterised_by(verb) if entry is CHARACTERISING else None
    if found is None:
        return ()
    person, predicate = found
    return cut_at_cues(verb, person.left_edge.i, predicate.right_edge.i + 1)


@rule(
    RuleId.QUOTED_OBJECT,
    Concern.CONTENT,
    example="Ann Lee alleged “gross neglect” of the pumps in the north.",
    gives="Ann Lee: “gross neglect” of the pumps in the north",
    not_on="Ann Lee kept a “secret” flat.",
)
def quoted_object(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "alleged 'gross neglect' of the dam": an object is what was said where a verb of saying has quoted words in it.

    What opens in a capital may be the title of a work ("wrote 'Collapse'").
    """
    cites = Frame.CLAUSE in entry.frames or verb.lemma_ in CITING
    if not cites or _lacks_agent(verb) or verb.lemma_ in ADDRESSING:
        return ()
    found = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if found is None:
        return ()
    own = list(found.subtree)
    opened = next((i for i, t in enumerate(own[:-2]) if t.text in MARKS), None)
    # one word in marks is held at arm's length, not said ("kept a 'secret' flat")
    if opened is None or own[opened + 2].text in MARKS or not (own[opened + 1].is_lower or own[opened + 1].is_digit):
        return ()
    return cut_at_cues(verb, found.left_edge.i, found.right_edge.i + 1)


def _is_what_clause(token: "Token") -> bool:
    """ "condemned what he called a breach": a clause that stands for a noun phrase."""
    return token.dep_ in {"ccomp", "pcomp"} and token.left_edge.lower_ == "what"


def _is_said_of(verb: "Token") -> bool:
    """Whether words follow that can only be said of an object, not done to it: in marks, "as …", a noun phrase."""
    return any(
        t.text in MARKS or (t.lower_ == "as" and t.head == verb) or t.dep_ in {"oprd", "acomp", "ccomp"}
        for t in verb.subtree
        if t.i > verb.i
    )


def _refuses_something(verb: "Token") -> bool:
    """Whether "deny" withholds ("were denied visas", "denied them entry") and says nothing."""
    after = [c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"} and c.i > verb.i]
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    return len(after) > 1 or (passive and bool(after)) or any(c.pos_ == "PRON" for c in after)


@rule(
    RuleId.PREPOSITIONAL,
    Concern.CONTENT,
    example="Ann Lee called for an early vote.",
    gives="Ann Lee: an early vote",
    not_on="Ann Lee called Bo Orr on Friday.",
    literature="Quirk et al. 1985, §16.28: prepositional verbs",
)
def prepositional(verb: "Token", entry: Verb) -> tuple[Span, ...]:
    """ "called for X", "warned of X", "called on X to …"."""
    if _lacks_agent(verb):
        return ()
    for child in verb.children:
        governs = child.i == verb.i + 1 or child.lower_ not in _ADJACENT
        if child.dep_ in {"prep", "prt"} and child.i > verb.i and governs and child.lower_ in entry.prepositions:
            inner = [t.i for c in child.children for t in c.subtree]
            complements = (c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "pobj"} or _is_to_infinitive(c))
            later = [t.i for c in complements if c.i > child.i for t in c.subtree]
            if inner or later:
                start = child.i if child.lower_ in _KEPT else min(inner + later)
                return cut_at_cues(verb, start, max(inner + later) + 1)
    return ()


def _is_to_infinitive(token: "Token") -> bool:
    return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.lefts)
